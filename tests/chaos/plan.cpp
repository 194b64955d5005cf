#include "plan.hpp"

#include "base/text.hpp"
#include "errors.hpp"

namespace chaos {

const std::string& Line::word(std::size_t i) const {
  if (i >= words.size()) throw base::Error(bad_plan).because("a line ends too early: " + words.front());
  return words[i];
}

std::uint64_t Line::number(std::size_t i) const {
  const std::optional<std::uint64_t> value = base::parse_decimal(word(i));
  if (!value) throw base::Error(bad_plan).because("not a number: " + word(i));
  return *value;
}

Plan plan_of(std::string_view text) {
  Plan plan;
  for (const std::string_view line : base::split(text, '\n')) {
    const std::string_view trimmed = base::trim(line);
    if (!trimmed.empty() && trimmed.front() != '#') plan.emplace_back(trimmed);
  }
  return plan;
}

Line parse_line(std::string_view text) {
  Line line;
  for (const std::string_view word : base::split(text, ' '))
    if (!word.empty()) line.words.emplace_back(word);
  if (line.words.empty()) throw base::Error(bad_plan).because("an empty line");
  if (line.words.front() != "at") return line;
  line.at = std::chrono::milliseconds(line.number(1));
  line.words.erase(line.words.begin(), line.words.begin() + 2);
  line.word(0);
  return line;
}

std::string text_of(const Plan& plan) {
  std::string text;
  for (const std::string& line : plan) text += line + '\n';
  return text;
}

}  // namespace chaos
