// The fixture of the watcher's tests: a watcher on virtual time, with a scripted MQTT client and a scripted
// STS.
#pragma once

#include <optional>

#include "connection_fixture.hpp"
#include "telemetry/watcher.hpp"

namespace fakes {

inline const std::string sensors = "board-1/sensors";
inline const std::string shadow = "$aws/things/board-1/shadow/";

class Watching : public Connecting {
 protected:
  std::unique_ptr<telemetry::Watcher> watch_by(std::shared_ptr<telemetry::BrokerConnection> its_connection,
                                               std::string_view thing_name = "board-1") {
    const telemetry::Watcher::Dependencies dependencies{executor, log};
    return std::make_unique<telemetry::Watcher>(dependencies, std::move(its_connection), thing_name);
  }
  void start() {
    watcher = watch_by(connection);
    watcher->on_change = [this] { ++changes; };
  }
  /// Starts the watcher and lets this time pass.
  void start_for(base::Duration duration) {
    start();
    executor.run_for(duration);
  }
  const telemetry::WatchState& state() const { return watcher->state(); }
  std::string status() const { return std::string(name(state().status)); }
  std::string error_code() const { return state().error ? std::string(state().error->code().name()) : ""; }
  /// A parameter of the error; empty without one.
  std::string error(std::string_view param) const { return state().error ? state().error->param(param) : ""; }
  /// The newest value of a field; nullopt without one.
  std::optional<double> value_of(std::string_view field_name) const {
    for (const telemetry::Field& field : watcher->series().fields())
      if (field.name == field_name) return field.value;
    return std::nullopt;
  }
  void deliver_reading() { mqtt.deliver(sensors, R"({"Light":42,"Temp":21.50})"); }

  std::unique_ptr<telemetry::Watcher> watcher;
  int changes = 0;
};

}  // namespace fakes
