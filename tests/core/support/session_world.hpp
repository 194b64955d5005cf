// A session, as a page has it, in a world on virtual time. The test's executable embeds the vendor's images.
#pragma once

#include <memory>

#include "base/sleep.hpp"
#include "base/when_all.hpp"
#include "session/session.hpp"
#include "support/vendor_images.hpp"
#include "support/world.hpp"

namespace support {

class SessionWorld : public World {
 public:
  SessionWorld() : session(make_session()) {}

  int grant_port(simulation::VirtualBoard& board) {
    return executor.run(session->attach_board(port_of(board), true));
  }
  int grant_debugger(simulation::VirtualBoard& board) {
    return executor.run(session->attach_debugger(debugger_of(board), true));
  }
  std::unique_ptr<ports::HidDevice> debugger_of(simulation::VirtualBoard& board) {
    return std::make_unique<FailingHid>(board.hid(), hid);
  }
  std::unique_ptr<ports::SerialPort> port_of(simulation::VirtualBoard& board) {
    return std::make_unique<FailingSerial>(board.serial(), serial);
  }
  /// A debugger, and a port while the debugger is still being tried; the port's board.
  int grant_both(simulation::VirtualBoard& debugger, simulation::VirtualBoard& port) {
    return executor.run(attach_both(debugger_of(debugger), port_of(port)));
  }
  /// A debugger, and Wi-Fi settings while it is still being tried.
  void grant_debugger_and_wifi(simulation::VirtualBoard& board, int id, board::WifiNetwork network) {
    executor.run(attach_with_wifi(debugger_of(board), id, std::move(network)));
  }
  /// The port of a board that was unplugged and is here again.
  void return_port(int id, simulation::VirtualBoard& board) {
    executor.run(session->board_back(id, port_of(board)));
  }
  void sign_in() { executor.run(session->sign_in(keys(), aws::Region::parse("us-east-2"), true)); }
  void provision(int id, session::PairingClaim claim = session::PairingClaim::proved) {
    executor.run(session->provision(id, provision::CertificateChoice::keep, claim));
  }
  /// What a page that is loaded anew has: nothing but the store.
  void reload() {
    session.reset();
    session = make_session();
    sign_in();
  }

  VendorImages images;
  std::unique_ptr<session::Session> session;

 private:
  base::task<int> attach_both(std::unique_ptr<ports::HidDevice> debugger,
                              std::unique_ptr<ports::SerialPort> port) {
    auto [debugger_id, board_id] = co_await base::when_all(
        session->attach_debugger(std::move(debugger), true), attach_later(std::move(port)));
    co_return board_id;
  }
  base::task<void> attach_with_wifi(std::unique_ptr<ports::HidDevice> debugger, int id,
                                    board::WifiNetwork network) {
    co_await base::when_all(session->attach_debugger(std::move(debugger), true),
                            set_wifi_later(id, std::move(network)));
  }
  base::task<int> set_wifi_later(int id, board::WifiNetwork network) {
    co_await base::sleep(std::chrono::milliseconds(300));
    co_await session->set_wifi(id, std::move(network));
    co_return id;
  }
  base::task<int> attach_later(std::unique_ptr<ports::SerialPort> port) {
    co_await base::sleep(std::chrono::seconds(1));
    co_return co_await session->attach_board(std::move(port), true);
  }
  std::unique_ptr<session::Session> make_session() {
    return std::make_unique<session::Session>(
        session::Platform{executor, clock, http, cloud.mqtt(), store, images, random, log});
  }
};

}  // namespace support
