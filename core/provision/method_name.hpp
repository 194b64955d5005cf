// The ways to provision that a user can choose.
#pragma once

#include <cstdint>

#include "base/enum_names.hpp"

namespace provision {

/// mar: this program registers the board in the account (mar.hpp). jitr: AWS IoT registers the board at its
/// first connection (jitr.hpp).
enum class MethodName : std::uint8_t { mar, jitr };
constexpr auto names_of(MethodName) {
  return base::enum_names<MethodName>("MethodName", {{MethodName::mar, "mar"}, {MethodName::jitr, "jitr"}});
}
constexpr std::string_view name(MethodName method) {
  return base::name_of(method);
}

}  // namespace provision
