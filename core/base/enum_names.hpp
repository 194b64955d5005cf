// The names of an enum's values, in one table beside the enum. Everything that prints, reads or documents the
// enum uses the table.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace base {

template <class E, std::size_t N>
struct EnumNames {
  struct Entry {
    E value;
    std::string_view name;
  };
  std::string_view type;  // the enum's own name
  std::array<Entry, N> entries;
};

/// Makes the table of an enum. Declare it beside the enum, as a function that argument-dependent lookup
/// finds:
///   constexpr auto names_of(Color) { return base::enum_names<Color>("Color", {{Color::red, "red"}, …}); }
template <class E, std::size_t N>
constexpr EnumNames<E, N> enum_names(std::string_view type,
                                     const typename EnumNames<E, N>::Entry (&entries)[N]) {
  EnumNames<E, N> table{type, {}};
  for (std::size_t i = 0; i < N; ++i) table.entries[i] = entries[i];
  return table;
}

template <class E>
inline constexpr auto enum_table = names_of(E{});  // NOLINT(bugprone-dynamic-static-initializers): constexpr

/// Empty for a value that is not in the table.
template <class E>
constexpr std::string_view name_of(E value) {
  for (const auto& entry : enum_table<E>.entries)
    if (entry.value == value) return entry.name;
  return {};
}

/// The value with this name; nullopt for an unknown name.
template <class E>
constexpr std::optional<E> value_of(std::string_view name) {
  for (const auto& entry : enum_table<E>.entries)
    if (entry.name == name) return entry.value;
  return std::nullopt;
}

}  // namespace base
