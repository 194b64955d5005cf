// The tests' remote control of a virtual board: each input line is answered by a line of JSON.
#pragma once

#include <string>
#include <string_view>

#include "simulation/virtual_board.hpp"

namespace hosts {

inline constexpr std::string_view control_help =
    "  unplug            pull the cable: power is off, the pseudo-terminal and its link are gone\n"
    "  replug            plug it in again\n"
    "  reset             restart the microcontroller\n"
    "  drop FILE         drop a file on the drive CURIOSITY: a vendor's .hex image, or WIFI.CFG\n"
    "  drop provisioning | drop demo\n"
    "                    the same as dropping that image\n"
    "  leds              print which LEDs are on\n"
    "  state             print the firmware, the kit and the serial numbers\n";

/// Executes one line. Returns the answer without a line end: {"ok":true,…} or {"error":"…"}.
std::string run_command(simulation::VirtualBoard& board, std::string_view line);

}  // namespace hosts
