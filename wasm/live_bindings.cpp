// Many boards at once, the MQTT explorer and the export, as the page asks for them when it draws them.
#include "session/live_snapshot.hpp"
#include "session_binding.hpp"
#include "state/json.hpp"
#include "state/read_json.hpp"

namespace wasm {

namespace {

val column_value(const std::vector<double>& values) {
  return val::global("Float64Array").new_(val(emscripten::typed_memory_view(values.size(), values.data())));
}

}  // namespace

val series_value(const telemetry::Columns& columns) {
  val result = val::object();
  result.set("time", column_value(columns.time));
  val fields = val::array();
  for (const telemetry::Column& column : columns.fields) {
    val field = val::object();
    field.set("name", column.name);
    field.set("values", column_value(column.values));
    fields.call<void>("push", field);
  }
  result.set("fields", fields);
  return result;
}

std::string SessionBinding::fleet() const {
  return state::json_text(session::fleet_state(session_->live()));
}

val SessionBinding::board_series(std::string thing_name) const {
  return series_value(session::board_series(session_->live(), thing_name));
}

std::string SessionBinding::explorer() const {
  return state::json_text(session::explorer_state(session_->live()));
}

std::string SessionBinding::explorer_message(std::string topic) const {
  return state::json_text(session::explorer_message(session_->live(), topic));
}

/// The page makes the request from its own types, so a malformed one is a defect.
std::string SessionBinding::export_part(std::string request) const {
  return state::json_text(
      session::export_part(session_->live(), state::read_json<state::ExportRequest>(request)));
}

}  // namespace wasm
