// What the drive CURIOSITY does with a dropped file: it programs an Intel HEX image into the
// microcontroller's flash, and sends the command of a file WIFI.CFG to the UART.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace simulation {

/// A flash of that size that holds the image, and 0xFF elsewhere. Fuses and other memories, which the AVR
/// tool chain places at high addresses, are left out. Throws simulation.bad_image (line) unless the text is
/// well-formed Intel HEX that fits the flash.
base::Bytes flash_of_hex(std::string_view text, std::size_t flash_size);
/// The command in a WIFI.CFG: `CMD:SEND_UART=…`.
std::optional<std::string> uart_command(std::string_view file);

}  // namespace simulation
