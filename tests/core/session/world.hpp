// A session with virtual boards and the simulated cloud on virtual time. Each device's steps are counted and
// one of them can be made to fail.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "base/virtual_executor.hpp"
#include "embedded/atmega4808_aws_iot_demo_hex.hpp"
#include "embedded/atmega4808_iot_provision_v2_hex.hpp"
#include "embedded/pic24fj128ga705_aws_iot_demo_hex.hpp"
#include "embedded/pic24fj128ga705_iot_provision_v2_hex.hpp"
#include "ports/errors.hpp"
#include "session/session.hpp"
#include "simulation/cloud.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/virtual_board.hpp"

namespace world {

using namespace std::chrono_literals;

/// Counts the steps of one kind and fails one of them, once, with the error given.
struct Saboteur {
  std::optional<int> fail_at;
  base::ErrorCode with = ports::serial_disconnected;
  int steps = 0;
  void step() {
    if (steps++ == fail_at) throw base::Error(with);
  }
};

struct Saboteurs {
  Saboteur hid{std::nullopt, ports::hid_disconnected};
  Saboteur serial;
  std::string typed;  // all that went to a board
};

class Port final : public ports::SerialPort {
 public:
  Port(simulation::VirtualBoard& board, Saboteurs& saboteurs)
      : port_(board.serial()), saboteurs_(saboteurs) {}
  base::task<void> open(ports::BaudRate rate) override {
    saboteurs_.serial.step();
    co_await port_.open(rate);
  }
  base::task<base::Bytes> read() override { return port_.read(); }
  base::task<void> write(base::ByteView bytes) override {
    saboteurs_.serial.step();
    // A slot would be locked for ever: nothing ever sends that.
    if (base::as_text(bytes).find("LOCK") != std::string_view::npos) throw base::Error(base::internal);
    saboteurs_.typed += base::as_text(bytes);
    co_await port_.write(bytes);
  }
  base::task<void> close() override { return port_.close(); }

 private:
  ports::SerialPort& port_;
  Saboteurs& saboteurs_;
};

class Hid final : public ports::HidDevice {
 public:
  Hid(simulation::VirtualBoard& board, Saboteurs& saboteurs) : device_(board.hid()), saboteurs_(saboteurs) {}
  base::task<void> open() override {
    saboteurs_.hid.step();
    co_await device_.open();
  }
  base::task<void> send(const ports::HidReport& report) override {
    saboteurs_.hid.step();
    co_await device_.send(report);
  }
  base::task<ports::HidReport> receive() override { return device_.receive(); }
  base::task<void> close() override { return device_.close(); }

 private:
  ports::HidDevice& device_;
  Saboteurs& saboteurs_;
};

class Store final : public ports::KeyValueStore {
 public:
  base::task<std::optional<std::string>> get(std::string key) override {
    const auto found = entries.find(key);
    if (found == entries.end()) co_return std::nullopt;
    co_return found->second;
  }
  base::task<void> put(std::string key, std::string value) override {
    entries[key] = value;
    co_return;
  }
  base::task<void> remove(std::string key) override {
    entries.erase(key);
    co_return;
  }
  base::task<std::vector<std::string>> keys(std::string) override { co_return std::vector<std::string>(); }
  std::map<std::string, std::string> entries;
};

class Files final : public ports::VendorFiles {
 public:
  base::task<base::Bytes> read(std::string name) override {
    const board::FirmwareFiles* files = nullptr;
    for (const board::Kit& kit : board::kits())
      if (kit.images != nullptr && (name == kit.images->demo.name || name == kit.images->provisioning.name))
        files = kit.images;
    if (files == nullptr) throw base::Error(ports::file_unavailable).with("name", name);
    const bool demo = (name == files->demo.name) != swapped;
    const bool pic = name.rfind("pic", 0) == 0;
    if (pic)
      co_return base::to_bytes(demo ? embedded::pic24fj128ga705_aws_iot_demo_hex
                                    : embedded::pic24fj128ga705_iot_provision_v2_hex);
    co_return base::to_bytes(demo ? embedded::atmega4808_aws_iot_demo_hex
                                  : embedded::atmega4808_iot_provision_v2_hex);
  }
  bool swapped = false;  // each under the other's name
};

inline base::SystemTime start_of_time() {
  using namespace std::chrono;
  return sys_days(2026y / November / 23) + 9h + 41min;
}

class World {
 public:
  World()
      : clock(executor, start_of_time()),
        random(7),
        cloud(executor, clock, random),
        log(executor),
        session(make_session()) {}

  /// Another virtual board; not granted to the session yet.
  simulation::VirtualBoard& add_board(simulation::FirmwareKind firmware,
                                      simulation::KitId kit = simulation::KitId::avr_iot_wg) {
    simulation::VirtualBoard::Options options;
    options.firmware = firmware;
    options.kit = kit;
    options.uplink = [this](simulation::BoardConnect connect) {
      return cloud.connect_board(std::move(connect));
    };
    boards.push_back(std::make_unique<simulation::VirtualBoard>(executor, random, std::move(options)));
    return *boards.back();
  }
  int grant_port(simulation::VirtualBoard& board) {
    return executor.run(session->attach_board(std::make_unique<Port>(board, saboteurs), true));
  }
  int grant_debugger(simulation::VirtualBoard& board) {
    return executor.run(session->attach_debugger(std::make_unique<Hid>(board, saboteurs), true));
  }
  void sign_in() {
    aws::Credentials keys{simulation::Cloud::access_key_id(), simulation::Cloud::secret_access_key(),
                          base::Secret()};
    executor.run(session->sign_in(std::move(keys), aws::Region::parse("us-east-2"), true));
  }
  void provision(int id, session::PairingClaim claim = session::PairingClaim::proved) {
    executor.run(session->provision(id, provision::CertificateChoice::keep, claim));
  }
  /// What a page that is loaded anew has: nothing but the store.
  void reload() {
    session.reset();
    session = make_session();
    sign_in();
  }

  base::VirtualExecutor executor;
  base::VirtualWallClock clock;
  simulation::SeededRandom random;
  simulation::Cloud cloud;
  Store store;
  Files files;
  base::Log log;
  Saboteurs saboteurs;
  std::vector<std::unique_ptr<simulation::VirtualBoard>> boards;
  std::unique_ptr<session::Session> session;

 private:
  std::unique_ptr<session::Session> make_session() {
    return std::make_unique<session::Session>(
        session::Platform{executor, clock, cloud.http(), cloud.mqtt(), store, files, random, log});
  }
};

}  // namespace world
