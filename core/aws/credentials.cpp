#include "aws/credentials.hpp"

#include <algorithm>

#include "aws/errors.hpp"
#include "base/text.hpp"

namespace aws {

namespace {

constexpr std::string_view id_field = "access_key_id";
constexpr std::string_view secret_field = "secret_access_key";
constexpr std::string_view token_field = "session_token";
constexpr std::size_t id_size = 20;
constexpr std::size_t secret_size = 40;
constexpr std::size_t max_token_size = 16384;

bool is_id_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool is_secret_character(char c) {
  return is_id_character(c) || (c >= 'a' && c <= 'z') || c == '+' || c == '/' || c == '=';
}
bool is_token_character(char c) {
  return is_secret_character(c) || c == '-' || c == '_' || c == '.' || c == '%';
}

template <class Predicate>
bool all(std::string_view text, Predicate predicate) {
  return std::all_of(text.begin(), text.end(), predicate);
}

bool has_prefix_of_keys(std::string_view id) {
  return id.substr(0, 4) == "AKIA" || id.substr(0, 4) == "ASIA";
}
bool looks_like_id(std::string_view text) {
  return text.size() == id_size && has_prefix_of_keys(text) && all(text, is_id_character);
}
bool looks_like_secret(std::string_view text) {
  return text.size() == secret_size && all(text, is_secret_character);
}

base::Error missing(std::string_view field) {
  return base::Error(credentials_missing).with("field", field);
}
base::Error malformed(std::string_view field, std::string_view reason) {
  return base::Error(credentials_malformed).with("field", field).with("reason", reason);
}

template <class Predicate>
void check_characters(std::string_view text, std::string_view field, Predicate predicate) {
  if (all(text, predicate)) return;
  const bool space =
      std::any_of(text.begin(), text.end(), [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
  throw malformed(field, space ? "space" : "characters");
}

void check_size(std::string_view text, std::string_view field, std::size_t size) {
  if (text.size() != size)
    throw malformed(field, text.size() < size ? "too_short" : "too_long").with("wanted", size);
}

void check_id(std::string_view id) {
  check_characters(id, id_field, is_id_character);
  if (!has_prefix_of_keys(id)) {
    // The other unique identifiers of IAM: users, roles, groups, instance profiles, policies, …
    if (id.size() > 4 && id[0] == 'A' &&
        (id.substr(2, 2) == "DA" || id.substr(2, 2) == "OA" || id.substr(2, 2) == "PA" ||
         id.substr(2, 2) == "CA"))
      throw base::Error(credentials_not_a_key).with("prefix", id.substr(0, 4));
    throw malformed(id_field, "prefix");
  }
  check_size(id, id_field, id_size);
}

}  // namespace

std::string Credentials::masked() const {
  return access_key_id.size() > 4 ? access_key_id.substr(access_key_id.size() - 4) : access_key_id;
}

Credentials typed_credentials(std::string_view access_key_id, const base::Secret& secret_access_key,
                              const base::Secret& session_token) {
  const std::string_view id = base::trim(access_key_id);
  const std::string_view secret = base::trim(secret_access_key.reveal());
  const std::string_view token = base::trim(session_token.reveal());
  if (looks_like_secret(id) && looks_like_id(secret)) throw base::Error(credentials_swapped);
  if (id.empty()) throw missing(id_field);
  check_id(id);
  if (secret.empty()) throw missing(secret_field);
  check_characters(secret, secret_field, is_secret_character);
  check_size(secret, secret_field, secret_size);
  if (token.empty() && id.substr(0, 4) == "ASIA") throw missing(token_field);
  check_characters(token, token_field, is_token_character);
  if (token.size() > max_token_size) throw malformed(token_field, "too_long");
  Credentials credentials;
  credentials.access_key_id = id;
  credentials.secret_access_key = base::Secret(secret);
  credentials.session_token = base::Secret(token);
  return credentials;
}

std::string_view name(CredentialForm form) {
  switch (form) {
    case CredentialForm::environment_bash:
      return "environment_bash";
    case CredentialForm::environment_powershell:
      return "environment_powershell";
    case CredentialForm::environment_cmd:
      return "environment_cmd";
    case CredentialForm::ini_profile:
      return "ini_profile";
    case CredentialForm::console_csv:
      return "console_csv";
    case CredentialForm::json:
      return "json";
    case CredentialForm::bare_lines:
      return "bare_lines";
  }
  return "";
}

std::string_view name(CredentialWarning warning) {
  switch (warning) {
    case CredentialWarning::several_profiles:
      return "several_profiles";
    case CredentialWarning::several_keys:
      return "several_keys";
    case CredentialWarning::token_dropped:
      return "token_dropped";
    case CredentialWarning::region_not_supported:
      return "region_not_supported";
  }
  return "";
}

}  // namespace aws
