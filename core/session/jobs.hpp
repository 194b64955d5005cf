// What the user asks for with one board: gives the board's job what it needs (the debugger, the account, the
// authority) and does what follows from it. Each call throws session.no_board for an unknown id.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "session/account_jobs.hpp"
#include "session/authority.hpp"
#include "session/devices.hpp"

namespace session {

class Jobs {
 public:
  Jobs(AccountSession& account, AccountJobs& account_jobs, Devices& devices, Authority& authority)
      : account_(account), account_jobs_(account_jobs), devices_(devices), authority_(authority) {}

  /// Throws session.authority_not_kept if the method would register an authority that only this session has.
  void require_authority(provision::MethodName method) const;
  base::task<void> plan(int id, provision::CertificateChoice choice,
                        provision::MethodName method = provision::MethodName::mar);
  /// Throws session.authority_not_kept; see require_authority().
  base::task<void> provision(int id, provision::CertificateChoice choice,
                             PairingClaim claim = PairingClaim::proved,
                             provision::MethodName method = provision::MethodName::mar);
  /// Runs a job of any other kind. `backup`: the region to write, for JobKind::write_roots.
  base::task<void> run(int id, JobKind kind, base::Bytes backup = {});
  base::task<void> diagnose(int id);
  void cancel(int id) { devices_.board(id).port().cancel(); }

  base::task<void> identify_again(int id);
  base::task<void> set_wifi(int id, std::optional<board::WifiNetwork> network);
  void use_image(int id, board::FirmwareRole role, std::optional<provision::OwnImage> image);
  /// The root store's region as last read. Throws session.nothing_read.
  const base::Bytes& roots_backup(int id) const;

  /// Called when a board was provisioned.
  std::function<void(Devices::Board)> on_provisioned;

 private:
  void require_same_world(const BoardSession& board) const;

  AccountSession& account_;
  AccountJobs& account_jobs_;
  Devices& devices_;
  Authority& authority_;
};

}  // namespace session
