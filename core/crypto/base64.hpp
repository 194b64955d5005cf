// Base64 with the standard alphabet and padding (RFC 4648, section 4). Knows no line breaks: PEM does.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace crypto {

std::string base64_encode(base::ByteView bytes);
/// Strict: whole groups of four, padding only at the end, unused bits zero, nothing else; otherwise
/// crypto.bad_base64 (parameter: at).
base::Bytes base64_decode(std::string_view text);

}  // namespace crypto
