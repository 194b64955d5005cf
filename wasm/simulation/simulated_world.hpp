// The world of "Try without a board or an account": virtual boards on USB, and the simulated cloud. Offers
// what the page offers to the core for real ones (wasm/platform.d.ts), as one method for each call of
// web/src/simulation/messages.ts; each call settles once (calls.hpp). Knows nothing of the product's core.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "browser_executor.hpp"
#include "calls.hpp"
#include "js_ports.hpp"
#include "simulation/cloud.hpp"
#include "simulation/virtual_board.hpp"

namespace wasm {

class SimulatedWorld {
 public:
  /// `on_usb(board, present)`: the board's USB devices have come or gone. `on_leds(board, leds)`:
  /// messages.ts's Leds, after each change.
  SimulatedWorld(val on_usb, val on_leds);
  SimulatedWorld(const SimulatedWorld&) = delete;
  SimulatedWorld& operator=(const SimulatedWorld&) = delete;

  /// Settles with the keys of the simulated account's only user.
  void account(val settle);

  /// Makes a new board and plugs it in; settles with its number. `kit` as on virtual-board's command line;
  /// `firmware`: "provisioning" or "demo".
  void add_board(std::string kit, std::string firmware, val settle);
  void unplug(int board, val settle);
  void replug(int board, val settle);
  /// Drops the image of that firmware on the board's drive.
  void drop(int board, std::string firmware, val settle);

  void open_serial(int board, unsigned baud_rate, val settle);
  void read_serial(int board, val settle);
  void write_serial(int board, val bytes, val settle);
  void close_serial(int board, val settle);

  void open_hid(int board, val settle);
  void send_report(int board, val report, val settle);
  void receive_report(int board, val settle);
  void close_hid(int board, val settle);

  void http(val call, val settle);
  void probe(std::string url, val settle);

  // `connection`: a number that the page chooses for each client.
  void connect_mqtt(int connection, val options, val settle);
  void subscribe(int connection, std::string filter, int qos, val settle);
  void unsubscribe(int connection, std::string filter, val settle);
  void publish(int connection, std::string topic, val payload, int qos, val settle);
  void receive_messages(int connection, val settle);
  void close_mqtt(int connection, val settle);

 private:
  /// base.internal if there is no such board.
  simulation::VirtualBoard& board(int number);
  ports::MqttClient& mqtt(int connection);
  base::task<void> write_serial_task(int board, base::Bytes bytes);
  base::task<void> send_report_task(int board, ports::HidReport report);

  BrowserClock clock_;
  JsRandom random_;
  simulation::Cloud cloud_;
  std::map<int, std::unique_ptr<ports::MqttClient>> mqtt_;  // from their first use
  val on_usb_;
  val on_leds_;
  std::vector<std::unique_ptr<simulation::VirtualBoard>> boards_;  // a board's number is its place, from 1
  Calls calls_;
};

}  // namespace wasm
