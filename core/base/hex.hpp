// Octets as hexadecimal text and back.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace base {

/// Two lower-case digits an octet.
std::string to_hex(ByteView bytes);
/// Two upper-case digits an octet.
std::string to_hex_upper(ByteView bytes);
/// Strict: an even number of digits of either case and nothing else, or base.bad_hex (parameter: at).
Bytes from_hex(std::string_view text);

}  // namespace base
