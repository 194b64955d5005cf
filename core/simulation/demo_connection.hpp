// The demo firmware's network side: it joins a Wi-Fi network, connects to the broker with the endpoint, name
// and certificates of the WINC's flash, publishes light and temperature every second, follows the shadow's
// toggle, and shows its state on the LEDs. Knows nothing of the command line.
//
// The order is the firmware's own (wifi_service.c, cloud_service.c). An attempt starts 2.8 s after the
// command line wakes. It joins the network that the `wifi` command gave, or else the network that the module
// saved. A successful join clears the settings of the command, even those that arrived during the join: they
// are lost although the command was answered OK. An attempt that has no MQTT connection after ten seconds is
// abandoned, and another follows.
//
// Facts: reference/board.md, "Cloud behaviour of the demo".
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "simulation/access_point.hpp"
#include "simulation/blinker.hpp"
#include "simulation/firmware_image.hpp"
#include "simulation/hardware.hpp"

namespace simulation {

class DemoConnection {
 public:
  /// `log` prints an application message. `block` keeps the firmware from reading its command line for this
  /// time.
  DemoConnection(Hardware& hardware, DemoEdition edition, std::optional<AccessPoint> access_point,
                 std::function<void(const std::string&)> log, std::function<void(base::Duration)> block);

  /// Reads endpoint and thing name from the flash.
  void read_flash();
  /// Called when the command line is ready: schedules the first attempt to join.
  void start();
  /// The `wifi` command. The next attempt uses the settings, unless a join that is running succeeds first.
  void set_wifi(WifiSettings settings);
  /// The `reconnect` command: closes the MQTT connection, which is then opened again.
  void reconnect();
  const std::string& thing_name() const { return thing_name_; }

 private:
  void read_endpoint();
  void read_thing_name();
  void schedule_attempt(base::Duration module_start);
  void begin_attempt();
  void abandon_attempt();
  void end_join();
  void leave_network();
  void drop_link();
  void connect();
  void try_to_connect();
  void connected();
  void lost();
  void publish_telemetry();
  void report_toggle();
  void publish(const std::string& topic, const std::string& payload);
  void received(const std::string& topic, const std::string& payload);

  Hardware& hardware_;
  const DemoEdition edition_;
  const std::optional<AccessPoint> access_point_;
  const std::function<void(const std::string&)> log_;
  const std::function<void(base::Duration)> block_;
  const base::Instant start_;
  std::string thing_name_;
  std::string endpoint_;
  std::optional<WifiSettings> given_;    // by the `wifi` command, and not yet joined
  std::optional<WifiSettings> joining_;  // of the current attempt
  bool wifi_joined_ = false;
  bool toggle_ = false;
  int held_messages_ = 0;  // for how many more messages the yellow LED shows the toggle
  std::unique_ptr<BoardLink> link_;
  Alarm next_step_;
  Alarm attempt_timeout_;
  Alarm next_message_;
  Alarm first_report_;
  Blinker wifi_light_;
  Blinker conn_light_;
  Blinker data_light_;
};

}  // namespace simulation
