#include "aws/thing_name.hpp"

#include <algorithm>

namespace aws {

bool is_thing_name(std::string_view name) {
  constexpr std::size_t longest = 128;
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' ||
           c == '_' || c == '-';
  };
  return !name.empty() && name.size() <= longest && std::all_of(name.begin(), name.end(), is_allowed);
}

std::string sensors_topic(std::string_view thing_name) {
  return std::string(thing_name) + "/sensors";
}

}  // namespace aws
