#include "aws/key_sets.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "aws/errors.hpp"
#include "aws/key_labels.hpp"
#include "aws/key_text.hpp"
#include "base/text.hpp"

namespace aws {

namespace {

/// A part of a key as it stands in the text.
struct Claim {
  KeyField field;
  base::Secret value;
  bool is_labelled;
  bool is_variable;       // labelled as in a shell or a profile
  std::size_t paragraph;  // empty lines and comments separate paragraphs
  bool outranks = false;  // AWS_REGION counts more than AWS_DEFAULT_REGION
};

bool is_comment(std::string_view line) {
  return line.front() == '#' || line.front() == ';' || line.substr(0, 2) == "//" ||
         line.substr(0, 2) == "--" || base::starts_with_ignoring_case(line, "rem ");
}

/// "$KEY", "<your key>", "%KEY%": stands for a value.
bool is_placeholder(std::string_view value) {
  return std::string_view("$<%{*").find(value.front()) != std::string_view::npos;
}

/// Reads lines into claims.
class ClaimReader {
 public:
  void read(std::string_view line) {
    line = base::trim(line);
    if (line.empty() || is_comment(line)) ++paragraph_;
    if (line.empty()) return;
    std::vector<std::pair<std::size_t, std::size_t>> taken;
    if (!is_comment(line)) read_labels(line, taken);
    for (const ShapedWord& word : shaped_words(line)) {
      const bool is_taken = std::any_of(taken.begin(), taken.end(), [&word](const auto& span) {
        return word.begin < span.second && word.end > span.first;
      });
      if (!is_taken) add(word.field, line.substr(word.begin, word.end - word.begin), nullptr);
    }
  }

  std::vector<Claim> claims;
  std::optional<CredentialForm> form;  // of the first variable

 private:
  using Spans = std::vector<std::pair<std::size_t, std::size_t>>;

  void read_labels(std::string_view line, Spans& taken) {
    const std::vector<Label> labels = labels_in(line);
    std::size_t statement = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const Label& label = labels[i];
      const std::size_t stop = std::min(line.find_first_of(";&", label.value), line.size());
      const std::size_t end = i + 1 < labels.size() ? std::min(stop, labels[i + 1].begin) : stop;
      const std::size_t before = line.find_last_of(";&", label.begin);
      if (before != std::string_view::npos) statement = std::max(statement, before + 1);
      if (label.value >= end) continue;
      const auto span = value_span(line, label, end);
      if (!span) continue;
      taken.push_back(*span);
      add(label.field, line.substr(span->first, span->second - span->first), &label);
      if (label.field == KeyField::region) {
        const std::string name = base::to_lower(line.substr(label.begin, label.value - label.begin));
        claims.back().outranks = name.find("default") == std::string::npos;
      } else if (label.is_variable && !form) {
        form = form_of(line.substr(statement, label.value - statement), label, line);
      }
      statement = span->second;
    }
  }

  /// Where the value stands: the one word of the label's shape, else all up to `end`, if that may be meant as
  /// a key.
  static std::optional<std::pair<std::size_t, std::size_t>> value_span(std::string_view line,
                                                                       const Label& label, std::size_t end) {
    const std::string_view value = line.substr(label.value, end - label.value);
    std::vector<ShapedWord> words = shaped_words(value);
    words.erase(std::remove_if(words.begin(), words.end(),
                               [&label](const ShapedWord& word) { return word.field != label.field; }),
                words.end());
    if (words.size() == 1) return std::pair(label.value + words[0].begin, label.value + words[0].end);
    const base::Secret key = bare_key(value);
    if (key.empty() || is_placeholder(key.reveal()) || label.mark == LabelMark::nothing) return std::nullopt;
    constexpr std::size_t least_key = 16;
    const bool is_prose = key.size() < least_key || key.reveal().find(' ') != std::string_view::npos;
    if (label.mark == LabelMark::colon && is_prose && label.field != KeyField::region) return std::nullopt;
    return std::pair(label.value, end);
  }

