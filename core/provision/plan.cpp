#include "provision/plan.hpp"

#include <algorithm>

#include "aws/policy.hpp"
#include "base/hex.hpp"
#include "board/kit.hpp"
#include "pki/authority.hpp"
#include "provision/errors.hpp"

namespace provision {

namespace {

using namespace std::chrono_literals;

// Durations on a board as reference/board.md measures them and with an ordinary connection. Only for the
// expected time that is shown.
constexpr base::Duration signature_cost = 220ms;
constexpr base::Duration sector_cost = 60ms;
constexpr base::Duration byte_cost = 400us;  // written and read back as hex at 115200 baud
constexpr base::Duration request_cost = 250ms;
// Through the debugger, a report a millisecond: written and read back.
constexpr base::Duration provisioning_firmware_cost = 4s;
constexpr base::Duration demo_firmware_cost = 5s;
constexpr base::Duration restart_cost = 6s;
constexpr base::Duration unread_cost = 2s;
constexpr base::Duration stack_cost = 60s;

/// The organisation in the signer certificates that boards are delivered with.
constexpr std::string_view vendor_organization = "Microchip Technology Inc";

bool is_vendors(const Chain& chain) {
  return chain.signer.subject().organization() == vendor_organization;
}

/// The certificate names its key as ours do, by the SHA-1 that is also the thing's name.
bool names_key(const crypto::Certificate& device, const crypto::PublicKey& key) {
  return device.subject_key_identifier() == key.subject_key_identifier();
}

/// Whether this provisioner, or one like it, could have made this chain for this key.
bool is_ours(const Chain& chain, const crypto::PublicKey& key) {
  return chain.device.public_key() == key && names_key(chain.device, key) && !is_vendors(chain) &&
         pki::issued_by(chain.device, chain.signer);
}

/// Unfinished work that can go on: see existing_chain().
bool is_resumable(const BoardState& board, const std::optional<JournalEntry>& journal,
                  std::string_view account) {
  if (!journal || journal->account != account) return false;
  if (!is_ours({journal->device, journal->signer}, board.public_key)) return false;
  if (!board.chain || !is_ours(*board.chain, board.public_key)) return true;
  const std::string held = certificate_id(board.chain->device);
  if (held == certificate_id(journal->device)) return true;
  // An older certificate never replaces a newer one.
  const base::SystemTime made = journal->device.validity().not_before;
  return held == journal->replaces && made >= board.chain->device.validity().not_before;
}

std::string subject_key(const BoardState& board) {
  return base::to_hex(board.public_key.subject_key_identifier());
}

void plan_board(Plan& plan, const Survey& survey, const std::optional<Chain>& chain,
                const std::string& thing) {
  const BoardState& board = survey.board;
  if (!chain) {
    plan.board.push_back({name(BoardItem::certificate),
                          board.chain ? PlanAction::replace : PlanAction::create,
                          {{"subject", "sn" + board.serial.text()}}});
    plan.expected += signature_cost;
  } else {
    plan.board.push_back(
        {name(BoardItem::certificate), PlanAction::keep, {{"id", certificate_id(chain->device)}}});
  }
  std::size_t sectors = 2;
  std::size_t bytes = 1700;
  if (chain) {
    const auto different = differing(StoreImage(*chain, survey.account.endpoint, thing), StoreImage(board));
    sectors = different.size();
    bytes = 0;
    for (const auto& sector : different) {
      for (const auto& piece : sector.pieces) bytes += piece.bytes.size();
    }
  }
  const auto write_unless = [](bool same, bool present) {
    return same ? PlanAction::keep : present ? PlanAction::replace : PlanAction::write;
  };
  const bool same_store =
      chain && board.chain && board.chain->device == chain->device && board.chain->signer == chain->signer;
  plan.board.push_back({name(BoardItem::store), write_unless(same_store, !board.store.empty()), {}});
  plan.board.push_back({name(BoardItem::thing_name),
                        write_unless(board.thing_name == thing, board.thing_name.has_value()),
                        {{"name", thing}}});
  plan.board.push_back({name(BoardItem::endpoint),
                        write_unless(board.endpoint == survey.account.endpoint, board.endpoint.has_value()),
                        {{"from", board.endpoint.value_or("")}, {"to", survey.account.endpoint}}});
  if (board.roots) {
    const bool lacks = board.lacks_roots();
    plan.board.push_back({name(BoardItem::roots),
                          lacks ? PlanAction::write : PlanAction::keep,
                          {{"name", "Amazon Root CA 3"}}});
    if (lacks) {
      sectors += 1;
      bytes += board.roots->size();
    }
  }
  plan.expected += static_cast<int>(sectors) * sector_cost + static_cast<int>(bytes) * byte_cost;
}

/// What an account needs once for just-in-time registration.
void plan_jitr(Plan& plan, const JitrAccount& found) {
  const bool has_stack = registers_boards(found.stack);
  plan.aws.push_back({name(AwsItem::stack),
                      has_stack ? PlanAction::keep : PlanAction::create,
                      {{"name", std::string(jitr_stack_name)}, {"state", std::string(name(found.stack))}}});
  if (!has_stack) plan.expected += stack_cost;
  PlanAction authority = PlanAction::create;
  if (found.authority == AuthorityState::enabled) authority = PlanAction::keep;
  if (found.authority == AuthorityState::disabled) authority = PlanAction::enable;
  plan.aws.push_back({name(AwsItem::authority), authority, {}});
  if (authority != PlanAction::keep) plan.expected += request_cost;
}

void plan_account(Plan& plan, const Survey& survey, const std::string& thing) {
  const Registration registration = survey.registration.value_or(Registration());
  const bool is_later = survey.jitr && registers_itself(registration);
  const PlanAction missing = is_later ? PlanAction::later : PlanAction::create;
  const auto add = [&](AwsItem what, bool there, std::vector<std::pair<std::string, std::string>> params) {
    plan.aws.push_back({name(what), there ? PlanAction::keep : missing, std::move(params)});
    if (!there && !is_later) plan.expected += request_cost;
  };
  const bool has_policy = survey.policy == PolicyState::present;
  plan.aws.push_back({name(AwsItem::policy),
                      has_policy ? PlanAction::keep : PlanAction::create,
                      {{"name", std::string(aws::zero_touch_policy_name)}}});
  if (!has_policy) plan.expected += request_cost;
  if (survey.jitr) plan_jitr(plan, *survey.jitr);
  if (registration.registered() && !registration.active() && !is_later) {
    plan.aws.push_back(
        {name(AwsItem::certificate),
         PlanAction::replace,
         {{"id", registration.certificate_id}, {"from", std::string(aws::name(registration.status))}}});
  } else {
    add(AwsItem::certificate, registration.active(), {{"id", registration.certificate_id}});
  }
  add(AwsItem::thing, registration.thing_exists, {{"name", thing}});
  add(AwsItem::policy_attachment, registration.policy_attached, {});
  add(AwsItem::thing_attachment, registration.thing_attached, {});
  for (const std::string& id : survey.old_certificates)
    plan.aws.push_back({name(AwsItem::old_certificate), PlanAction::remove, {{"id", id}, {"name", id}}});
}

}  // namespace

bool Plan::complete() const {
  const auto kept = [](const PlanItem& item) { return item.action == PlanAction::keep; };
  return std::all_of(board.begin(), board.end(), kept) && std::all_of(aws.begin(), aws.end(), kept);
}

std::optional<Chain> existing_chain(const BoardState& board, const std::optional<JournalEntry>& journal,
                                    CertificateChoice choice, std::string_view account) {
  // Unfinished work comes first: its certificate may be registered, or half written.
  if (is_resumable(board, journal, account) &&
      (choice == CertificateChoice::keep || !journal->replaces.empty())) {
    return Chain{journal->device, journal->signer};
  }
  if (choice == CertificateChoice::keep && board.chain && is_ours(*board.chain, board.public_key))
    return board.chain;
  return std::nullopt;
}

std::string predecessor(const BoardState& board, const std::optional<JournalEntry>& journal,
                        CertificateChoice choice, std::string_view account) {
  const bool resumable = is_resumable(board, journal, account);
  if (resumable && !journal->replaces.empty()) return journal->replaces;
  if (choice == CertificateChoice::keep) return {};
  // Unfinished work that is given up may have registered its certificate already.
  if (resumable) return certificate_id(journal->device);
  // The vendor's certificate never was in the user's account.
  if (!board.chain || is_vendors(*board.chain)) return {};
  return certificate_id(board.chain->device);
}

std::vector<std::string> possible_old_certificates(const BoardState& board,
                                                   const std::optional<JournalEntry>& journal,
                                                   const Registration& registration,
                                                   CertificateChoice choice) {
  std::vector<std::string> ids = registration.others;
  if (journal) {
    ids.push_back(certificate_id(journal->device));
    ids.push_back(journal->replaces);
    ids.insert(ids.end(), journal->removes.begin(), journal->removes.end());
  }
  if (choice == CertificateChoice::renew && board.chain && !is_vendors(*board.chain))
    ids.push_back(certificate_id(board.chain->device));
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  ids.erase(std::remove(ids.begin(), ids.end(), registration.certificate_id), ids.end());
  return ids;
}

Plan make_plan(const Survey& survey, CertificateChoice choice, aws::Region) {
  Plan plan;
  const std::string thing = subject_key(survey.board);
  const auto chain = existing_chain(survey.board, survey.journal, choice, survey.account.identity.account);
  plan_board(plan, survey, chain, thing);
  plan_account(plan, survey, thing);
  plan.warnings = survey.board.warnings;
  if (board::is_old(survey.board.module_firmware, board::required_winc_firmware)) {
    plan.warnings.push_back(base::Error(old_module_firmware)
                                .with("found", survey.board.module_firmware.text())
                                .with("required", board::required_winc_firmware.text()));
  }
  return plan;
}

Plan plan_unread(std::string_view thing_name, const Account& account, MethodName method) {
  Plan plan;
  const std::string thing(thing_name);
  plan.board.push_back({name(BoardItem::certificate), PlanAction::check, {}});
  plan.board.push_back({name(BoardItem::store), PlanAction::check, {}});
  plan.board.push_back({name(BoardItem::thing_name), PlanAction::check, {{"name", thing}}});
  plan.board.push_back({name(BoardItem::endpoint), PlanAction::check, {{"to", account.endpoint}}});
  plan.aws.push_back(
      {name(AwsItem::policy), PlanAction::check, {{"name", std::string(aws::zero_touch_policy_name)}}});
  if (method == MethodName::jitr) {
    plan.aws.push_back({name(AwsItem::stack), PlanAction::check, {{"name", std::string(jitr_stack_name)}}});
    plan.aws.push_back({name(AwsItem::authority), PlanAction::check, {}});
  }
  plan.aws.push_back({name(AwsItem::certificate), PlanAction::check, {}});
  plan.aws.push_back({name(AwsItem::thing), PlanAction::check, {{"name", thing}}});
  plan.aws.push_back({name(AwsItem::policy_attachment), PlanAction::check, {}});
  plan.aws.push_back({name(AwsItem::thing_attachment), PlanAction::check, {}});
  plan.expected = unread_cost;
  return plan;
}

void add_firmware(Plan& plan, const board::Kit& kit, const OwnImages& own,
                  std::optional<board::FirmwareRole> running) {
  const auto item = [&](BoardItem what, const board::FirmwareFile& file,
                        const std::optional<OwnImage>& image) {
    PlanItem added{name(what), PlanAction::write, {{"name", image ? image->name : std::string(file.name)}}};
    if (!image) added.params.emplace_back("version", file.version.text());
    if (image)
      plan.warnings.push_back(base::Error(own_image).with("name", image->name).with("firmware", name(what)));
    return added;
  };
  const bool needed = running != board::FirmwareRole::provisioning;
  if (needed) {
    plan.board.insert(plan.board.begin(),
                      item(BoardItem::provisioning_firmware, kit.images->provisioning, own.provisioning));
    plan.expected += provisioning_firmware_cost;
  }
  plan.board.push_back(item(BoardItem::demo_firmware, kit.images->demo, own.demo));
  plan.expected += demo_firmware_cost + restart_cost;
}

}  // namespace provision
