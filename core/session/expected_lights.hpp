// What the LEDs of a board should show now, as far as it follows from what runs on the board. Facts: AVR-IoT
// WG User Guide, 1.2 "LED Indicators"; AVR-IoT Wx Hardware User Guide, table 4-1 (the debugger's LED).
#pragma once

#include <optional>

#include "session/session.hpp"
#include "state/board.hpp"

namespace session {

/// nullopt while it is unknown: the lights of other programs, and of the demo firmware before it joins the
/// Wi-Fi network, follow from nothing that the session knows.
std::optional<state::LightsState> expected_lights(const Session& session, const BoardSession& board);

}  // namespace session
