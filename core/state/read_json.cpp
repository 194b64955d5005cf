#include "state/read_json.hpp"

#include <limits>

namespace state::detail {

namespace {

[[noreturn]] void reject(std::string_view name) {
  throw base::Error(malformed).with("name", name);
}

}  // namespace

Document parse(std::string_view text) {
  Document json = Document::parse(text, nullptr, false);
  if (!json.is_object()) reject("");
  return json;
}

const Document& member(const Document& object, std::string_view name) {
  const auto found = object.find(name);
  if (found == object.end()) reject(name);
  return *found;
}

void reject_unknown(const Document& object, std::string_view type, bool (*is_known)(std::string_view)) {
  for (const auto& [name, value] : object.items())
    if (!is_known(name)) throw base::Error(unknown_name).with("type", type).with("name", name);
}

void read(const Document& json, std::string_view name, bool& value) {
  if (!json.is_boolean()) reject(name);
  value = json.get<bool>();
}

void read(const Document& json, std::string_view name, int& value) {
  if (!json.is_number_integer()) reject(name);
  const auto number = json.get<std::int64_t>();
  if (number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max()) reject(name);
  value = static_cast<int>(number);
}

void read(const Document& json, std::string_view name, double& value) {
  if (!json.is_number()) reject(name);
  value = json.get<double>();
}

void read(const Document& json, std::string_view name, std::string& value) {
  if (!json.is_string()) reject(name);
  value = json.get_ref<const std::string&>();
}

void read(const Document& json, std::string_view name, std::vector<std::string>& value) {
  if (!json.is_array()) reject(name);
  for (const Document& item : json) {
    value.emplace_back();
    read(item, name, value.back());
  }
}

}  // namespace state::detail
