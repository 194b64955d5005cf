#include "provision/account_contents.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "aws/errors.hpp"
#include "aws/iam_users.hpp"
#include "aws/logs.hpp"
#include "aws/policy.hpp"
#include "base/hex.hpp"
#include "base/when_all.hpp"
#include "crypto/x509.hpp"
#include "pki/authority.hpp"
#include "provision/account.hpp"

namespace provision {

namespace {

/// AWS admits ten requests per second of each kind.
constexpr std::size_t most_reads = 500;
constexpr std::string_view board_organization = "Microchip Technology Inc";
constexpr std::string_view board_subject_prefix = "sn";
constexpr std::string_view vendors_policy_prefix = "ZTPolicy_";

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_board_policy(std::string_view name) {
  if (name == aws::zero_touch_policy_name) return true;
  return name.starts_with(vendors_policy_prefix) && is_hex(name.substr(vendors_policy_prefix.size()), 64);
}

std::string hex_of(const std::optional<crypto::KeyIdentifier>& identifier) {
  return identifier ? base::to_hex(*identifier) : std::string();
}

struct Found {
  std::string board;  // the name of its thing
  BoardCertificate certificate;
};

/// nullopt for a certificate of any other shape than a board's.
std::optional<Found> board_certificate(const aws::CertificateDescription& description) {
  try {
    const auto certificate = crypto::Certificate::from_pem(description.pem);
    const bool has_subject = certificate.subject().organization() == board_organization &&
                             certificate.subject().common_name().starts_with(board_subject_prefix);
    if (!has_subject) return std::nullopt;
    Found found;
    found.board = base::to_hex(certificate.public_key().subject_key_identifier());
    found.certificate = {description.id, description.arn, description.status,
                         !description.ca_certificate_id.empty(),
                         hex_of(certificate.authority_key_identifier())};
    return found;
  } catch (const base::Error&) {
    return std::nullopt;  // of another algorithm, for example
  }
}

base::task<std::optional<Found>> find_board_certificate(aws::IotClient& iot, std::string id) {
  const auto description = co_await find_certificate(iot, std::move(id));
  if (!description) co_return std::nullopt;
  co_return board_certificate(*description);
}

base::task<BoardInAccount> read_board(aws::IotClient& iot, std::string name) {
  BoardInAccount board;
  board.name = name;
  board.is_read = true;
  std::vector<std::string> principals;
  try {
    principals = co_await iot.list_thing_principals(name);
    board.has_thing = true;
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
  const std::vector<std::string> ids = certificate_ids(principals);
  board.others = principals.size() - ids.size();
  for (const std::string& id : ids) {
    std::optional<Found> found = co_await find_board_certificate(iot, id);
    if (found && found->board == name) {
      board.certificates.push_back(std::move(found->certificate));
    } else {
      ++board.others;
    }
  }
  co_return board;
}

base::task<std::optional<std::vector<std::string>>> list_users(aws::Client& client) {
  aws::IamUsers iam(client);
  try {
    co_return co_await iam.list_own();
  } catch (const base::Error& error) {
    if (!is_refusal(error)) throw;
  }
  co_return std::nullopt;
}

base::task<std::vector<std::string>> readable_logs(aws::Client& client) {
  try {
    co_return co_await list_function_logs(client);
  } catch (const base::Error& error) {
    if (!is_refusal(error) && !error.is(aws::host_blocked)) throw;
  }
  co_return std::vector<std::string>();
}

base::task<std::vector<std::string>> targets_of(aws::IotClient& iot, std::string policy) {
  std::vector<std::string> targets;
  try {
    targets = co_await iot.list_targets_for_policy(std::move(policy));
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
  co_return certificate_ids(targets);
}

/// Adds the certificates that have a board's policy, but are on no thing of these boards. `is_wanted`: the
/// names of the boards in question.
base::task<void> add_detached(aws::IotClient& iot, std::vector<std::string> policies,
                              std::vector<BoardInAccount>& boards,
                              std::function<bool(const std::string& name)> is_wanted) {
  std::set<std::string> known;
  for (const BoardInAccount& board : boards)
    for (const BoardCertificate& certificate : board.certificates) known.insert(certificate.id);
  std::vector<base::task<std::optional<Found>>> reads;
  for (const std::string& policy : policies) {
    const std::vector<std::string> ids = co_await targets_of(iot, policy);
    for (const std::string& id : ids)
      if (reads.size() < most_reads && known.insert(id).second)
        reads.push_back(find_board_certificate(iot, id));
  }
  std::vector<std::optional<Found>> found = co_await base::when_all(std::move(reads));
  for (std::optional<Found>& one : found) {
    if (!one || !is_wanted(one->board)) continue;
    auto place = std::find_if(boards.begin(), boards.end(),
                              [&](const BoardInAccount& board) { return board.name == one->board; });
    if (place == boards.end()) {
      place = boards.insert(place, BoardInAccount{one->board, false, true, {}, 0});
    }
    place->certificates.push_back(std::move(one->certificate));
  }
}

/// nullopt for a CA that no tool for boards can have made: theirs have P-256 keys.
std::optional<AuthorityInAccount> authority_of(const aws::CaCertificateDescription& description) {
  try {
    const auto certificate = crypto::Certificate::from_pem(description.pem);
    AuthorityInAccount authority;
    authority.id = description.id;
    authority.is_active = description.status == aws::CertificateStatus::active;
    authority.key = hex_of(certificate.subject_key_identifier());
    authority.has_default_name = certificate.subject().common_name() == pki::AuthorityNames().signer;
    return authority;
  } catch (const base::Error&) {
    return std::nullopt;
  }
}

base::task<std::optional<AuthorityInAccount>> read_authority(aws::IotClient& iot, std::string id) {
  try {
    const aws::CaCertificateDescription found = co_await iot.describe_ca_certificate(id);
    co_return authority_of(found);
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
  co_return std::nullopt;
}

base::task<std::vector<AuthorityInAccount>> authorities_of(aws::IotClient& iot,
                                                           const std::vector<BoardInAccount>& boards,
                                                           std::vector<std::string> own) {
  std::set<std::string> issuers;
  for (const BoardInAccount& board : boards)
    for (const BoardCertificate& certificate : board.certificates) issuers.insert(certificate.issuer);
  std::vector<AuthorityInAccount> authorities;
  const std::vector<std::string> ids = co_await iot.list_ca_certificates();
  for (const std::string& id : ids) {
    std::optional<AuthorityInAccount> found = co_await read_authority(iot, id);
    if (!found) continue;
    const bool is_own = std::find(own.begin(), own.end(), id) != own.end();
    const bool is_issuer = !found->key.empty() && issuers.count(found->key) != 0;
    if (is_own || is_issuer || found->has_default_name) authorities.push_back(std::move(*found));
  }
  co_return authorities;
}

void sort_by_name(std::vector<BoardInAccount>& boards) {
  std::sort(boards.begin(), boards.end(),
            [](const BoardInAccount& a, const BoardInAccount& b) { return a.name < b.name; });
}

}  // namespace

bool is_board_name(std::string_view thing) {
  return is_hex(thing, 40);
}

base::task<std::vector<std::string>> list_board_policies(aws::IotClient& iot) {
  std::vector<std::string> names;
  const std::vector<aws::PolicySummary> all = co_await iot.list_policies();
  for (const aws::PolicySummary& policy : all)
    if (is_board_policy(policy.name)) names.push_back(policy.name);
  co_return names;
}

base::task<bool> is_left_over(aws::IotClient& iot, std::string certificate_id) {
  const std::optional<Found> found = co_await find_board_certificate(iot, std::move(certificate_id));
  if (!found || found->certificate.status == aws::CertificateStatus::active) co_return false;
  const BoardInAccount board = co_await read_board(iot, found->board);
  co_return std::none_of(
      board.certificates.begin(), board.certificates.end(),
      [&](const BoardCertificate& attached) { return attached.id == found->certificate.id; });
}

base::task<std::vector<std::string>> list_function_logs(aws::Client& client) {
  std::string prefix = "/aws/lambda/" + std::string(jitr_stack_name) + "-";
  return aws::list_log_groups(client, std::move(prefix));
}

base::task<AccountContents> list_contents(aws::Client& client, std::vector<std::string> own) {
  aws::IotClient iot(client);
  AccountContents contents;
  auto [things, policies, stack, type, users, logs] = co_await base::when_all(
      iot.list_things(), list_board_policies(iot), find_jitr_stack(client),
      iot.find_thing_type(std::string(board_thing_type)), list_users(client), readable_logs(client));
  contents.policies = std::move(policies);
  contents.stack = stack.state;
  contents.thing_type = type;
  contents.users = std::move(users);
  contents.log_groups = std::move(logs);
  std::vector<base::task<BoardInAccount>> reads;
  for (const aws::Thing& thing : things) {
    if (!is_board_name(thing.name)) continue;
    if (reads.size() < most_reads) {
      reads.push_back(read_board(iot, thing.name));
    } else {
      contents.boards.push_back({thing.name, true, false, {}, 0});
    }
  }
  std::vector<BoardInAccount> read = co_await base::when_all(std::move(reads));
  const bool has_read_all = contents.boards.empty();
  contents.boards.insert(contents.boards.end(), read.begin(), read.end());
  if (has_read_all)
    co_await add_detached(iot, contents.policies, contents.boards, [](const std::string&) { return true; });
  contents.authorities = co_await authorities_of(iot, contents.boards, std::move(own));
  sort_by_name(contents.boards);
  co_return contents;
}

base::task<AccountContents> read_boards(aws::Client& client, std::vector<std::string> names,
                                        std::vector<std::string> own) {
  aws::IotClient iot(client);
  AccountContents contents;
  std::vector<base::task<BoardInAccount>> reads;
  for (const std::string& name : names) reads.push_back(read_board(iot, name));
  contents.boards = co_await base::when_all(std::move(reads));
  std::set<std::string> without;
  for (const BoardInAccount& board : contents.boards)
    if (board.certificates.empty()) without.insert(board.name);
  if (!without.empty()) {
    std::vector<std::string> policies = co_await list_board_policies(iot);
    co_await add_detached(iot, std::move(policies), contents.boards,
                          [&](const std::string& name) { return without.count(name) != 0; });
  }
  contents.authorities = co_await authorities_of(iot, contents.boards, std::move(own));
  sort_by_name(contents.boards);
  co_return contents;
}

}  // namespace provision
