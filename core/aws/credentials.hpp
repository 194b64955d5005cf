// A user's keys, and the many forms in which they are pasted. Checks only their form; sts.hpp asks AWS
// whether they are valid. Facts: IAM reference "Unique identifiers" (prefixes), AWS CLI user guide
// (environment variables, profiles), answers of `aws sts`, `aws iam create-access-key`, `aws sso
// get-role-credentials`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/region.hpp"
#include "base/enum_names.hpp"
#include "base/secret.hpp"

namespace aws {

struct Credentials {
  std::string access_key_id;
  base::Secret secret_access_key;
  base::Secret session_token;  // empty for a user's long-lived key

  /// The last four characters of the access key id, the only part of it that is ever shown.
  std::string masked() const;
  /// Temporary keys, of a role or a session.
  bool temporary() const { return !session_token.empty(); }
};

/// Keys from a form's fields. Invisible characters are dropped, and so are space, quotes and commas around a
/// key. Throws aws.credentials_missing, _malformed, _swapped, _not_a_key. Accepts the example key of AWS's
/// documents, because AWS refuses it anyway.
Credentials typed_credentials(std::string_view access_key_id, const base::Secret& secret_access_key,
                              const base::Secret& session_token);

enum class CredentialForm : std::uint8_t {
  environment_bash,
  environment_powershell,
  environment_cmd,
  ini_profile,
  console_csv,
  json,
  bare_lines,
};
constexpr auto names_of(CredentialForm) {
  return base::enum_names<CredentialForm>("CredentialForm",
                                          {{CredentialForm::environment_bash, "environment_bash"},
                                           {CredentialForm::environment_powershell, "environment_powershell"},
                                           {CredentialForm::environment_cmd, "environment_cmd"},
                                           {CredentialForm::ini_profile, "ini_profile"},
                                           {CredentialForm::console_csv, "console_csv"},
                                           {CredentialForm::json, "json"},
                                           {CredentialForm::bare_lines, "bare_lines"}});
}
constexpr std::string_view name(CredentialForm value) {
  return base::name_of(value);
}

enum class CredentialWarning : std::uint8_t {
  several_profiles,  // other profiles have keys, too; the one named `profile` was used
  several_keys,   // the text contains other ids, too: the first set of a table or JSON was used, or the last
                  // one of shell lines
  token_dropped,  // a long-lived key (AKIA) came with a session token, which AWS would refuse
  region_not_supported,  // `unsupported_region` was named: the user has to choose
};
constexpr auto names_of(CredentialWarning) {
  return base::enum_names<CredentialWarning>(
      "CredentialWarning", {{CredentialWarning::several_profiles, "several_profiles"},
                            {CredentialWarning::several_keys, "several_keys"},
                            {CredentialWarning::token_dropped, "token_dropped"},
                            {CredentialWarning::region_not_supported, "region_not_supported"}});
}
constexpr std::string_view name(CredentialWarning value) {
  return base::name_of(value);
}

struct RecognisedCredentials {
  CredentialForm form = CredentialForm::bare_lines;
  Credentials credentials;
  std::optional<Region> region;    // the one named, if the boards support it
  std::string unsupported_region;  // the one named, if they do not
  std::string profile;             // of a file of profiles
  std::vector<CredentialWarning> warnings;
};

/// Finds the keys in a paste of at most 64 KiB: one access key id, one secret and, for temporary keys, one
/// session token, whatever surrounds them. Throws aws.credentials_unrecognised for a text without keys;
/// throws aws.credentials_ambiguous if there are several and it cannot be told which belong together or which
/// are meant; else the errors of typed_credentials(). credentials_missing carries `access_key_id` if only the
/// rest is missing.
RecognisedCredentials recognise(const base::Secret& pasted);

}  // namespace aws
