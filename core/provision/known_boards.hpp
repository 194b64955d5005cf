// What this browser has stored about boards: which debugger belongs to which board, and which boards were
// provisioned from here, so that a provisioned board is recognised without stopping its firmware. Public data
// only, in the platform's key-value store. Entries prove nothing: callers check them against the board and
// the account. Unfinished work is in the Journal.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "board/secure_element.hpp"
#include "ports/platform.hpp"

namespace provision {

/// The outcome of a provisioning that ended without an error.
struct ProvisionedBoard {
  std::string thing_name;
  std::string certificate_id;
  std::string account;
  std::string region;
  std::string endpoint;
  /// The ids of the other certificates that the job left on the thing: those of other boards, and those that
  /// AWS refused to remove.
  std::vector<std::string> others{};
  friend bool operator==(const ProvisionedBoard&, const ProvisionedBoard&) = default;
};

/// Boards are named by their secure element's serial number in hex, debuggers by their USB serial number. If
/// the store fails (storage.failed), reading finds nothing, and what was to be stored is lost without an
/// error.
class KnownBoards {
 public:
  explicit KnownBoards(ports::KeyValueStore& store) : store_(store) {}

  /// The board that this debugger was proved to belong to; empty if it is unknown.
  base::task<std::string> secure_element_of(std::string debugger);
  base::task<void> remember_debugger(std::string debugger, std::string secure_element);

  base::task<std::optional<ProvisionedBoard>> provisioned(std::string secure_element);
  /// The names of the things of all boards that were provisioned in this account and region.
  base::task<std::set<std::string>> things_in(std::string account, std::string region);
  base::task<void> remember_provisioned(std::string secure_element, ProvisionedBoard board);
  /// Throws storage.failed, because a remaining entry would wrongly report a changed board as provisioned.
  base::task<void> forget_provisioned(std::string secure_element);

 private:
  base::task<std::string> get(std::string key);
  base::task<void> put(std::string key, std::string value);
  ports::KeyValueStore& store_;
};

}  // namespace provision
