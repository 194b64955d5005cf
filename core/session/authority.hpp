// The certificate authority that issues the boards' certificates, and the certificates that it issued in this
// session; as the files of a .microchip-iot folder (pki/folder.hpp) they can be exported and imported.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/channel.hpp"
#include "base/task.hpp"
#include "pki/folder.hpp"
#include "session/account_session.hpp"
#include "session/board_jobs.hpp"
#include "session/devices.hpp"

namespace session {

class Authority {
 public:
  Authority(Platform platform, AccountSession& account, const Devices& devices)
      : platform_(platform), account_(account), devices_(devices) {}

  /// Creates the authority if no board has needed it yet. Throws session.no_account.
  base::task<SharedAuthorities> get();
  /// Whether the user has the authority too, from files() or for use().
  bool is_kept() const { return is_kept_; }
  /// The id of the signer's certificate; empty before the authority exists.
  std::vector<std::string> signer_ids() const;
  /// Keeps the certificate of a board that was provisioned.
  void keep_record(const BoardSession& board);
  /// Creates the authority if no board has needed it yet. The files contain private keys: call pki::wipe()
  /// after use. Throws session.no_account.
  base::task<pki::Files> files();
  /// Replaces the authority by the user's own, and imports its boards. Throws pki.missing_file, the errors of
  /// pki::load(), and session.board_busy.
  void use(const pki::Files& files);

 private:
  Platform platform_;
  AccountSession& account_;
  const Devices& devices_;
  base::Mutex turn_;  // held while the authority is created
  SharedAuthorities authorities_;
  bool is_kept_ = false;
  std::map<std::string, pki::BoardRecord> records_;  // as in pki::Store; includes forgotten boards
};

}  // namespace session
