// What this program or the vendor's tool has made in an account. Things and certificates cannot be marked, so
// they are recognised by their shape: a thing is named by the key of its board, and the board's certificate
// has this key and a secure element's subject. Changes nothing. Facts: reference/account.md.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "aws/client.hpp"
#include "aws/iot.hpp"
#include "provision/jitr_stack.hpp"

namespace provision {

struct BoardCertificate {
  std::string id;
  std::string arn;
  aws::CertificateStatus status = aws::CertificateStatus::inactive;
  /// True if AWS IoT has registered it at the board's first connection.
  bool by_jitr = false;
  /// The key identifier of the CA that issued it, in hex; empty if the certificate does not say.
  std::string issuer{};
};

struct BoardInAccount {
  std::string name;  // of the thing: the key's identifier, 40 hex digits
  bool has_thing = false;
  /// False for a thing of which only the name is known.
  bool is_read = false;
  std::vector<BoardCertificate> certificates{};
  /// How much else is attached to the thing.
  std::size_t others = 0;
};

struct AuthorityInAccount {
  std::string id;
  std::string key;  // its key identifier in hex
  bool is_active = false;
  bool has_default_name = false;  // the one that both tools give
};

struct AccountContents {
  std::vector<BoardInAccount> boards;  // by name
  std::vector<std::string> policies;   // names
  /// CAs that issued these boards' certificates, that have the names which both tools give to new ones, or
  /// that are known to be the user's own.
  std::vector<AuthorityInAccount> authorities;
  JitrStackState stack = JitrStackState::missing;
  aws::ThingTypeState thing_type = aws::ThingTypeState::missing;
  /// The logs of the stack's functions, also of deleted ones. Empty if the keys may not list logs.
  std::vector<std::string> log_groups;
  /// The IAM users that this page has made (restricted_user.hpp); nullopt if the keys may not list users.
  std::optional<std::vector<std::string>> users;
};

/// The thing type that functions of just-in-time registration give to things.
inline constexpr std::string_view board_thing_type = "microchip-zero-touch-kit";

/// True for names that boards give to things.
bool is_board_name(std::string_view thing);
/// The policies of boards: zt_policy, and those that the vendor's inline function makes.
base::task<std::vector<std::string>> list_board_policies(aws::IotClient& iot);
/// The names of the log groups of the stack's functions, this program's and the vendor's.
base::task<std::vector<std::string>> list_function_logs(aws::Client& client);
/// True for a board's certificate that is disabled and on no thing.
base::task<bool> is_left_over(aws::IotClient& iot, std::string certificate_id);

/// Lists everything. Reads the certificates of at most 500 boards, which takes a minute. `authorities`: ids
/// of CAs that are known to be the user's own. The client must outlive the task.
base::task<AccountContents> list_contents(aws::Client& client, std::vector<std::string> authorities);

/// Reads these boards, also those without a thing, and the CAs. The other members stay empty.
base::task<AccountContents> read_boards(aws::Client& client, std::vector<std::string> names,
                                        std::vector<std::string> authorities);

}  // namespace provision
