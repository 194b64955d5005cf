// The log that the page shows and offers for download: bounded and time-stamped. Callers leave secrets out of
// their lines; as a second safeguard, the log masks the secrets that it knows. Entries are technical, in
// English, one line each.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/enum_names.hpp"
#include "base/error.hpp"
#include "base/secret.hpp"

namespace base {

enum class LogLevel : std::uint8_t { debug, info, warning, error };
constexpr auto names_of(LogLevel) {
  return enum_names<LogLevel>("LogLevel", {{LogLevel::debug, "debug"},
                                           {LogLevel::info, "info"},
                                           {LogLevel::warning, "warning"},
                                           {LogLevel::error, "error"}});
}
constexpr std::string_view name(LogLevel value) {
  return name_of(value);
}

struct LogLine {
  Instant time;
  LogLevel level = LogLevel::info;
  std::string source;  // the layer or port that writes the line: "serial", "aws.iot"
  std::string text;
};

class Executor;

class Log {
 public:
  static constexpr std::size_t max_lines = 5000;
  static constexpr std::size_t max_line_length = 2000;

  explicit Log(const Executor& executor) : executor_(executor) {}

  void add(LogLevel level, std::string_view source, std::string_view text);
  void debug(std::string_view source, std::string_view text) { add(LogLevel::debug, source, text); }
  void info(std::string_view source, std::string_view text) { add(LogLevel::info, source, text); }
  void warning(std::string_view source, std::string_view text) { add(LogLevel::warning, source, text); }
  void error(std::string_view source, const Error& error) { add(LogLevel::error, source, error.describe()); }

  /// The secret is masked in new lines as long as this object exists. Its destructor wipes the copy.
  using Concealment = std::shared_ptr<const Secret>;
  /// Secrets under 4 characters are not masked, as masking them would hide ordinary text.
  [[nodiscard]] Concealment conceal(const Secret& secret);

  const std::deque<LogLine>& lines() const { return lines_; }
  /// Called for every new line.
  std::function<void(const LogLine&)> on_line;

 private:
  const Executor& executor_;
  std::deque<LogLine> lines_;
  std::vector<std::weak_ptr<const Secret>> secrets_;
};

}  // namespace base
