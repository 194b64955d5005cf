// Describes the structs of the boundary between page and core. Each struct has one description beside it, a
// tuple of its fields with their names. Writing JSON (json.hpp) and printing TypeScript (typescript.hpp) need
// nothing else.
//   struct Leds { bool error, data; };
//   constexpr auto description_of(const Leds*) {
//     return describe<Leds>("Leds", "", field("error", &Leds::error), field("data", &Leds::data));
//   }
#pragma once

#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "base/enum_names.hpp"

namespace state {

template <class S, class T>
struct Field {
  using Type = T;
  std::string_view name;  // in JSON and TypeScript
  T S::*member;
  std::string_view comment;  // for TypeScript; may be empty
};

template <class S, class T>
constexpr Field<S, T> field(std::string_view name, T S::*member, std::string_view comment = {}) {
  return {name, member, comment};
}

template <class... F>
struct Description {
  std::string_view type;     // the name of the TypeScript interface
  std::string_view comment;  // may be empty
  std::tuple<F...> fields;
};

namespace detail {

struct Anything {
  template <class T>
  operator T() const noexcept;
};

/// The number of members of an aggregate: the largest number of initialisers that it accepts.
template <class S, class... Initialiser>
constexpr std::size_t member_count() {
  if constexpr (requires { S{Initialiser{}..., Anything{}}; }) {
    return member_count<S, Initialiser..., Anything>();
  } else {
    return sizeof...(Initialiser);
  }
}

}  // namespace detail

/// Makes the description of S. Compiles only if it has all members of S.
template <class S, class... T>
constexpr auto describe(std::string_view type, std::string_view comment, Field<S, T>... fields) {
  static_assert(detail::member_count<S>() == sizeof...(fields), "the description lacks a member");
  return Description<Field<S, T>...>{type, comment, {fields...}};
}

template <class T>
concept Described = requires {
  description_of(static_cast<const T*>(nullptr));
};

template <class T>
concept NamedEnum = std::is_enum_v<T> && requires(T value) {
  names_of(value);
};

template <NamedEnum E>
constexpr std::string_view name(E value) {
  return base::name_of(value);
}

template <Described T>
// NOLINTNEXTLINE(bugprone-dynamic-static-initializers): constexpr
inline constexpr auto description = description_of(static_cast<const T*>(nullptr));

template <Described T>
// NOLINTNEXTLINE(bugprone-dynamic-static-initializers): constexpr
inline constexpr std::string_view type_name = description<T>.type;

namespace detail {

template <class S, class T>
constexpr Field<S, T> without_comment(Field<S, T> field) {
  field.comment = {};
  return field;
}

/// A program that never reads a description while it runs does not contain the comments.
template <class T, std::size_t I>
// NOLINTNEXTLINE(bugprone-dynamic-static-initializers): constexpr
inline constexpr auto bare_field = without_comment(std::get<I>(description<T>.fields));

template <class T, class Visit, std::size_t... I>
constexpr void visit_fields(Visit& visit, std::index_sequence<I...>) {
  (visit(bare_field<T, I>), ...);
}

template <class T, class Visit, std::size_t... I>
constexpr void visit_commented_fields(Visit& visit, std::index_sequence<I...>) {
  (visit(std::get<I>(description<T>.fields)), ...);
}

template <class T>
using FieldIndices = std::make_index_sequence<std::tuple_size_v<decltype(description<T>.fields)>>;

}  // namespace detail

/// Calls visit(field) for each field of T, in the order of the description. The fields have no comments.
template <Described T, class Visit>
constexpr void for_each_field(Visit visit) {
  detail::visit_fields<T>(visit, detail::FieldIndices<T>());
}

/// The same with comments, for programs that print TypeScript.
template <Described T, class Visit>
constexpr void for_each_commented_field(Visit visit) {
  detail::visit_commented_fields<T>(visit, detail::FieldIndices<T>());
}

}  // namespace state
