// The forms of a paste. Each reader turns text into fields; what the fields hold is checked in one place, by
// typed_credentials().
#include <algorithm>
#include <array>

#include "aws/credentials.hpp"
#include "aws/errors.hpp"
#include "aws/json.hpp"
#include "base/text.hpp"

namespace aws {

namespace {

constexpr std::size_t max_paste = std::size_t{64} << 10;

/// What a reader found, unchecked; empty where it found nothing.
struct Fields {
  base::Secret id;  // may be a secret until it is known not to be
  base::Secret secret;
  base::Secret token;
  std::string region;
  bool any() const { return !id.empty() || !secret.empty() || !token.empty(); }
};

struct Reading {
  CredentialForm form;
  Fields fields;
  std::string profile;
  std::vector<CredentialWarning> warnings;
};

std::string_view without_byte_order_mark(std::string_view text) {
  return text.substr(0, 3) == "\xEF\xBB\xBF" ? text.substr(3) : text;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of("\r\n");
    if (const auto line = base::trim(text.substr(0, end)); !line.empty()) lines.push_back(line);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::string_view unquoted(std::string_view text) {
  text = base::trim(text);
  if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
    return text.substr(1, text.size() - 2);
  return text;
}

/// Puts a value where its name says; false when the name is none of ours. The last of a name counts, as in a
/// shell.
bool assign(Fields& fields, std::string_view key, std::string_view value) {
  const std::string name = base::to_lower(base::trim(key));
  if (name == "aws_access_key_id" || name == "aws_access_key") {
    fields.id = base::Secret(value);
  } else if (name == "aws_secret_access_key" || name == "aws_secret_key") {
    fields.secret = base::Secret(value);
  } else if (name == "aws_session_token" || name == "aws_security_token") {
    fields.token = base::Secret(value);
  } else if (name == "aws_region" || name == "aws_default_region" || name == "region") {
    fields.region = value;
  } else {
    return false;
  }
  return true;
}

struct Assignment {
  CredentialForm form;
  std::string_view key;
  std::string_view value;
};

/// `export K=V`, `K=V` · `$env:K = "V"` · `set K=V`, `setx K V`, `set "K=V"`
std::optional<Assignment> environment_assignment(std::string_view line) {
  CredentialForm form = CredentialForm::environment_bash;
  char separator = '=';
  if (base::starts_with_ignoring_case(line, "$env:")) {
    form = CredentialForm::environment_powershell;
    line.remove_prefix(5);
  } else if (base::starts_with_ignoring_case(line, "setx ")) {
    form = CredentialForm::environment_cmd;
    line = base::trim(line.substr(5));
    separator = ' ';
  } else if (base::starts_with_ignoring_case(line, "set ")) {
    form = CredentialForm::environment_cmd;
    line = unquoted(line.substr(4));
  } else if (line.substr(0, 7) == "export ") {
    line = base::trim(line.substr(7));
  }
  const std::size_t at = line.find(separator);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view value = base::trim(line.substr(at + 1));
  if (form == CredentialForm::environment_cmd && separator == '=')
    return Assignment{form, line.substr(0, at), value};
  return Assignment{form, line.substr(0, at), unquoted(value)};
}

bool is_environment_name(std::string_view key) {
  return base::starts_with_ignoring_case(base::trim(key), "aws_");
}

/// Bash's `K=V` and a profile's `k = v` without a heading differ in nothing but case.
bool is_profile_key(std::string_view key) {
  const std::string_view name = base::trim(key);
  return name == base::to_lower(name);
}

/// A line of a shell may hold several: `export A=… B=…` · `export A=…; export B=…` · `set A=…&& set B=…`.
/// None of the values has a space, `;` or `&` in it.
std::vector<std::string_view> assignments_of(std::string_view line) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  bool assigned = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    assigned = assigned || line[at] == '=';
    const bool next =
        assigned && line[at] == ' ' && base::starts_with_ignoring_case(line.substr(at + 1), "aws_");
    if (!next && line[at] != ';' && line[at] != '&') continue;
    parts.push_back(base::trim(line.substr(start, at - start)));
    start = at + 1;
    assigned = false;
  }
  parts.push_back(base::trim(line.substr(start)));
  return parts;
}

std::optional<Reading> read_environment(const std::vector<std::string_view>& lines) {
  Reading reading{CredentialForm::environment_bash, {}, {}, {}};
  bool found = false;
  std::vector<std::string_view> statements;
  for (const auto line : lines) {
    for (const auto part : assignments_of(line)) statements.push_back(part);
  }
  for (const auto line : statements) {
    const auto assignment = environment_assignment(line);
    if (!assignment || !is_environment_name(assignment->key)) continue;
    const bool is_bare = line.substr(0, assignment->key.size()) == assignment->key;
    if (is_bare && is_profile_key(assignment->key)) return std::nullopt;
    if (!assign(reading.fields, assignment->key, assignment->value)) continue;
    if (!found) reading.form = assignment->form;
    found = true;
  }
  return found ? std::optional(std::move(reading)) : std::nullopt;
}

struct Profile {
  std::string name;
  Fields fields;
};

std::vector<Profile> profiles_of(const std::vector<std::string_view>& lines) {
  std::vector<Profile> profiles;
  for (const auto line : lines) {
    if (line.front() == '#' || line.front() == ';') continue;
    if (line.front() == '[' && line.back() == ']') {
      std::string_view heading = base::trim(line.substr(1, line.size() - 2));
      if (heading.substr(0, 8) == "profile ") heading = base::trim(heading.substr(8));
      profiles.push_back(Profile{std::string(heading), {}});
      continue;
    }
    const std::size_t at = line.find('=');
    if (at == std::string_view::npos) continue;
    if (profiles.empty()) profiles.emplace_back();
    assign(profiles.back().fields, line.substr(0, at), unquoted(line.substr(at + 1)));
  }
  return profiles;
}

std::optional<Reading> read_profiles(const std::vector<std::string_view>& lines) {
  std::vector<Profile> profiles = profiles_of(lines);
  // A profile may be split over two headings of its name, as the files `credentials` and `config` are.
  const auto has_keys = [](const Profile& profile) { return profile.fields.any(); };
  const auto keyed = std::count_if(profiles.begin(), profiles.end(), has_keys);
  if (keyed == 0) return std::nullopt;
  auto chosen = std::find_if(profiles.begin(), profiles.end(),
                             [&](const Profile& p) { return has_keys(p) && p.name == "default"; });
  if (chosen == profiles.end()) chosen = std::find_if(profiles.begin(), profiles.end(), has_keys);
  Reading reading{CredentialForm::ini_profile, chosen->fields, chosen->name, {}};
  if (reading.fields.region.empty()) {
    for (const Profile& profile : profiles) {
      if (profile.name == chosen->name && !profile.fields.region.empty())
        reading.fields.region = profile.fields.region;
    }
  }
  if (keyed > 1) reading.warnings.push_back(CredentialWarning::several_profiles);
  return reading;
}

/// One line of RFC 4180; a quoted cell may hold commas and doubled quotes.
std::vector<base::Secret> csv_cells(std::string_view line) {
  std::vector<base::Secret> cells;
  std::string cell;
  cell.reserve(line.size());
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"') {
        cell += line[++i];
      } else {
        quoted = !quoted;
      }
    } else if (line[i] == ',' && !quoted) {
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

/// "Access key ID,Secret access key", or the same among "User name,Password,…,Console login link".
std::optional<Reading> read_csv(const std::vector<std::string_view>& lines) {
  if (lines.empty()) return std::nullopt;
  const auto heads = csv_cells(lines[0]);
  const auto column = [&heads](std::string_view title) {
    return std::find_if(heads.begin(), heads.end(), [title](const base::Secret& head) {
      return base::equal_ignoring_case(head.reveal(), title);
    });
  };
  const auto id = column("Access key ID");
  const auto secret = column("Secret access key");
  if (id == heads.end() && secret == heads.end()) return std::nullopt;
  Reading reading{CredentialForm::console_csv, {}, {}, {}};
  if (lines.size() > 1) {
    const auto cells = csv_cells(lines[1]);
    const auto cell = [&](auto place) {
      const auto at = static_cast<std::size_t>(place - heads.begin());
      return place != heads.end() && at < cells.size() ? cells[at] : base::Secret();
    };
    reading.fields.id = cell(id);
    reading.fields.secret = cell(secret);
  }
  if (lines.size() > 2) reading.warnings.push_back(CredentialWarning::several_keys);
  return reading;
}

/// Objects with an access key id, anywhere in the document: {"Credentials": {…}}, {"AccessKey": {…}},
/// {"roleCredentials": {…}}, or the object itself.
void collect_keys(const Json& value, std::vector<Json>& found) {
  if (value.find_ignoring_case("AccessKeyId") || value.find_ignoring_case("SecretAccessKey"))
    found.push_back(value);
  for (const Json& item : value.items()) collect_keys(item, found);
}

std::optional<Reading> read_json(std::string_view text) {
  const auto document = Json::parse(text);
  if (!document) return std::nullopt;
  std::vector<Json> found;
  collect_keys(*document, found);
  if (found.empty()) return std::nullopt;
  const auto secret_member = [&](std::string_view name) {
    const auto member = found.front().find_ignoring_case(name);
    return member ? base::Secret::taking(member->text().value_or("")) : base::Secret();
  };
  Reading reading{CredentialForm::json, {}, {}, {}};
  reading.fields.id = secret_member("AccessKeyId");
  reading.fields.secret = secret_member("SecretAccessKey");
  reading.fields.token = secret_member("SessionToken");
  if (reading.fields.token.empty()) reading.fields.token = secret_member("Token");
  if (const auto region = document->find_ignoring_case("region"))
    reading.fields.region = region->text().value_or("");
  if (found.size() > 1) reading.warnings.push_back(CredentialWarning::several_keys);
  return reading;
}

/// Two or three lines (or words, or cells) that are nothing but the values.
std::optional<Reading> read_bare(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t start = text.find_first_not_of(" \t\r\n,;");
    if (start == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(" \t\r\n,;", start), text.size());
    words.push_back(text.substr(start, end - start));
    text.remove_prefix(end);
    if (words.size() > 4) return std::nullopt;
  }
  Reading reading{CredentialForm::bare_lines, {}, {}, {}};
  if (words.size() > 1 && Region::find(words.back())) {
    reading.fields.region = words.back();
    words.pop_back();
  }
  const auto looks_like_id = [](std::string_view word) {
    return word.substr(0, 4) == "AKIA" || word.substr(0, 4) == "ASIA";
  };
  if (words.empty() || words.size() > 3 || std::none_of(words.begin(), words.end(), looks_like_id))
    return std::nullopt;
  const std::array<base::Secret*, 3> places{&reading.fields.id, &reading.fields.secret,
                                            &reading.fields.token};
  for (std::size_t i = 0; i < words.size(); ++i) *places[i] = base::Secret(unquoted(words[i]));
  return reading;
}

