#include "simulation/cloud_url.hpp"

#include "base/text.hpp"

namespace simulation {

std::vector<std::pair<std::string, std::string>> split_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto part : base::split(query, '&')) {
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    pairs.emplace_back(part.substr(0, equals),
                       equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1));
  }
  return pairs;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    const auto byte = base::parse_hex_number(text.substr(i + 1, 2));
    if (!byte || text.size() - i < 3) return std::nullopt;
    decoded += static_cast<char>(*byte);
    i += 2;
  }
  return decoded;
}

std::optional<CloudUrl> CloudUrl::parse(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return std::nullopt;
  CloudUrl parsed;
  parsed.scheme = base::to_lower(url.substr(0, scheme_end));
  url.remove_prefix(scheme_end + 3);
  url = url.substr(0, url.find('#'));
  const std::size_t query_at = url.find('?');
  if (query_at != std::string_view::npos) parsed.query = split_query(url.substr(query_at + 1));
  url = url.substr(0, query_at);
  const std::size_t path_at = url.find('/');
  parsed.host = base::to_lower(url.substr(0, path_at));
  parsed.path = path_at == std::string_view::npos ? "/" : url.substr(path_at);
  if (parsed.host.empty()) return std::nullopt;
  return parsed;
}

std::optional<std::string> CloudUrl::find(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (percent_decoded(key) == name) return percent_decoded(value);
  }
  return std::nullopt;
}

}  // namespace simulation
