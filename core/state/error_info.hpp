// An error as the page receives it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "state/describe.hpp"

namespace state {

using Value = std::variant<std::string, std::int64_t>;

struct ErrorInfo {
  std::string code;
  std::map<std::string, Value> params;
  std::string detail;
};
constexpr auto description_of(const ErrorInfo*) {
  return describe<ErrorInfo>(
      "ErrorInfo", "", field("code", &ErrorInfo::code, "Stable: `serial.port_busy`."),
      field("params", &ErrorInfo::params, "For the sentence in the page's text catalogue."),
      field("detail", &ErrorInfo::detail, "Technical, for the log."));
}

/// The error of a missing permission gets the parameter `statement`: the policy statement that grants it, to
/// be copied into IAM.
ErrorInfo error_info(const base::Error& error);
std::vector<ErrorInfo> error_infos(const std::vector<base::Error>& errors);

}  // namespace state
