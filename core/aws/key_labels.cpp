#include "aws/key_labels.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace aws {

namespace {

/// The words of which labels consist, as one bit each.
struct Part {
  static constexpr unsigned neutral = 0;
  static constexpr unsigned access = 1;
  static constexpr unsigned key = 2;
  static constexpr unsigned id = 4;
  static constexpr unsigned secret = 8;
  static constexpr unsigned token = 16;
  static constexpr unsigned region = 32;
  static constexpr unsigned aws = 64;
};
struct NamedPart {
  std::string_view name;
  unsigned part;
};
constexpr NamedPart label_parts[] = {
    {"aws", Part::aws},       {"amazon", Part::neutral},  {"iam", Part::neutral},
    {"access", Part::access}, {"key", Part::key},         {"id", Part::id},
    {"secret", Part::secret}, {"session", Part::neutral}, {"security", Part::neutral},
    {"token", Part::token},   {"region", Part::region},   {"default", Part::neutral},
    {"name", Part::neutral},
};

/// Adds up the parts of a word such as "accesskeyid"; false if it does not consist of them.
bool add_parts(std::string_view lower, unsigned& sum) {
  if (lower.empty()) return true;
  for (const NamedPart& row : label_parts) {
    if (lower.substr(0, row.name.size()) != row.name) continue;
    unsigned rest = 0;
    if (!add_parts(lower.substr(row.name.size()), rest)) continue;
    sum |= row.part | rest;
    return true;
  }
  return false;
}

std::optional<KeyField> field_of(unsigned sum) {
  const auto has = [sum](unsigned wanted) { return (sum & wanted) == wanted; };
  if (has(Part::secret)) return KeyField::secret;
  if (has(Part::token)) return KeyField::token;
  if (has(Part::access | Part::key) || has(Part::key | Part::id) || has(Part::access | Part::id))
    return KeyField::id;
  if (has(Part::region)) return KeyField::region;
  return std::nullopt;
}

bool joins_label_words(char c) {
  return c == '_' || c == '-' || c == '.';
}
bool is_label_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || joins_label_words(c);
}

struct LabelWord {
  std::size_t begin;
  std::size_t end;
  unsigned sum = 0;
  bool is_label = false;
  bool is_variable = false;
};

/// Reads a word as a label. Only the end of the word must be a label, after '_', '-' or '.': it is in
/// "TF_VAR_aws_access_key". Words with "sso" are no labels, because "sso_region" is not the region of the
/// keys.
LabelWord label_word(std::string_view line, std::size_t begin, std::size_t end) {
  constexpr std::size_t longest = 80;
  LabelWord word{begin, end};
  if (end - begin > longest) return word;
  std::string_view left = line.substr(begin, end - begin);
  const std::string lower = base::to_lower(left);
  if (lower.find("sso") != std::string::npos) return word;
  bool has_underscore = false;
  left = lower;
  while (!left.empty()) {
    const std::size_t joint = left.find_last_of("_-.");
    const std::string_view part = joint == std::string_view::npos ? left : left.substr(joint + 1);
    if (!add_parts(part, word.sum)) break;
    word.is_label = word.is_label || !part.empty();
    if (joint == std::string_view::npos) break;
    has_underscore = has_underscore || left[joint] == '_';
    left = left.substr(0, joint);
  }
  word.is_variable = has_underscore && (word.sum & Part::aws) != 0 && field_of(word.sum).has_value();
  return word;
}

std::vector<LabelWord> label_words(std::string_view line) {
  std::vector<LabelWord> words;
  for_each_run(line, is_label_character,
               [&](std::size_t begin, std::size_t end) { words.push_back(label_word(line, begin, end)); });
  return words;
}

std::size_t skip_all(std::string_view line, std::size_t at, std::string_view characters) {
  return std::min(line.find_first_not_of(characters, at), line.size());
}

/// Reads what follows a label: quotes that end it, a note in brackets as `aws configure` prints it
/// ("[None]"), and the mark.
void read_mark(std::string_view line, std::size_t at, Label& label) {
  constexpr std::size_t longest_note = 40;
  label.mark = LabelMark::nothing;
  label.value = at;
  at = skip_all(line, at, " \t\"'`*");
  if (at < line.size() && (line[at] == '[' || line[at] == '(')) {
    const std::size_t close = line.find(line[at] == '[' ? ']' : ')', at);
    if (close == std::string_view::npos || close - at > longest_note) return;
    at = skip_all(line, close + 1, " \t\"'`*");
  }
  if (at == line.size() || (line[at] != '=' && line[at] != ':')) return;
  label.mark = line[at] == '=' || line.substr(at, 2) == ":=" ? LabelMark::equals : LabelMark::colon;
  label.value = skip_all(line, at + 1, "=> \t");
}

}  // namespace

std::vector<Label> labels_in(std::string_view line) {
  std::vector<Label> labels;
  const std::vector<LabelWord> words = label_words(line);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].is_label) continue;
    const std::size_t first = i;
    unsigned sum = words[i].sum;
    // "AWS Access Key ID": the words of one label follow each other; a variable's name is a label by itself.
    while (!words[i].is_variable && i + 1 < words.size() && words[i + 1].is_label &&
           !words[i + 1].is_variable && skip_all(line, words[i].end, " ") == words[i + 1].begin) {
      sum |= words[++i].sum;
    }
    const auto field = field_of(sum);
    if (!field) continue;
    Label label{*field, LabelMark::nothing, words[first].is_variable, words[first].begin, 0};
    read_mark(line, words[i].end, label);
    if (label.mark != LabelMark::nothing || label.is_variable) labels.push_back(label);
  }
  return labels;
}

std::optional<KeyField> field_named(std::string_view name) {
  unsigned sum = 0;
  std::string letters = base::to_lower(base::trim(name));
  letters.erase(
      std::remove_if(letters.begin(), letters.end(), [](char c) { return c == ' ' || joins_label_words(c); }),
      letters.end());
  return add_parts(letters, sum) ? field_of(sum) : std::nullopt;
}

}  // namespace aws
