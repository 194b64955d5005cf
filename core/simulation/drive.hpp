// The drive CURIOSITY: what a dropped file does. An Intel HEX image programs the microcontroller; here the
// two programs that the simulation knows are told by text that only they hold, wherever in the image it
// stands. A file WIFI.CFG sends its command to the UART.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace simulation {

enum class FirmwareKind : std::uint8_t { provisioning, demo };
std::string_view name(FirmwareKind kind);

/// The data of an image, gaps left out; simulation.bad_image (line) unless it is well-formed Intel HEX.
base::Bytes hex_image_data(std::string_view text);
/// Which program an image is; nothing for another's.
std::optional<FirmwareKind> recognise(base::ByteView image);
/// The command in a WIFI.CFG: `CMD:SEND_UART=…`.
std::optional<std::string> uart_command(std::string_view file);

}  // namespace simulation
