// Performs the page's commands (state/commands.hpp). A new command is a struct there and a function here.
#pragma once

#include <string_view>

#include "session/session.hpp"

namespace session {

/// `name`: a command's name. `arguments`: its fields as a JSON object. Commands that do not wait are
/// performed at once. Throws state.unknown_name and state.malformed, and what the command throws, directly or
/// from the task.
base::task<void> perform(Session& session, std::string_view name, std::string_view arguments);

}  // namespace session
