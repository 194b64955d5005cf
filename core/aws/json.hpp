// JSON for this layer, without its library in sight: a strict, bounded reader of answers, and text for
// requests. What an answer lacks is aws.bad_answer (parameter: field).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aws {

/// A value in a parsed document, which it keeps alive.
class Json {
 public:
  static constexpr std::size_t max_size = std::size_t{2} << 20;
  static constexpr int max_depth = 64;

  /// Nothing when the text is not JSON, or larger or nested deeper than the limits.
  static std::optional<Json> parse(std::string_view text);

  bool is_object() const;
  bool is_array() const;
  /// The value itself as text; nothing when it is no string.
  std::optional<std::string> text() const;
  /// A member; nothing when this is no object, has none, or it is null.
  std::optional<Json> find(std::string_view name) const;
  /// The same, found ignoring case.
  std::optional<Json> find_ignoring_case(std::string_view name) const;
  /// A member that is text; nothing when there is none or it is anything else.
  std::optional<std::string> find_text(std::string_view name) const;
  std::optional<bool> find_flag(std::string_view name) const;
  /// The elements of an array, the values of an object; none of anything else.
  std::vector<Json> items() const;
  std::vector<std::pair<std::string, Json>> members() const;
  /// As compact text, members sorted by name.
  std::string dump() const;

  /// The same as find…, for members that must be there.
  Json at(std::string_view name) const;
  std::string text_at(std::string_view name) const;
  /// A member that is a list; an absent one is empty.
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
