#include "session/expected_lights.hpp"

namespace session {

namespace {

using provision::StepName;
using state::Light;

bool is_running(const BoardSession& board, StepName name) {
  for (const provision::Step& step : board.jobs().progress().steps())
    if (step.name == name && step.status == provision::StepStatus::running) return true;
  return false;
}

bool is_being_programmed(const BoardSession& board) {
  for (const StepName name : {StepName::program_provisioning, StepName::verify_provisioning,
                              StepName::program_demo, StepName::verify_demo})
    if (is_running(board, name)) return true;
  return false;
}

bool is_live(const Session& session, const BoardSession& board) {
  const std::string& thing = board.facts().thing_name;
  return !thing.empty() && session.live().is_watching(thing) &&
         session.live().watcher()->state().status == telemetry::WatchStatus::live;
}

}  // namespace

std::optional<state::LightsState> expected_lights(const Session& session, const BoardSession& board) {
  if (board.status() != DeviceStatus::ready && board.status() != DeviceStatus::busy) return std::nullopt;
  state::LightsState lights;
  lights.power = Light::on;
  if (is_being_programmed(board)) {
    lights.power = Light::blinking;
    return lights;
  }
  if (is_live(session, board)) {
    lights.wifi = Light::on;
    lights.conn = Light::on;
    lights.data = Light::blinking;
    return lights;
  }
  if (!is_running(board, StepName::first_message)) return std::nullopt;
  lights.wifi = Light::blinking;
  return lights;
}

}  // namespace session
