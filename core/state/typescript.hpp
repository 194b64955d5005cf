// Prints described structs and enums (describe.hpp) as TypeScript declarations.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "state/describe.hpp"

namespace state {

/// Collects declarations, each once: of the added types, and before them of the types that they consist of.
class TypeScript {
 public:
  /// Returns the type's expression.
  template <class T>
  std::string add() {
    return type(static_cast<const T*>(nullptr));
  }

  /// export type and export interface declarations, each followed by a newline.
  const std::string& text() const { return text_; }
  /// The names of the values of each declared enum, by the enum's name.
  const std::map<std::string, std::vector<std::string>>& names() const { return names_; }

 private:
  // The expression for a type. The pointer only selects the overload.
  std::string type(const bool*) { return "boolean"; }
  std::string type(const std::string*) { return "string"; }
  template <class T>
  requires(std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) std::string type(const T*) {
    return "number";
  }
  template <class T>
  std::string type(const std::optional<T>*) {
    return type(static_cast<const T*>(nullptr)) + " | null";
  }
  template <class T>
  std::string type(const std::vector<T>*) {
    return "readonly " + in_parentheses(type(static_cast<const T*>(nullptr))) + "[]";
  }
  template <class T>
  std::string type(const std::map<std::string, T>*) {
    return "Readonly<Record<string, " + type(static_cast<const T*>(nullptr)) + ">>";
  }
  template <class First, class... More>
  std::string type(const std::variant<First, More...>*) {
    std::string alternatives = type(static_cast<const First*>(nullptr));
    ((alternatives += " | " + type(static_cast<const More*>(nullptr))), ...);
    return alternatives;
  }
  template <NamedEnum E>
  std::string type(const E*) {
    constexpr auto& names = base::enum_table<E>;
    if (is_new(names.type)) {
      std::string values;
      for (const auto& entry : names.entries) {
        values += "\n  | '" + std::string(entry.name) + "'";
        names_[std::string(names.type)].emplace_back(entry.name);
      }
      text_ += "export type " + std::string(names.type) + " =" + values + ";\n";
    }
    return std::string(names.type);
  }
  template <Described T>
  std::string type(const T*) {
    if (is_new(description<T>.type)) {
      std::string fields;
      for_each_commented_field<T>([&]<class F>(const Field<T, F>& field) {
        fields += comment("  ", field.comment) + "  readonly " + std::string(field.name) + ": " +
                  type(static_cast<const F*>(nullptr)) + ";\n";
      });
      text_ += comment("", description<T>.comment) + "export interface " + std::string(description<T>.type) +
               " {\n" + fields + "}\n";
    }
    return std::string(description<T>.type);
  }

  static std::string in_parentheses(std::string type) {
    return type.find(' ') == std::string::npos ? type : "(" + type + ")";
  }
  static std::string comment(std::string_view indent, std::string_view text) {
    return text.empty() ? std::string() : std::string(indent) + "/** " + std::string(text) + " */\n";
  }
  bool is_new(std::string_view type) { return declared_.insert(std::string(type)).second; }

  std::set<std::string> declared_;
  std::map<std::string, std::vector<std::string>> names_;
  std::string text_;
};

}  // namespace state
