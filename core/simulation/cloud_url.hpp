// A URL taken apart as it stands, nothing decoded: what the simulated cloud was really asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace simulation {

struct CloudUrl {
  std::string scheme;
  std::string host;  // lower-case, with the port if one was written
  std::string path;  // at least "/"
  /// Names and values, still percent-encoded, in their order.
  std::vector<std::pair<std::string, std::string>> query;

  /// Nothing for what is no absolute URL with a host.
  static std::optional<CloudUrl> parse(std::string_view url);
  /// The first value of that name, decoded.
  std::optional<std::string> find(std::string_view name) const;
};

/// Pairs of "a=b&c", undecoded.
std::vector<std::pair<std::string, std::string>> split_query(std::string_view query);
/// %XX resolved; nothing where that is malformed.
std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace simulation
