// JSON for this layer: a strict reader of answers with limits, and text for requests. Throws aws.bad_answer
// (parameter: field) for a member that an answer lacks. Does not include its JSON library, so that this
// header compiles quickly.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aws {

/// A value in a parsed document. Keeps the document alive.
class Json {
 public:
  static constexpr std::size_t max_size = std::size_t{2} << 20;
  static constexpr int max_depth = 64;

  /// Returns nullopt if the text is not JSON, or is larger or nested deeper than the limits.
  static std::optional<Json> parse(std::string_view text);

  bool is_object() const;
  bool is_array() const;
  /// The text of a string; nullopt for any other value.
  std::optional<std::string> text() const;
  /// A member; nullopt if this is not an object, or the member is absent or null.
  std::optional<Json> find(std::string_view name) const;
  /// A member that is a string; nullopt if it is absent or anything else.
  std::optional<std::string> find_text(std::string_view name) const;
  std::optional<bool> find_flag(std::string_view name) const;
  /// A member that is a whole number from 0 on.
  std::optional<std::uint64_t> find_number(std::string_view name) const;
  /// The elements of an array or the values of an object; none for any other value.
  std::vector<Json> items() const;
  std::vector<std::pair<std::string, Json>> members() const;
  /// Compact text with the members sorted by name.
  std::string dump() const;

  /// The same as find(), find_text() and so on, for members that must exist.
  Json at(std::string_view name) const;
  std::string text_at(std::string_view name) const;
  /// A member that is an array; empty if it is absent.
  std::vector<Json> list_at(std::string_view name) const;

 private:
  struct Value;
  explicit Json(std::shared_ptr<const Value> value) : value_(std::move(value)) {}
  std::shared_ptr<const Value> value_;
};

/// Text as a JSON string, quoted.
std::string json_quoted(std::string_view text);
/// {"name":"value",…}
std::string json_object(const std::vector<std::pair<std::string_view, std::string_view>>& members);

}  // namespace aws
