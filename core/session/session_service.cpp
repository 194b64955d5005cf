// A board's jobs other than provisioning.
#include "provision/errors.hpp"
#include "session/errors.hpp"
#include "session/session.hpp"

namespace session {

base::task<base::Bytes> Session::vendor_image(std::string family, board::FirmwareRole role) {
  for (const board::Kit& kit : board::kits()) {
    if (kit.images != nullptr && kit.name.starts_with(family))
      co_return co_await provision::read_vendor_image(platform_.files, kit, role);
  }
  throw base::Error(provision::unknown_kit).with("kit", family);
}

void Session::use_image(int id, board::FirmwareRole role, std::optional<provision::OwnImage> image) {
  devices_.board(id).use_image(role, std::move(image));
}

base::task<void> Session::restore(int id) {
  const auto restored = devices_.hold(id);
  co_await devices_.pairing().find_debugger(restored, PairingClaim::proved);
  co_await restored->restore();
}

base::task<void> Session::inspect(int id) {
  const auto asked = devices_.hold(id);
  co_await devices_.pairing().find_debugger(asked, PairingClaim::proved);
  co_await asked->inspect();
}

base::task<void> Session::check_roots(int id) {
  const auto asked = devices_.hold(id);
  co_await devices_.pairing().find_debugger(asked, PairingClaim::proved);
  co_await asked->check_roots();
}

base::task<void> Session::repair_roots(int id) {
  const auto asked = devices_.hold(id);
  co_await devices_.pairing().find_debugger(asked, PairingClaim::proved);
  co_await asked->repair_roots();
}

base::task<void> Session::write_roots(int id, base::Bytes backup) {
  const auto asked = devices_.hold(id);
  co_await devices_.pairing().find_debugger(asked, PairingClaim::proved);
  co_await asked->write_roots(std::move(backup));
}

const base::Bytes& Session::roots_backup(int id) {
  const base::Bytes& roots = devices_.board(id).roots();
  if (roots.empty()) throw base::Error(nothing_read).with("board", id);
  return roots;
}

base::task<void> Session::diagnose(int id) {
  const auto asked = devices_.hold(id);
  require_same_world(*asked);
  co_await signing(asked->diagnose(account_));
}

}  // namespace session
