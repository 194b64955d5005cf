#include "base/log.hpp"

#include <algorithm>

#include "base/executor.hpp"
#include "base/text.hpp"

namespace base {

void Log::add(LogLevel level, std::string_view source, std::string_view text) {
  std::string line(text);
  for (const auto& known : secrets_) {
    if (const Concealment secret = known.lock()) line = replace_all(line, secret->reveal(), "[secret]");
  }
  line.resize(std::min(line.size(), max_line_length));  // after masking, which needs the whole secret
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  lines_.push_back(LogLine{executor_.now(), level, std::string(source), std::move(line)});
  if (lines_.size() > max_lines) lines_.pop_front();
  if (on_line) on_line(lines_.back());
}

Log::Concealment Log::conceal(const Secret& secret) {
  secrets_.erase(
      std::remove_if(secrets_.begin(), secrets_.end(), [](const auto& known) { return known.expired(); }),
      secrets_.end());
  auto concealment = std::make_shared<const Secret>(secret);
  if (secret.size() >= 4) secrets_.push_back(concealment);
  return concealment;
}

}  // namespace base
