// Reads described values (describe.hpp) from JSON text that the page passes. Accepts exactly what json.hpp
// writes: throws state.unknown_name for a key or a name of an enum's value that does not exist, and
// state.malformed for a missing key, a value of another type, or text that is not JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "state/describe.hpp"
#include "state/json.hpp"

namespace state {

namespace detail {

using Document = nlohmann::json;

Document parse(std::string_view text);
const Document& member(const Document& object, std::string_view name);
/// Throws state.unknown_name if the object has members that `is_known` rejects.
void reject_unknown(const Document& object, std::string_view type, bool (*is_known)(std::string_view));

void read(const Document& json, std::string_view name, bool& value);
void read(const Document& json, std::string_view name, int& value);
void read(const Document& json, std::string_view name, double& value);
void read(const Document& json, std::string_view name, std::string& value);

void read(const Document& json, std::string_view name, std::vector<std::string>& value);

template <NamedEnum E>
void read(const Document& json, std::string_view name, E& value) {
  std::string text;
  read(json, name, text);
  value = read_name<E>(text);
}

template <Described T>
bool has_field(std::string_view name) {
  bool found = false;
  for_each_field<T>([&](const auto& field) { found = found || field.name == name; });
  return found;
}

}  // namespace detail

template <Described T>
T read_json(std::string_view text) {
  const detail::Document json = detail::parse(text);
  detail::reject_unknown(json, type_name<T>, &detail::has_field<T>);
  T value;
  for_each_field<T>([&](const auto& field) {
    detail::read(detail::member(json, field.name), field.name, value.*field.member);
  });
  return value;
}

}  // namespace state
