// A URL split into its parts, without decoding, so that the cloud sees exactly what the client sent.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace simulation {

struct CloudUrl {
  std::string scheme;
  std::string host;  // lower case, with the port if the URL has one
  std::string path;  // at least "/"
  /// Names and values in order, still percent-encoded.
  std::vector<std::pair<std::string, std::string>> query;

  /// Returns nullopt unless the text is an absolute URL with a host.
  static std::optional<CloudUrl> parse(std::string_view url);
  /// The first value of that name, decoded.
  std::optional<std::string> find(std::string_view name) const;
};

/// Pairs of "a=b&c", undecoded.
std::vector<std::pair<std::string, std::string>> split_query(std::string_view query);
/// The text with %XX decoded; nullopt if an escape is malformed.
std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace simulation
