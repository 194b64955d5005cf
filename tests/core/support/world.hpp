// The test fixture of jobs: virtual boards and the simulated cloud on virtual time. Counts every step on a
// board's port, on its debugger, to AWS and to the key-value store, and can make each of them fail. The
// jobs are in mar_world.hpp and session_world.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "aws/credentials.hpp"
#include "base/log.hpp"
#include "base/virtual_executor.hpp"
#include "ports/platform.hpp"
#include "simulation/cloud.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/virtual_board.hpp"
#include "support/failing_hid.hpp"
#include "support/failing_http.hpp"
#include "support/failing_serial.hpp"

namespace support {

enum class StoreFault : std::uint8_t { refused };

class Store final : public ports::KeyValueStore {
 public:
  base::task<std::optional<std::string>> get(std::string key) override {
    step(Direction::in, key);
    const auto found = entries.find(key);
    if (found == entries.end()) co_return std::nullopt;
    co_return found->second;
  }
  base::task<void> put(std::string key, std::string value) override {
    step(Direction::out, key);
    entries[key] = value;
    co_return;
  }
  base::task<void> remove(std::string key) override {
    step(Direction::out, key);
    entries.erase(key);
    co_return;
  }
  base::task<std::vector<std::string>> keys(std::string) override { co_return std::vector<std::string>(); }

  std::map<std::string, std::string> entries;
  /// Each read, write and removal of an entry is a step; the step's bytes are the key.
  Sabotage<StoreFault> sabotage;

 private:
  void step(Direction direction, std::string& key) {
    if (sabotage.strikes(direction, std::as_writable_bytes(std::span(key))))
      throw base::Error(ports::storage_failed);
  }
};

inline base::SystemTime start_of_time() {
  using namespace std::chrono;
  return sys_days(2026y / November / 23) + 9h + 41min;
}

class World {
 public:
  World() : clock(executor, start_of_time()), random(7), cloud(executor, clock, random), log(executor) {
    // One cable carries both USB devices of a board, and its power.
    const auto pull = [this] {
      for (const auto& board : boards) board->unplug();
    };
    serial.on_step = [this](Direction direction, base::ByteView bytes) {
      if (direction == Direction::in) return;
      // Locking a slot of the secure element cannot be undone: no job may ever send that command.
      if (base::as_text(bytes).find("LOCK") != std::string_view::npos) throw base::Error(base::internal);
      typed += base::as_text(bytes);
    };
    serial.on_strike = [pull](SerialFault fault) {
      if (fault == SerialFault::disconnected) pull();
    };
    hid.on_strike = [pull](HidFault fault) {
      if (fault == HidFault::unplugged) pull();
    };
  }

  /// Adds a virtual board that is plugged in.
  simulation::VirtualBoard& add_board(board::FirmwareRole firmware,
                                      simulation::KitId kit = simulation::KitId::avr_iot_wg) {
    simulation::VirtualBoard::Options options;
    options.firmware = firmware;
    options.kit = kit;
    return add_board(std::move(options));
  }
  simulation::VirtualBoard& add_board(simulation::VirtualBoard::Options options) {
    options.uplink = [this](simulation::BoardConnect connect) {
      return cloud.connect_board(std::move(connect));
    };
    boards.push_back(std::make_unique<simulation::VirtualBoard>(executor, random, std::move(options)));
    return *boards.back();
  }
  static aws::Credentials keys() {
    return {simulation::Cloud::access_key_id(), simulation::Cloud::secret_access_key(), base::Secret()};
  }
  /// No later step fails.
  void stop_sabotage() {
    serial.stop();
    hid.stop();
    requests.stop();
    store.sabotage.stop();
  }

  base::VirtualExecutor executor;
  base::VirtualWallClock clock;
  simulation::SeededRandom random;
  simulation::Cloud cloud;
  std::string typed;  // everything that was written to a board's port
  SerialSabotage serial;
  HidSabotage hid;
  HttpSabotage requests;
  FailingHttp http{cloud.http(), requests};
  Store store;
  base::Log log;
  std::vector<std::unique_ptr<simulation::VirtualBoard>> boards;
};

}  // namespace support
