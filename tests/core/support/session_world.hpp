// A test fixture with a session, set up as the web page sets it up. The test's executable embeds the vendor's
// images.
#pragma once

#include <memory>

#include "base/sleep.hpp"
#include "base/when_all.hpp"
#include "session/session.hpp"
#include "support/vendor_images.hpp"
#include "support/world.hpp"

namespace support {

/// A board that is plugged in and has started, and the ids of its two devices in the session.
struct Granted {
  simulation::VirtualBoard& board;
  int id;
  int tool;
};

class SessionWorld : public World {
 public:
  SessionWorld() : session(make_session()) {}

  /// Sets up everything that a job needs: a board with its debugger, and an account that is signed in.
  Granted grant_board(simulation::VirtualBoard::Options options) {
    simulation::VirtualBoard& board = add_board(std::move(options));
    executor.run_for(std::chrono::seconds(10));
    const int id = grant_port(board);
    const int tool = grant_debugger(board);
    sign_in();
    return {board, id, tool};
  }
  /// Does the same for a board of this kit that runs the demo firmware.
  Granted grant_board(simulation::KitId kit = simulation::KitId::avr_iot_wg) {
    simulation::VirtualBoard::Options options;
    options.kit = kit;
    return grant_board(std::move(options));
  }

  int grant_port(simulation::VirtualBoard& board) {
    return executor.run(session->devices().attach_board(port_of(board), session::World::simulated));
  }
  int grant_debugger(simulation::VirtualBoard& board) {
    return executor.run(session->devices().attach_debugger(debugger_of(board), session::World::simulated));
  }
  std::unique_ptr<ports::HidDevice> debugger_of(simulation::VirtualBoard& board) {
    return std::make_unique<FailingHid>(board.hid(), hid);
  }
  std::unique_ptr<ports::SerialPort> port_of(simulation::VirtualBoard& board) {
    return std::make_unique<FailingSerial>(board.serial(), serial);
  }
  /// Attaches a debugger, and a port while the debugger is still being paired. Returns the port's board.
  int grant_both(simulation::VirtualBoard& debugger, simulation::VirtualBoard& port) {
    return executor.run(attach_both(debugger_of(debugger), port_of(port)));
  }
  /// Attaches a debugger, and sets the Wi-Fi while the debugger is still being paired.
  void grant_debugger_and_wifi(simulation::VirtualBoard& board, int id, board::WifiNetwork network) {
    executor.run(attach_with_wifi(debugger_of(board), id, std::move(network)));
  }
  void sign_in() {
    executor.run(session->sign_in(keys(), aws::Region::parse("us-east-2"), session::World::simulated));
  }
  void provision(int id, session::PairingClaim claim = session::PairingClaim::proved) {
    executor.run(session->jobs().provision(id, provision::CertificateChoice::keep, claim));
  }
  provision::StepStatus status_of(int id, provision::StepName step) const {
    for (const provision::Step& one : session->devices().find(id)->jobs().progress().steps())
      if (one.name == step) return one.status;
    return provision::StepStatus::waiting;
  }
  /// Makes a new session, as if the page had been reloaded: only the store is kept. Signs in again.
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
        session->devices().attach_debugger(std::move(debugger), session::World::simulated),
        attach_later(std::move(port)));
    co_return board_id;
  }
  base::task<void> attach_with_wifi(std::unique_ptr<ports::HidDevice> debugger, int id,
                                    board::WifiNetwork network) {
    co_await base::when_all(
        session->devices().attach_debugger(std::move(debugger), session::World::simulated),
        set_wifi_later(id, std::move(network)));
  }
  base::task<int> set_wifi_later(int id, board::WifiNetwork network) {
    co_await base::sleep(std::chrono::milliseconds(300));
    co_await session->jobs().set_wifi(id, std::move(network));
    co_return id;
  }
  base::task<int> attach_later(std::unique_ptr<ports::SerialPort> port) {
    co_await base::sleep(std::chrono::seconds(1));
    co_return co_await session->devices().attach_board(std::move(port), session::World::simulated);
  }
  std::unique_ptr<session::Session> make_session() {
    return std::make_unique<session::Session>(
        session::Platform{executor, clock, http, cloud.mqtt(), store, images, random, log});
  }
};

}  // namespace support
