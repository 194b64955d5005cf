// What a provisioning must remember over a reload, an unplugged cable or a failed request: the certificate
// that was made for a board and whether everything is done with it. Public data only, in the platform's
// key-value store.
#pragma once

#include <optional>
#include <string>

#include "board/secure_element.hpp"
#include "crypto/x509.hpp"
#include "ports/platform.hpp"

namespace provision {

struct JournalEntry {
  crypto::Certificate device;
  crypto::Certificate signer;
  std::string account;
  std::string region;
  /// A renewal's predecessor in the account (certificate id), to be removed at the end; empty without one.
  std::string replaces;

  friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};

class Journal {
 public:
  explicit Journal(ports::KeyValueStore& store) : store_(store) {}

  /// The unfinished work on the board of this secure element, for this account and region: what another has
  /// of it waits there. An entry that cannot be read counts as none.
  base::task<std::optional<JournalEntry>> find(board::SerialNumber board, std::string account,
                                               std::string region);
  /// In the entry's account and region.
  base::task<void> put(board::SerialNumber board, JournalEntry entry);
  /// The work is finished.
  base::task<void> remove(board::SerialNumber board, std::string account, std::string region);

 private:
  ports::KeyValueStore& store_;
};

}  // namespace provision
