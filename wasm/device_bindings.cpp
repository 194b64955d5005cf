// The page's calls about boards and debuggers.
#include "session_binding.hpp"

namespace wasm {

namespace {

board::WifiNetwork network(const std::string& ssid, std::string passphrase, const std::string& security) {
  board::WifiNetwork result;
  result.ssid = ssid;
  result.passphrase = base::Secret::taking(std::move(passphrase));
  result.security = security == "open"  ? board::WifiSecurity::open
                    : security == "wep" ? board::WifiSecurity::wep
                                        : board::WifiSecurity::wpa;
  return result;
}

provision::CertificateChoice choice(bool renew) {
  return renew ? provision::CertificateChoice::renew : provision::CertificateChoice::keep;
}

board::FirmwareRole role(const std::string& which) {
  return which == "demo" ? board::FirmwareRole::demo : board::FirmwareRole::provisioning;
}

}  // namespace

std::string SessionBinding::PartOf::operator()() const {
  const session::BoardSession* board = self->session_->find(id);
  return board != nullptr ? session::to_json(*board, part) : "null";
}

void SessionBinding::attach_board(val transport, val settle) {
  calls_.run(session_->attach_board(std::make_unique<JsSerialPort>(transport), session::World::real), settle);
}
void SessionBinding::board_gone(int id, val settle) {
  settle_with(settle, [&] { session_->board_gone(id); });
}
void SessionBinding::identify_again(int id, val settle) {
  calls_.run(session_->identify_again(id), settle);
}
void SessionBinding::forget_board(int id, val settle) {
  calls_.run(session_->forget_board(id), settle);
}
void SessionBinding::select_board(int id, val settle) {
  settle_with(settle, [&] { session_->select_board(id); });
}
void SessionBinding::debuggers_in_reach(bool in_reach) {
  session_->debuggers_in_reach(in_reach);
}
void SessionBinding::go_by_hand(int id, bool by_hand, val settle) {
  settle_with(settle, [&] { session_->go_by_hand(id, by_hand); });
}

void SessionBinding::attach_debugger(val transport, val settle) {
  calls_.run(session_->attach_debugger(std::make_unique<JsHidDevice>(transport), session::World::real),
             settle);
}
void SessionBinding::debugger_gone(int id, val settle) {
  settle_with(settle, [&] { session_->debugger_gone(id); });
}
void SessionBinding::forget_debugger(int id, val settle) {
  calls_.run(session_->forget_debugger(id), settle);
}

void SessionBinding::check_wifi(std::string ssid, std::string passphrase, std::string security, val settle) {
  settle_with(settle, [&] { board::check(network(ssid, std::move(passphrase), security)); });
}
void SessionBinding::set_wifi(int id, std::string ssid, std::string passphrase, std::string security,
                              val settle) {
  calls_.run(session_->set_wifi(id, network(ssid, std::move(passphrase), security)), settle);
}
void SessionBinding::keep_wifi(int id, val settle) {
  calls_.run(session_->set_wifi(id, std::nullopt), settle);
}

void SessionBinding::plan(int id, bool renew, val settle) {
  calls_.run(session_->plan(id, choice(renew)), settle, [this, id] {
    const session::BoardSession* board = session_->find(id);
    return board != nullptr && board->job().plan ? session::to_json(*board->job().plan) : "null";
  });
}
void SessionBinding::vendor_image(std::string family, std::string which, val settle) {
  calls_.run(session_->vendor_image(std::move(family), role(which)), settle,
             [](const base::Bytes& content) { return to_uint8_array(content); });
}
void SessionBinding::use_image(int id, std::string which, std::string name, std::string text, val settle) {
  settle_with(settle, [&] {
    session_->use_image(id, role(which), provision::OwnImage{std::move(name), std::move(text)});
  });
}
void SessionBinding::use_vendors_image(int id, std::string which, val settle) {
  settle_with(settle, [&] { session_->use_image(id, role(which), std::nullopt); });
}
void SessionBinding::provision(int id, bool renew, bool asserted, val settle) {
  const auto claim = asserted ? session::PairingClaim::asserted : session::PairingClaim::proved;
  calls_.run(session_->provision(id, choice(renew), claim), settle, [this, id] {
    const session::BoardSession* board = session_->find(id);
    return board != nullptr && board->job().result ? session::to_json(*board->job().result, *session_, *board)
                                                   : "null";
  });
}
void SessionBinding::cancel(int id, val settle) {
  settle_with(settle, [&] { session_->cancel(id); });
}

void SessionBinding::restore(int id, val settle) {
  calls_.run(session_->restore(id), settle);
}
void SessionBinding::inspect(int id, val settle) {
  calls_.run(session_->inspect(id), settle, PartOf{this, id, session::BoardPart::inspection});
}
void SessionBinding::check_roots(int id, val settle) {
  calls_.run(session_->check_roots(id), settle, PartOf{this, id, session::BoardPart::roots});
}
void SessionBinding::repair_roots(int id, val settle) {
  calls_.run(session_->repair_roots(id), settle, PartOf{this, id, session::BoardPart::roots});
}
void SessionBinding::write_roots(int id, val backup, val settle) {
  calls_.run(session_->write_roots(id, to_bytes(backup)), settle,
             PartOf{this, id, session::BoardPart::roots});
}
void SessionBinding::roots_backup(int id, val settle) {
  settle_with(settle, [&] { return base::ByteView(session_->roots_backup(id)); });
}
void SessionBinding::diagnose(int id, val settle) {
  calls_.run(session_->diagnose(id), settle, PartOf{this, id, session::BoardPart::diagnosis});
}

}  // namespace wasm