std::optional<Reading> read(std::string_view text) {
  if (!text.empty() && (text.front() == '{' || text.front() == '[')) {
    if (auto reading = read_json(text)) return reading;
  }
  const auto lines = lines_of(text);
  if (auto reading = read_csv(lines)) return reading;
  if (auto reading = read_environment(lines)) return reading;
  if (auto reading = read_profiles(lines)) return reading;
  return read_bare(text);
}

}  // namespace

RecognisedCredentials recognise(const base::Secret& pasted) {
  const std::string_view text = base::trim(without_byte_order_mark(base::trim(pasted.reveal())));
  if (text.size() > max_paste) throw base::Error(credentials_unrecognised).with("reason", "too_long");
  auto reading = read(text);
  if (!reading) throw base::Error(credentials_unrecognised);

  RecognisedCredentials result;
  result.form = reading->form;
  result.profile = std::move(reading->profile);
  result.warnings = std::move(reading->warnings);
  const Fields& fields = reading->fields;
  const bool long_lived = base::trim(fields.id.reveal()).substr(0, 4) == "AKIA";
  if (long_lived && !base::trim(fields.token.reveal()).empty())
    result.warnings.push_back(CredentialWarning::token_dropped);
  try {
    result.credentials =
        typed_credentials(fields.id.reveal(), fields.secret, long_lived ? base::Secret() : fields.token);
  } catch (base::Error& error) {
    throw error.with("form", name(result.form));
  }
  if (!fields.region.empty()) {
    result.region = Region::find(fields.region);
    if (!result.region) result.warnings.push_back(CredentialWarning::region_not_supported);
  }
  return result;
}

}  // namespace aws
