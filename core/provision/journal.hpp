// The unfinished provisioning of a board, kept across a reload, an unplugged cable or a failed request: the
// certificate that was made for the board, and which one it replaces. Public data only, in the platform's
// key-value store. An entry may be out of date: readers check it against the board and the account
// (plan.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "board/secure_element.hpp"
#include "crypto/x509.hpp"
#include "ports/platform.hpp"

namespace provision {

struct JournalEntry {
  crypto::Certificate device;
  crypto::Certificate signer;
  std::string account;
  std::string region;
  /// The id of the certificate that this one replaces; empty if it replaces none.
  std::string replaces;
  /// The ids of the certificates that the job removes from the account.
  std::vector<std::string> removes{};

  friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};

class Journal {
 public:
  explicit Journal(ports::KeyValueStore& store) : store_(store) {}

  /// The unfinished work on the board with this secure element, for this account and region. nullopt for an
  /// entry that cannot be parsed or was made for another account or region.
  base::task<std::optional<JournalEntry>> find(board::SerialNumber board, std::string account,
                                               std::string region);
  /// Stores the entry under its account and region.
  base::task<void> put(board::SerialNumber board, JournalEntry entry);
  /// Removes the entry, because the work is finished.
  base::task<void> remove(board::SerialNumber board, std::string account, std::string region);

 private:
  ports::KeyValueStore& store_;
};

}  // namespace provision