  static CredentialForm form_of(std::string_view statement, const Label& label, std::string_view line) {
    statement = base::trim(statement);
    if (base::starts_with_ignoring_case(statement, "$env:")) return CredentialForm::environment_powershell;
    if (base::starts_with_ignoring_case(statement, "setx ")) return CredentialForm::environment_cmd;
    if (base::starts_with_ignoring_case(statement, "set ") && statement.substr(0, 5) != "set -")
      return CredentialForm::environment_cmd;
    if (label.mark == LabelMark::colon) return CredentialForm::bare_lines;
    // A shell's NAME=VALUE and a profile's name = value without a heading differ only in case.
    const std::string_view name = line.substr(label.begin, label.value - label.begin);
    const bool is_profile = base::to_lower(name) == name && statement.substr(0, 7) != "export ";
    return is_profile ? CredentialForm::ini_profile : CredentialForm::environment_bash;
  }

  void add(KeyField field, std::string_view value, const Label* label) {
    base::Secret key = bare_key(value);
    if (key.empty()) return;
    const bool is_variable = label != nullptr && label->is_variable && label->mark != LabelMark::colon;
    claims.push_back({field, std::move(key), label != nullptr, is_variable, paragraph_});
  }

  std::size_t paragraph_ = 0;
};

template <class Predicate>
void drop_if(std::vector<Claim>& claims, Predicate predicate) {
  claims.erase(std::remove_if(claims.begin(), claims.end(), predicate), claims.end());
}

bool has_claim(const std::vector<Claim>& claims, KeyField field, bool labelled) {
  return std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
    return claim.field == field && (!labelled || claim.is_labelled);
  });
}

std::size_t count_distinct(const std::vector<Claim>& claims, KeyField field) {
  std::vector<std::string_view> values;
  for (const Claim& claim : claims) {
    if (claim.field == field && std::find(values.begin(), values.end(), claim.value.reveal()) == values.end())
      values.push_back(claim.value.reveal());
  }
  return values.size();
}

base::Secret& part_of(KeySet& set, KeyField field) {
  return field == KeyField::id ? set.id : field == KeyField::secret ? set.secret : set.token;
}

bool is_same(const base::Secret& a, const base::Secret& b) {
  return a.reveal() == b.reveal();
}

/// Collects the claims into sets, in order. A second value for a part that the current set already has begins
/// a new set.
std::vector<KeySet> sets_in_order(const std::vector<Claim>& claims) {
  std::vector<KeySet> sets(1);
  for (const Claim& claim : claims) {
    base::Secret& part = part_of(sets.back(), claim.field);
    if (part.empty()) {
      part = claim.value;
    } else if (!is_same(part, claim.value)) {
      sets.emplace_back();
      part_of(sets.back(), claim.field) = claim.value;
    }
  }
  return sets;
}

bool are_complete(const std::vector<KeySet>& sets) {
  return std::all_of(sets.begin(), sets.end(), [](const KeySet& set) { return set.is_complete(); });
}

/// The last of several sets of a shell's variables, if each of the sets is complete.
KeySet last_set(const std::vector<Claim>& claims) {
  std::vector<KeySet> sets;
  for (std::size_t begin = 0; begin < claims.size();) {
    std::size_t end = begin;
    while (end < claims.size() && claims[end].paragraph == claims[begin].paragraph) ++end;
    const auto place = claims.begin();
    const std::vector<Claim> paragraph(place + static_cast<std::ptrdiff_t>(begin),
                                       place + static_cast<std::ptrdiff_t>(end));
    for (KeySet& set : sets_in_order(paragraph)) sets.push_back(std::move(set));
    begin = end;
  }
  const bool is_shell =
      std::all_of(claims.begin(), claims.end(), [](const Claim& claim) { return claim.is_variable; });
  if (!is_shell || !are_complete(sets)) throw base::Error(credentials_ambiguous);
  return sets.back();
}

/// If there are several candidates for a part without a label, drops those that AWS would not have made.
void drop_unlikely(std::vector<Claim>& claims, KeyField field) {
  const auto is_unlikely = [field](const Claim& claim) {
    if (claim.field != field || claim.is_labelled) return false;
    const std::string_view value = claim.value.reveal();
    if (field == KeyField::token) {
      // Each session token begins with the base64 of its kind and of the word "origin" or "aws".
      constexpr std::array<std::string_view, 4> beginnings{"IQoJ", "FwoG", "FQoG", "AQoD"};
      return std::find(beginnings.begin(), beginnings.end(), value.substr(0, 4)) == beginnings.end();
    }
    const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    return std::none_of(value.begin(), value.end(), is_lower) ||
           std::none_of(value.begin(), value.end(), is_upper);
  };
  if (count_distinct(claims, field) < 2) return;
  std::vector<Claim> likely = claims;
  drop_if(likely, is_unlikely);
  if (has_claim(likely, field, false)) claims = std::move(likely);
}

