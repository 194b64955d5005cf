// Base64 with the standard alphabet and padding (RFC 4648, section 4), without line breaks; pem.hpp handles
// those.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace crypto {

std::string base64_encode(base::ByteView bytes);
/// Accepts only whole groups of four characters, with padding only at the end and unused bits zero; otherwise
/// throws crypto.bad_base64 (parameter: at).
base::Bytes base64_decode(std::string_view text);

}  // namespace crypto
