#include "session/jobs.hpp"

#include <utility>

#include "provision/errors.hpp"
#include "session/errors.hpp"

namespace session {

/// A real board cannot reach the simulated cloud, and a virtual board cannot reach the real one.
void Jobs::require_same_world(const BoardSession& board) const {
  if (board.world() == account_.world()) return;
  throw base::Error(mixed_simulation)
      .with("board", name(board.world()))
      .with("account", name(account_.world()));
}

void Jobs::require_authority(provision::MethodName method) const {
  if (method == provision::MethodName::jitr && !authority_.is_kept()) throw base::Error(authority_not_kept);
}

base::task<void> Jobs::plan(int id, provision::CertificateChoice choice, provision::MethodName method) {
  const auto board = devices_.hold(id);
  account_.client();
  require_same_world(*board);
  // The debugger may still be being paired.
  if (board->facts().firmware != Firmware::provisioning)
    co_await devices_.pairing().find_debugger(board, PairingClaim::proved);
  SharedAuthorities authorities = co_await authority_.get();
  co_await account_.signing(board->jobs().make_plan(account_, std::move(authorities), choice, method));
}

base::task<void> Jobs::provision(int id, provision::CertificateChoice choice, PairingClaim claim,
                                 provision::MethodName method) {
  const auto board = devices_.hold(id);
  account_.client();
  require_same_world(*board);
  require_authority(method);
  co_await devices_.pairing().find_debugger(board, claim);
  SharedAuthorities authorities = co_await authority_.get();
  // Not at the end of the job: the page writes the authority's files when it sees the result.
  board->jobs().on_result = [this, board = board.get()] { authority_.keep_record(*board); };
  std::optional<base::Error> failure;
  base::task<void> permissions =
      account_jobs_.require_permissions(provision::find_method(method), authorities);
  try {
    co_await account_.signing(
        board->jobs().provision(account_, std::move(authorities), choice, method, std::move(permissions)));
  } catch (const base::Error& error) {
    failure = error;
  }
  if (failure) {
    // The program was written, but this port is silent: debugger and port belong to different boards.
    if (failure->is(provision::firmware_silent)) devices_.part(*board);
    throw *failure;
  }
  if (on_provisioned) on_provisioned(board);
}

base::task<void> Jobs::run(int id, JobKind kind, base::Bytes backup) {
  const auto board = devices_.hold(id);
  co_await devices_.pairing().find_debugger(board, PairingClaim::proved);
  co_await board->jobs().run(kind, std::move(backup));
}

base::task<void> Jobs::diagnose(int id) {
  const auto board = devices_.hold(id);
  require_same_world(*board);
  co_await account_.signing(board->jobs().diagnose(account_));
}

base::task<void> Jobs::identify_again(int id) {
  const auto board = devices_.hold(id);
  co_await board->identify();
}

base::task<void> Jobs::set_wifi(int id, std::optional<board::WifiNetwork> network) {
  const auto board = devices_.hold(id);
  co_await board->set_wifi(std::move(network));
}

void Jobs::use_image(int id, board::FirmwareRole role, std::optional<provision::OwnImage> image) {
  devices_.board(id).jobs().use_image(role, std::move(image));
}

const base::Bytes& Jobs::roots_backup(int id) const {
  const base::Bytes& roots = devices_.board(id).jobs().findings().roots;
  if (roots.empty()) throw base::Error(nothing_read).with("board", id);
  return roots;
}

}  // namespace session
