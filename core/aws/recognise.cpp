// Finds keys in pasted text. In JSON, a table and a file of profiles, the layout shows which parts belong
// together; all other text is read line by line (key_sets.hpp). typed_credentials() then checks what was
// found.
#include <algorithm>
#include <array>
#include <utility>

#include "aws/credentials.hpp"
#include "aws/errors.hpp"
#include "aws/json.hpp"
#include "aws/key_labels.hpp"
#include "aws/key_sets.hpp"
#include "aws/key_text.hpp"
#include "base/text.hpp"

namespace aws {

namespace {

constexpr std::size_t max_paste = std::size_t{64} << 10;

struct Reading {
  CredentialForm form = CredentialForm::bare_lines;
  KeySet keys;
  std::string region = {};
  std::string profile = {};
  std::vector<CredentialWarning> warnings = {};
};

/// The first complete set of keys in a table or JSON; if none is complete, the first set.
Reading first_set(CredentialForm form, const std::vector<KeySet>& sets) {
  Reading reading{form, {}};
  if (sets.empty()) return reading;
  const auto whole =
      std::find_if(sets.begin(), sets.end(), [](const KeySet& set) { return set.is_complete(); });
  reading.keys = whole == sets.end() ? sets.front() : *whole;
  const bool has_several = std::any_of(sets.begin(), sets.end(), [&reading](const KeySet& set) {
    return !set.id.empty() && set.id.reveal() != reading.keys.id.reveal();
  });
  if (has_several) reading.warnings.push_back(CredentialWarning::several_keys);
  return reading;
}

/// One line of RFC 4180, with any separator; a quoted cell may hold separators and doubled quotes.
std::vector<base::Secret> cells_of(std::string_view line, char separator) {
  std::vector<base::Secret> cells;
  std::string cell;
  cell.reserve(line.size());
  bool is_quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      if (is_quoted && i + 1 < line.size() && line[i + 1] == '"') {
        cell += line[++i];
      } else {
        is_quoted = !is_quoted;
      }
    } else if (line[i] == separator && !is_quoted) {
      cells.emplace_back(base::trim(cell));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  cells.emplace_back(base::trim(cell));
  base::wipe(cell.data(), cell.size());
  return cells;
}

/// The columns of a table with the headers "Access key ID", "Secret access key" and maybe "Session token".
struct Columns {
  char separator;
  std::size_t id;
  std::size_t secret;
  std::size_t token;  // no_column if the table has no such column
};
constexpr std::size_t no_column = std::string_view::npos;

std::optional<Columns> columns_of(std::string_view line) {
  for (const char separator : {',', ';', '\t'}) {
    const auto heads = cells_of(line, separator);
    const auto column = [&heads](KeyField field) {
      for (std::size_t i = 0; i < heads.size(); ++i) {
        if (field_named(heads[i].reveal()) == field) return i;
      }
      return no_column;
    };
    const Columns columns{separator, column(KeyField::id), column(KeyField::secret), column(KeyField::token)};
    if (columns.id != no_column && columns.secret != no_column) return columns;
  }
  return std::nullopt;
}

/// The CSV file of the AWS console, or cells copied from a spreadsheet: a line of headers, then one set of
/// keys per line.
std::optional<Reading> read_table(std::string_view text) {
  std::optional<Columns> columns;
  std::vector<KeySet> sets;
  for (const std::string_view line : base::split(text, '\n')) {
    if (!columns) {
      columns = columns_of(line);
      continue;
    }
    const auto cells = cells_of(line, columns->separator);
    const auto cell = [&cells](std::size_t column) {
      return column < cells.size() ? bare_key(cells[column].reveal()) : base::Secret();
    };
    KeySet set{cell(columns->id), cell(columns->secret), cell(columns->token)};
    if (set.any()) sets.push_back(std::move(set));
  }
  return columns ? std::optional(first_set(CredentialForm::console_csv, sets)) : std::nullopt;
}

/// Objects with an access key id or a secret, anywhere in the document: {"Credentials": {…}}, {"AccessKey":
/// {…}}, {"roleCredentials": {…}}, or the object itself.
void collect_keys(const Json& value, std::vector<KeySet>& sets, std::string& region) {
  KeySet set;
  bool has_keys = false;
  for (const auto& [name, member] : value.members()) {
    const auto field = field_named(name);
    if (!field || member.is_object() || member.is_array()) continue;
    has_keys = has_keys || *field == KeyField::id || *field == KeyField::secret;
    std::string text = member.text().value_or("");
    if (*field == KeyField::region) {
      region = text;
      continue;
    }
    base::Secret& part = *field == KeyField::id       ? set.id
                         : *field == KeyField::secret ? set.secret
                                                      : set.token;
    part = bare_key(base::Secret::taking(std::move(text)).reveal());
  }
  if (has_keys) sets.push_back(std::move(set));
  for (const Json& item : value.items()) collect_keys(item, sets, region);
}

std::optional<Reading> read_json(std::string_view text) {
  if (text.empty() || (text.front() != '{' && text.front() != '[')) return std::nullopt;
  const auto document = Json::parse(text);
  if (!document) return std::nullopt;
  std::vector<KeySet> sets;
  std::string region;
  collect_keys(*document, sets, region);
  if (sets.empty()) return std::nullopt;
  Reading reading = first_set(CredentialForm::json, sets);
  reading.region = std::move(region);
  return reading;
}

/// A profile of a file `credentials` or `config`, or the text before the first heading.
struct Profile {
  std::string name;
  std::size_t begin;  // of its lines, in the text
  std::size_t end;
  KeysInLines found = {};
  std::optional<base::Error> error = {};
  bool has_keys() const { return found.keys.any() || error; }
};

/// "[default]", "[profile work]"
std::optional<std::string> heading_of(std::string_view line) {
  line = base::trim(line.substr(0, line.find_first_of("#;")));
  if (line.size() < 3 || line.front() != '[' || line.back() != ']') return std::nullopt;
  std::string_view name = base::trim(line.substr(1, line.size() - 2));
  if (name.empty() || name.find_first_of("{[]") != std::string_view::npos) return std::nullopt;
  if (name.substr(0, 8) == "profile ") name = base::trim(name.substr(8));
  return std::string(bare_key(name).reveal());
}

std::vector<Profile> profiles_of(std::string_view text) {
  std::vector<Profile> profiles{{"", 0, text.size()}};
  std::size_t at = 0;
  for (const std::string_view line : base::split(text, '\n')) {
    if (auto name = heading_of(line)) {
      profiles.back().end = at;
      profiles.push_back({std::move(*name), at + line.size(), text.size()});
    }
    at += line.size() + 1;
  }
  for (Profile& profile : profiles) {
    try {
      profile.found = keys_in_lines(text.substr(profile.begin, profile.end - profile.begin));
    } catch (const base::Error& error) {
      profile.error = error;
    }
  }
  return profiles;
}

bool has_other_keys(const Profile& profile, const KeySet& chosen) {
  if (profile.error) return true;
  const KeySet& keys = profile.found.keys;
  return (!keys.id.empty() && keys.id.reveal() != chosen.id.reveal()) ||
         (!keys.secret.empty() && keys.secret.reveal() != chosen.secret.reveal());
}

/// [default], or the first profile that has keys. Text without a heading is one profile without a name.
Reading read_profiles(std::string_view text) {
  const std::vector<Profile> profiles = profiles_of(text);
  auto chosen = std::find_if(profiles.begin(), profiles.end(), [](const Profile& profile) {
    return profile.name == "default" && profile.has_keys();
  });
  if (chosen == profiles.end()) {
    chosen = std::find_if(profiles.begin(), profiles.end(),
                          [](const Profile& profile) { return profile.has_keys(); });
  }
  if (chosen == profiles.end()) throw base::Error(credentials_unrecognised);
  if (chosen->error) throw base::Error(*chosen->error);
  const KeysInLines& found = chosen->found;
  const bool is_headed = chosen != profiles.begin();
  Reading reading{
      is_headed ? CredentialForm::ini_profile : found.form, found.keys, found.region, chosen->name, {}};
  // A profile may be split over two headings of its name, as the files `credentials` and `config` are.
  for (const Profile& profile : profiles) {
    if (reading.region.empty() && profile.name == chosen->name) reading.region = profile.found.region;
  }
  if (std::any_of(profiles.begin(), profiles.end(),
                  [&](const Profile& profile) { return has_other_keys(profile, found.keys); }))
    reading.warnings.push_back(CredentialWarning::several_profiles);
  if (found.has_several) reading.warnings.push_back(CredentialWarning::several_keys);
  return reading;
}

Reading read(std::string_view text) {
  if (auto reading = read_json(text)) return *reading;
  const std::optional<Reading> table = read_table(text);
  if (!table) return read_profiles(text);
  const KeySet& keys = table->keys;
  if (looks_like_key_id(keys.id.reveal()) && looks_like_secret(keys.secret.reveal())) return *table;
  // A line such as "Access key, secret" may also stand above keys that are not in columns.
  try {
    Reading lines = read_profiles(text);
    if (lines.keys.is_complete()) return lines;
  } catch (const base::Error&) {
  }
  return *table;
}

/// In a piece of JSON or of a program: "\/" is a slash, and "\n" a line end in two characters.
base::Secret without_escapes(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view pair = text.substr(i, 2);
    const bool is_escape = pair == "\\/" || pair == "\\n";
    plain += pair == "\\n" ? '\n' : is_escape ? '/' : text[i];
    if (is_escape) ++i;
  }
  return base::Secret::taking(std::move(plain));
}

bool is_long_lived(const KeySet& keys) {
  return keys.id.reveal().substr(0, 4) == "AKIA";
}

RecognisedCredentials checked(Reading reading) {
  RecognisedCredentials result;
  result.form = reading.form;
  result.profile = std::move(reading.profile);
  result.warnings = std::move(reading.warnings);
  KeySet& keys = reading.keys;
  if (is_long_lived(keys) && !keys.token.empty()) {
    keys.token.clear();
    result.warnings.push_back(CredentialWarning::token_dropped);
  }
  try {
    result.credentials = typed_credentials(keys.id.reveal(), keys.secret, keys.token);
  } catch (base::Error& error) {
    // The form keeps the id, which is no secret, and waits for the rest.
    if (error.is(credentials_missing) && looks_like_key_id(keys.id.reveal()))
      error.with("access_key_id", keys.id.reveal());
    throw error.with("form", name(result.form));
  }
  if (!reading.region.empty()) {
    result.region = Region::find(reading.region);
    if (!result.region) {
      result.unsupported_region = std::move(reading.region);
      result.warnings.push_back(CredentialWarning::region_not_supported);
    }
  }
  return result;
}

RecognisedCredentials recognise(const base::Secret& pasted, OddSpace odd_space) {
  const base::Secret plain = without_urls(plain_text(pasted.reveal(), odd_space).reveal());
  const std::string_view text = base::trim(plain.reveal());
  if (text.find('\\') == std::string_view::npos || read_json(text)) return checked(read(text));
  const base::Secret unescaped = without_escapes(text);
  return checked(read(unescaped.reveal()));
}

}  // namespace

RecognisedCredentials recognise(const base::Secret& pasted) {
  if (pasted.size() > max_paste) throw base::Error(credentials_unrecognised).with("reason", "too_long");
  try {
    return recognise(pasted, OddSpace::is_space);
  } catch (const base::Error&) {
    // Usually a no-break space separates words. Within a key, it is an invisible character to be dropped.
    try {
      return recognise(pasted, OddSpace::is_dropped);
    } catch (const base::Error&) {
    }
    throw;
  }
}

}  // namespace aws
