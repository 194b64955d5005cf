// The drive CURIOSITY: what a dropped file does. An Intel HEX image programs the microcontroller's flash; a
// file WIFI.CFG sends its command to the UART.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace simulation {

/// A flash of that size with an image in it and FF elsewhere; fuses and the like, at far addresses as the AVR
/// tool chain has them, are left out. simulation.bad_image (line) unless it is well-formed Intel HEX that
/// fits.
base::Bytes flash_of_hex(std::string_view text, std::size_t flash_size);
/// The command in a WIFI.CFG: `CMD:SEND_UART=…`.
std::optional<std::string> uart_command(std::string_view file);

}  // namespace simulation
