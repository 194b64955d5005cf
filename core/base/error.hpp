// The one exception type: a stable code, parameters for the sentence that the page shows, and technical
// detail for the log. An error never holds a sentence for users, and does not accept a Secret. Code decides
// by the error code only, never by parameters or detail.
#pragma once

#include <concepts>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace base {

/// A stable name `layer.reason`, declared once, in the layer's errors.hpp.
class ErrorCode {
 public:
  explicit constexpr ErrorCode(std::string_view name) : name_(name) {}
  constexpr std::string_view name() const { return name_; }
  friend constexpr bool operator==(ErrorCode a, ErrorCode b) { return a.name_ == b.name_; }

 private:
  std::string_view name_;
};

class Error : public std::exception {
 public:
  using Value = std::variant<std::string, std::int64_t>;
  struct Param {
    std::string name;
    Value value;
  };

  explicit Error(ErrorCode code) : code_(code), what_(code.name()) {}

  /// Sets a parameter. Can be chained on a temporary.
  Error& with(std::string_view name, std::string_view text) & { return set(name, Value(std::string(text))); }
  Error& with(std::string_view name, const char* text) & { return with(name, std::string_view(text)); }
  template <std::integral I>
  Error& with(std::string_view name, I number) & {
    return set(name, Value(static_cast<std::int64_t>(number)));
  }
  template <class V>
  Error&& with(std::string_view name, const V& value) && {
    return std::move(with(name, value));
  }
  /// Sets the technical detail for the log: what the throwing code saw, in its own terms.
  Error& because(std::string_view detail) & {
    detail_ = detail;
    return *this;
  }
  Error&& because(std::string_view detail) && { return std::move(because(detail)); }

  ErrorCode code() const { return code_; }
  bool is(ErrorCode code) const { return code_ == code; }
  const std::vector<Param>& params() const { return params_; }
  /// The parameter as text (numbers in decimal); empty if there is no parameter with this name.
  std::string param(std::string_view name) const;
  const std::string& detail() const { return detail_; }
  /// One line for a log or a failed test: code, parameters, detail.
  std::string describe() const;
  const char* what() const noexcept override { return what_.c_str(); }

 private:
  Error& set(std::string_view name, Value value);

  ErrorCode code_;
  std::vector<Param> params_;
  std::string detail_;
  std::string what_;
};

/// Any exception as an Error. What is not an Error becomes base.internal, with its what() as detail.
Error as_error(const std::exception_ptr& exception);

inline constexpr ErrorCode cancelled{"base.cancelled"};
inline constexpr ErrorCode timed_out{"base.timed_out"};
inline constexpr ErrorCode broken_promise{"base.broken_promise"};
inline constexpr ErrorCode truncated{"base.truncated"};
inline constexpr ErrorCode bad_hex{"base.bad_hex"};
inline constexpr ErrorCode bad_number{"base.bad_number"};
inline constexpr ErrorCode internal{"base.internal"};

/// All of the above, for the page's texts.
inline constexpr ErrorCode error_codes[] = {cancelled, timed_out,  broken_promise, truncated,
                                            bad_hex,   bad_number, internal};

}  // namespace base
