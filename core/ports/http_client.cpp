#include "ports/http_client.hpp"

#include "base/text.hpp"

namespace ports {

std::string_view HttpResponse::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (base::equal_ignoring_case(key, name)) return value;
  }
  return {};
}

}  // namespace ports