std::string region_of(const std::vector<Claim>& claims) {
  const bool labelled = has_claim(claims, KeyField::region, true);
  if (!labelled && count_distinct(claims, KeyField::region) != 1) return {};
  const Claim* found = nullptr;
  for (const Claim& claim : claims) {
    if (claim.field != KeyField::region || claim.is_labelled != labelled) continue;
    if (found == nullptr || claim.outranks || !found->outranks) found = &claim;
  }
  return std::string(found->value.reveal());
}

/// If the text has only an id and one or two long words, claims these words as secret and token, even if they
/// are damaged.
void add_bare_words(std::string_view text, std::vector<Claim>& claims) {
  constexpr std::string_view gaps = " \t\n,;";
  constexpr std::size_t least_key = 30;
  std::vector<base::Secret> rest;
  for (std::size_t at = 0; (at = text.find_first_not_of(gaps, at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(gaps, at), text.size());
    base::Secret word = bare_key(text.substr(at, end - at));
    at = end;
    const bool is_claimed = std::any_of(claims.begin(), claims.end(), [&word](const Claim& claim) {
      return word.reveal().find(claim.value.reveal()) != std::string_view::npos;
    });
    if (is_claimed) continue;
    if (word.size() < least_key) return;
    rest.push_back(std::move(word));
  }
  std::size_t used = 0;
  for (const KeyField field : {KeyField::secret, KeyField::token}) {
    if (!has_claim(claims, field, false) && used < rest.size())
      claims.push_back({field, rest[used++], false, false, 0});
  }
}

}  // namespace

bool KeySet::is_complete() const {
  const bool is_temporary = id.reveal().substr(0, 4) == "ASIA";
  return !id.empty() && !secret.empty() && (!is_temporary || !token.empty());
}

KeysInLines keys_in_lines(std::string_view text) {
  ClaimReader reader;
  for (const std::string_view line : base::split(text, '\n')) reader.read(line);
  std::vector<Claim>& claims = reader.claims;
  const bool has_ids = has_claim(claims, KeyField::id, false);
  const bool is_unlabelled =
      std::none_of(claims.begin(), claims.end(), [](const Claim& c) { return c.is_labelled; });
  if (has_ids && is_unlabelled) add_bare_words(text, claims);

  KeysInLines found;
  found.form = reader.form.value_or(CredentialForm::bare_lines);
  found.region = region_of(claims);
  found.has_several = count_distinct(claims, KeyField::id) > 1;
  drop_if(claims, [](const Claim& claim) { return claim.field == KeyField::region; });
  for (const KeyField field : {KeyField::id, KeyField::secret, KeyField::token}) {
    if (has_claim(claims, field, true)) {
      drop_if(claims, [field](const Claim& claim) { return claim.field == field && !claim.is_labelled; });
    } else {
      drop_unlikely(claims, field);
    }
  }
  const bool is_temporary = std::any_of(claims.begin(), claims.end(), [](const Claim& claim) {
    return claim.field == KeyField::id && claim.value.reveal().substr(0, 4) == "ASIA";
  });
  // A long-lived key has no session token, so long words beside it are not tokens.
  if (!is_temporary && count_distinct(claims, KeyField::token) > 1 &&
      !has_claim(claims, KeyField::token, true))
    drop_if(claims, [](const Claim& claim) { return claim.field == KeyField::token; });
  const std::size_t ids = count_distinct(claims, KeyField::id);
  const std::size_t secrets = count_distinct(claims, KeyField::secret);
  if (ids <= 1 && secrets <= 1) {
    for (const Claim& claim : claims) {
      base::Secret& part = part_of(found.keys, claim.field);
      const bool is_another = !part.empty() && !is_same(part, claim.value);
      if (is_another && !claim.is_variable) throw base::Error(credentials_ambiguous);
      part = claim.value;  // the last counts, as in a shell
    }
  } else if (ids == 0) {
    // If there is no id, a word that only has a secret's length is not a key.
    if (has_claim(claims, KeyField::secret, true)) throw base::Error(credentials_ambiguous);
  } else if (ids != secrets) {
    throw base::Error(credentials_ambiguous);
  } else {
    found.keys = last_set(claims);
  }
  return found;
}

}  // namespace aws
