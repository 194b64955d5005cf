// Octets as hexadecimal text and back.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace base {

/// Two lower-case digits for each octet.
std::string to_hex(ByteView bytes);
/// Two upper-case digits for each octet.
std::string to_hex_upper(ByteView bytes);
/// Accepts only an even number of digits, of either case; otherwise throws base.bad_hex (parameter: at).
Bytes from_hex(std::string_view text);

}  // namespace base
