// Writes described values (describe.hpp) as JSON text, without a document in memory.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "state/describe.hpp"
#include "state/errors.hpp"

namespace state {

void append_json(std::string& json, bool value);
void append_json(std::string& json, std::int64_t value);
void append_json(std::string& json, double value);
/// Replaces what is not valid UTF-8, because the text may come from a board or a broker.
void append_json(std::string& json, std::string_view text);

namespace detail {

template <class T>
struct JsonOf;

/// `name`: printable ASCII without quotes and backslashes.
void append_name(std::string& json, std::string_view name);
/// Ends an array or object whose items are each followed by a comma.
void close(std::string& json, char bracket);

}  // namespace detail

template <class T>
void append_json(std::string& json, const T& value) {
  if constexpr (NamedEnum<T>) {
    append_json(json, base::name_of(value));
  } else if constexpr (std::is_integral_v<T>) {
    append_json(json, static_cast<std::int64_t>(value));
  } else if constexpr (Described<T>) {
    json += '{';
    for_each_field<T>([&](const auto& field) {
      detail::append_name(json, field.name);
      append_json(json, value.*field.member);
      json += ',';
    });
    detail::close(json, '}');
  } else {
    detail::JsonOf<T>::append(json, value);
  }
}

namespace detail {

template <>
struct JsonOf<std::string> {
  static void append(std::string& json, const std::string& text) {
    append_json(json, std::string_view(text));
  }
};

template <class T>
struct JsonOf<std::optional<T>> {
  static void append(std::string& json, const std::optional<T>& value) {
    if (value) {
      append_json(json, *value);
    } else {
      json += "null";
    }
  }
};

template <class T>
struct JsonOf<std::vector<T>> {
  static void append(std::string& json, const std::vector<T>& values) {
    json += '[';
    for (const T& value : values) {
      append_json(json, value);
      json += ',';
    }
    close(json, ']');
  }
};

template <class T>
struct JsonOf<std::map<std::string, T>> {
  static void append(std::string& json, const std::map<std::string, T>& values) {
    json += '{';
    for (const auto& [key, value] : values) {
      append_json(json, key);
      json += ':';
      append_json(json, value);
      json += ',';
    }
    close(json, '}');
  }
};

template <class... T>
struct JsonOf<std::variant<T...>> {
  static void append(std::string& json, const std::variant<T...>& value) {
    std::visit([&](const auto& alternative) { append_json(json, alternative); }, value);
  }
};

}  // namespace detail

template <class T>
std::string json_text(const T& value) {
  std::string json;
  append_json(json, value);
  return json;
}

/// The value with this name. Throws state.unknown_name for an unknown one.
template <NamedEnum E>
E read_name(std::string_view name) {
  if (const std::optional<E> value = base::value_of<E>(name)) return *value;
  throw base::Error(unknown_name).with("type", base::enum_table<E>.type).with("name", name);
}

}  // namespace state
