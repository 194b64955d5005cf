// The parts of the state's JSON that several files share. wasm/provisioner.d.ts describes the format.
#pragma once

#include <nlohmann/json.hpp>

#include "session/session.hpp"

namespace session {

using Json = nlohmann::json;

Json error_json(const base::Error& error);
Json errors_json(const std::vector<base::Error>& errors);
/// JSON as text. Accepts strings that are not valid UTF-8, because they may come from a board or a broker.
std::string dump(const Json& json);

Json debugger_json(const DebuggerSession& tool);
/// Adds kit, images, inspection, roots and diagnosis to a board's state.
void add_device_state(Json& json, const BoardSession& board);

}  // namespace session
