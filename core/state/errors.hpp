// Errors of values that the page passes to the core.
#pragma once

#include "base/error.hpp"

namespace state {

/// [type, name]: the enum has no value, or the struct no field, with this name.
inline constexpr base::ErrorCode unknown_name{"state.unknown_name"};
/// [name]: the value is missing or of another type; an empty name: the text is not a JSON object.
inline constexpr base::ErrorCode malformed{"state.malformed"};

/// All of the above, for the page's texts.
inline constexpr base::ErrorCode error_codes[] = {unknown_name, malformed};

}  // namespace state
