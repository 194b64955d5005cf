// What the page draws of many boards and of the MQTT explorer, and the parts of an export. Not part of the
// snapshot of the state, which is made after every change: messages arrive too often for that.
#pragma once

#include "session/live_data.hpp"
#include "state/fleet.hpp"

namespace session {

state::FleetState fleet_state(const LiveData& live);
state::ExplorerState explorer_state(const LiveData& live);
/// Nullopt if nothing has arrived on the topic.
std::optional<state::ExplorerMessage> explorer_message(const LiveData& live, const std::string& topic);
/// The newest messages of one of the boards that are watched at once.
telemetry::Columns board_series(const LiveData& live, const std::string& thing_name);
state::ExportPart export_part(const LiveData& live, const state::ExportRequest& request);

}  // namespace session
