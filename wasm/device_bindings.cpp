// The page's calls about boards and debuggers.
#include "session_binding.hpp"
#include "state/json.hpp"

namespace wasm {

namespace {

board::WifiNetwork network(std::string ssid, base::Secret passphrase, const std::string& security) {
  return {std::move(ssid), state::read_name<board::WifiSecurity>(security), std::move(passphrase)};
}

board::FirmwareRole role(const std::string& which) {
  return state::read_name<board::FirmwareRole>(which);
}

}  // namespace

void SessionBinding::attach_board(val transport, val settle) {
  calls_.run(session_->devices().attach_board(std::make_unique<JsSerialPort>(transport), world_), settle);
}
void SessionBinding::debuggers_in_reach(bool in_reach) {
  session_->debuggers_in_reach(in_reach);
}

void SessionBinding::attach_debugger(val transport, val settle) {
  calls_.run(session_->devices().attach_debugger(std::make_unique<JsHidDevice>(transport), world_), settle);
}

void SessionBinding::check_wifi(std::string ssid, std::string passphrase, std::string security, val settle) {
  settle_with(settle, [&] {
    board::check(network(std::move(ssid), base::Secret::taking(std::move(passphrase)), security));
  });
}
void SessionBinding::set_wifi(int id, std::string ssid, std::string passphrase, std::string security,
                              val settle) {
  calls_.run(
      set_wifi_task(id, std::move(ssid), base::Secret::taking(std::move(passphrase)), std::move(security)),
      settle);
}
base::task<void> SessionBinding::set_wifi_task(int id, std::string ssid, base::Secret passphrase,
                                               std::string security) {
  board::WifiNetwork settings = network(std::move(ssid), std::move(passphrase), security);
  if (id == 0) {
    session_->tray().use_network(std::move(settings));
  } else {
    co_await session_->jobs().set_wifi(id, std::move(settings));
  }
}

void SessionBinding::vendor_image(std::string family, std::string which, val settle) {
  calls_.run(vendor_image_task(std::move(family), std::move(which)), settle,
             [](const base::Bytes& content) { return to_uint8_array(content); });
}
base::task<base::Bytes> SessionBinding::vendor_image_task(std::string family, std::string which) {
  co_return co_await session::vendor_image(files_, std::move(family), role(which));
}

void SessionBinding::write_roots(int id, val backup, val settle) {
  calls_.run(session_->jobs().run(id, session::JobKind::write_roots, to_bytes(backup)), settle);
}
void SessionBinding::roots_backup(int id, val settle) {
  settle_with(settle, [&] { return base::ByteView(session_->jobs().roots_backup(id)); });
}

}  // namespace wasm
