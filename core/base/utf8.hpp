// Checks text that comes from outside. Facts: RFC 3629, section 4.
#pragma once

#include <string_view>

namespace base {

/// True for UTF-8 without overlong forms, surrogates and what is beyond U+10FFFF.
bool is_utf8(std::string_view text);
/// The text without a character that its end cuts off.
std::string_view whole_characters(std::string_view text);

}  // namespace base
