// The parts of the state's JSON that more than one file makes. The form is wasm/provisioner.d.ts.
#pragma once

#include <nlohmann/json.hpp>

#include "session/session.hpp"

namespace session {

using Json = nlohmann::json;

Json error_json(const base::Error& error);
Json errors_json(const std::vector<base::Error>& errors);
/// What comes from a board or a broker need not be UTF-8.
std::string dump(const Json& json);

Json debugger_json(const DebuggerSession& tool);
/// Kit, images, inspection, roots and diagnosis into a board's state.
void add_device_state(Json& json, const BoardSession& board);

}  // namespace session
