// The fixture of the watcher's tests: a watcher on virtual time, with a scripted broker and a scripted STS.
#pragma once

#include <gtest/gtest.h>

#include "fakes.hpp"
#include "telemetry/watcher.hpp"

namespace fakes {

inline const std::string sensors = "board-1/sensors";
inline const std::string shadow = "$aws/things/board-1/shadow/";

inline aws::Credentials keys() {
  aws::Credentials keys;
  keys.access_key_id = "AKIAIOSFODNN7EXAMPLE";
  keys.secret_access_key = base::Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  return keys;
}

class Watching : public testing::Test {
 protected:
  Watching() {
    http.always = Sts::identity();
    watcher.on_change = [this] { ++changes; };
  }
  void start() {
    running =
        base::spawn<void>(executor, watcher.run(), [this](auto result) { outcome = std::move(result); });
  }
  /// Starts the watcher and lets this time pass.
  void start_for(base::Duration duration) {
    start();
    executor.run_for(duration);
  }
  const telemetry::WatchState& state() const { return watcher.state(); }
  std::string status() const { return std::string(name(state().status)); }
  std::string error_code() const { return state().error ? std::string(state().error->code().name()) : ""; }
  /// A parameter of the error; empty without one.
  std::string error(std::string_view param) const { return state().error ? state().error->param(param) : ""; }
  void deliver_reading() { mqtt.deliver(sensors, R"({"Light":42,"Temp":21.50})"); }

  base::VirtualExecutor executor;
  base::VirtualWallClock wall{executor, base::SystemTime(std::chrono::seconds(1'800'000'000))};
  base::Log log{executor};
  Mqtt mqtt{executor};
  Sts http;
  Random random;
  aws::Client client{{http, wall, random, log}, aws::Region::parse("eu-west-1"), keys()};
  telemetry::Watcher watcher{{mqtt, random, log}, client, "abc-ats.iot.eu-west-1.amazonaws.com", "board-1"};
  base::Outcome<void> outcome;
  base::Spawned running;
  int changes = 0;
};

}  // namespace fakes
