// The page's calls about boards and debuggers.
#include "session/snapshot.hpp"
#include "session_binding.hpp"
#include "state/convert.hpp"
#include "state/json.hpp"

namespace wasm {

namespace {

board::WifiNetwork network(std::string ssid, base::Secret passphrase, const std::string& security) {
  return {std::move(ssid), state::read_name<board::WifiSecurity>(security), std::move(passphrase)};
}

provision::CertificateChoice choice(bool renew) {
  return renew ? provision::CertificateChoice::renew : provision::CertificateChoice::keep;
}

board::FirmwareRole role(const std::string& which) {
  return state::read_name<board::FirmwareRole>(which);
}

}  // namespace

/// `null` if the board was forgotten while the call ran.
template <class Part>
auto SessionBinding::told_of(int id, Part part) const {
  return [this, id, part] {
    const session::BoardSession* board = session_->devices().find(id);
    return board != nullptr ? state::json_text(part(*board)) : std::string("null");
  };
}

namespace {

auto inspection(const session::BoardSession& board) {
  return board.jobs().findings().inspection;
}
auto roots(const session::BoardSession& board) {
  return board.jobs().findings().roots_state;
}
auto diagnosis(const session::BoardSession& board) {
  return board.jobs().findings().diagnosis ? std::optional(state::convert(*board.jobs().findings().diagnosis))
                                           : std::nullopt;
}
auto shown_plan(const session::BoardSession& board) {
  return board.jobs().current().plan ? std::optional(state::convert(*board.jobs().current().plan))
                                     : std::nullopt;
}

}  // namespace

void SessionBinding::attach_board(val transport, val settle) {
  calls_.run(session_->devices().attach_board(std::make_unique<JsSerialPort>(transport), world_), settle);
}
void SessionBinding::board_gone(int id, val settle) {
  settle_with(settle, [&] { session_->devices().board_gone(id); });
}
void SessionBinding::identify_again(int id, val settle) {
  calls_.run(session_->jobs().identify_again(id), settle);
}
void SessionBinding::forget_board(int id, val settle) {
  calls_.run(session_->devices().forget_board(id), settle);
}
void SessionBinding::select_board(int id, val settle) {
  settle_with(settle, [&] { session_->select_board(id); });
}
void SessionBinding::debuggers_in_reach(bool in_reach) {
  session_->debuggers_in_reach(in_reach);
}
void SessionBinding::go_by_hand(int id, bool by_hand, val settle) {
  settle_with(settle, [&] { session_->devices().board(id).go_by_hand(by_hand); });
}

void SessionBinding::attach_debugger(val transport, val settle) {
  calls_.run(session_->devices().attach_debugger(std::make_unique<JsHidDevice>(transport), world_), settle);
}
void SessionBinding::debugger_gone(int id, val settle) {
  settle_with(settle, [&] { session_->devices().debugger_gone(id); });
}
void SessionBinding::forget_debugger(int id, val settle) {
  calls_.run(session_->devices().forget_debugger(id), settle);
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
  co_await session_->jobs().set_wifi(id, network(std::move(ssid), std::move(passphrase), security));
}
void SessionBinding::keep_wifi(int id, val settle) {
  calls_.run(session_->jobs().set_wifi(id, std::nullopt), settle);
}

void SessionBinding::plan(int id, bool renew, val settle) {
  calls_.run(session_->jobs().plan(id, choice(renew)), settle, told_of(id, shown_plan));
}
void SessionBinding::vendor_image(std::string family, std::string which, val settle) {
  calls_.run(vendor_image_task(std::move(family), std::move(which)), settle,
             [](const base::Bytes& content) { return to_uint8_array(content); });
}
base::task<base::Bytes> SessionBinding::vendor_image_task(std::string family, std::string which) {
  co_return co_await session::vendor_image(files_, std::move(family), role(which));
}
void SessionBinding::use_image(int id, std::string which, std::string name, std::string text, val settle) {
  settle_with(settle, [&] {
    session_->jobs().use_image(id, role(which), provision::OwnImage{std::move(name), std::move(text)});
  });
}
void SessionBinding::use_vendors_image(int id, std::string which, val settle) {
  settle_with(settle, [&] { session_->jobs().use_image(id, role(which), std::nullopt); });
}
void SessionBinding::provision(int id, bool renew, bool asserted, val settle) {
  const auto claim = asserted ? session::PairingClaim::asserted : session::PairingClaim::proved;
  calls_.run(session_->jobs().provision(id, choice(renew), claim), settle,
             told_of(id, [this](const session::BoardSession& board) {
               const auto& result = board.jobs().current().result;
               return result ? std::optional(session::snapshot(*result, *session_, board)) : std::nullopt;
             }));
}
void SessionBinding::cancel(int id, val settle) {
  settle_with(settle, [&] { session_->jobs().cancel(id); });
}

void SessionBinding::restore(int id, val settle) {
  calls_.run(session_->jobs().run(id, session::JobKind::restore), settle);
}
void SessionBinding::inspect(int id, val settle) {
  calls_.run(session_->jobs().run(id, session::JobKind::inspect), settle, told_of(id, inspection));
}
void SessionBinding::check_roots(int id, val settle) {
  calls_.run(session_->jobs().run(id, session::JobKind::check_roots), settle, told_of(id, roots));
}
void SessionBinding::repair_roots(int id, val settle) {
  calls_.run(session_->jobs().run(id, session::JobKind::repair_roots), settle, told_of(id, roots));
}
void SessionBinding::write_roots(int id, val backup, val settle) {
  calls_.run(session_->jobs().run(id, session::JobKind::write_roots, to_bytes(backup)), settle,
             told_of(id, roots));
}
void SessionBinding::roots_backup(int id, val settle) {
  settle_with(settle, [&] { return base::ByteView(session_->jobs().roots_backup(id)); });
}
void SessionBinding::diagnose(int id, val settle) {
  calls_.run(session_->jobs().diagnose(id), settle, told_of(id, diagnosis));
}

}  // namespace wasm
