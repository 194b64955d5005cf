// What the demo firmware does beside its command line: joins a Wi-Fi, connects with what it finds in the
// WINC's flash, publishes light and temperature every second, follows the shadow's toggle, and shows all that
// on its lights. Facts: reference/board.md, "Cloud behaviour of the demo"; the firmware's published source.
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
  /// `log`: an application message of the firmware. `block`: it looks after nothing else for that long.
  DemoConnection(Hardware& hardware, DemoEdition edition, std::optional<AccessPoint> access_point,
                 std::function<void(const std::string&)> log, std::function<void(base::Duration)> block);

  /// Reads endpoint and thing name from the flash.
  void read_flash();
  /// Joins the network that it joined last, if any.
  void start();
  void join(WifiSettings settings);
  void reconnect();
  const std::string& thing_name() const { return thing_name_; }

 private:
  void read_endpoint();
  void read_thing_name();
  void joined();
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
  std::optional<WifiSettings> settings_;
  bool wifi_joined_ = false;
  bool toggle_ = false;
  int held_messages_ = 0;  // the yellow light shows the toggle for so many more
  std::unique_ptr<BoardLink> link_;
  Alarm next_step_;
  Alarm next_message_;
  Alarm first_report_;
  Blinker wifi_light_;
  Blinker conn_light_;
  Blinker data_light_;
};

}  // namespace simulation
