#include "aws/credentials.hpp"

#include <algorithm>

#include "aws/errors.hpp"
#include "aws/key_text.hpp"

namespace aws {

namespace {

constexpr std::string_view id_field = "access_key_id";
constexpr std::string_view secret_field = "secret_access_key";
constexpr std::string_view token_field = "session_token";
constexpr std::size_t max_token_size = 16384;

base::Error missing_field(std::string_view field) {
  return base::Error(credentials_missing).with("field", field);
}
base::Error malformed_field(std::string_view field, std::string_view reason) {
  return base::Error(credentials_malformed).with("field", field).with("reason", reason);
}

template <class Predicate>
void check_characters(std::string_view text, std::string_view field, Predicate predicate) {
  const auto odd = std::find_if_not(text.begin(), text.end(), predicate);
  if (odd == text.end()) return;
  if (std::any_of(text.begin(), text.end(), [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }))
    throw malformed_field(field, "space");
  const std::string_view rest = text.substr(static_cast<std::size_t>(odd - text.begin()));
  throw malformed_field(field, "characters").with("character", character_name(rest));
}

void check_size(std::string_view text, std::string_view field, std::size_t size) {
  if (text.size() != size)
    throw malformed_field(field, text.size() < size ? "too_short" : "too_long").with("wanted", size);
}

void check_id(std::string_view id) {
  check_characters(id, id_field, is_key_id_character);
  if (id.substr(0, 4) != "AKIA" && id.substr(0, 4) != "ASIA") {
    // The other unique identifiers of IAM: users, roles, groups, instance profiles, policies, …
    if (id.size() > 4 && id[0] == 'A' &&
        (id.substr(2, 2) == "DA" || id.substr(2, 2) == "OA" || id.substr(2, 2) == "PA" ||
         id.substr(2, 2) == "CA"))
      throw base::Error(credentials_not_a_key).with("prefix", id.substr(0, 4));
    throw malformed_field(id_field, "prefix");
  }
  check_size(id, id_field, key_id_size);
}

}  // namespace

std::string Credentials::masked() const {
  return access_key_id.size() > 4 ? access_key_id.substr(access_key_id.size() - 4) : access_key_id;
}

Credentials typed_credentials(std::string_view access_key_id, const base::Secret& secret_access_key,
                              const base::Secret& session_token) {
  const base::Secret id_text = bare_key(access_key_id);  // may be a secret in the wrong field
  const base::Secret secret_text = bare_key(secret_access_key.reveal());
  const base::Secret token_text = bare_key(session_token.reveal());
  const std::string_view id = id_text.reveal();
  const std::string_view secret = secret_text.reveal();
  const std::string_view token = token_text.reveal();
  if (looks_like_secret(id) && looks_like_key_id(secret)) throw base::Error(credentials_swapped);
  if (id.empty()) throw missing_field(id_field);
  check_id(id);
  if (secret.empty()) throw missing_field(secret_field);
  check_characters(secret, secret_field, is_secret_character);
  check_size(secret, secret_field, secret_size);
  if (token.empty() && id.substr(0, 4) == "ASIA") throw missing_field(token_field);
  check_characters(token, token_field, [](char c) { return is_token_character(c) || c == '='; });
  if (token.size() > max_token_size) throw malformed_field(token_field, "too_long");
  Credentials credentials;
  credentials.access_key_id = id;
  credentials.secret_access_key = secret_text;
  credentials.session_token = token_text;
  return credentials;
}

}  // namespace aws
