// A user's keys, and the many forms in which they are pasted. Checks form only: whether AWS knows them is
// asked of STS. Facts: IAM reference "Unique identifiers" (prefixes), AWS CLI user guide (environment
// variables, profiles), answers of `aws sts`, `aws iam create-access-key`, `aws sso get-role-credentials`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/region.hpp"
#include "base/secret.hpp"

namespace aws {

struct Credentials {
  std::string access_key_id;
  base::Secret secret_access_key;
  base::Secret session_token;  // empty for a user's long-lived key

  /// The last four characters of the access key id: all of it that is ever shown.
  std::string masked() const;
  /// Temporary keys, of a role or a session.
  bool temporary() const { return !session_token.empty(); }
};

/// Keys from a form's fields; surrounding space is dropped. aws.credentials_missing, _malformed, _swapped,
/// _not_a_key. The example key of AWS's documents is allowed: AWS refuses it by itself.
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
/// "environment_bash", …
std::string_view name(CredentialForm form);

enum class CredentialWarning : std::uint8_t {
  several_profiles,      // the one named `profile` was taken
  several_keys,          // the CSV file or JSON lists more than one: the first was taken
  token_dropped,         // a long-lived key (AKIA) came with a session token, which AWS would refuse
  region_not_supported,  // a region was named that the boards do not support
};
std::string_view name(CredentialWarning warning);

struct RecognisedCredentials {
  CredentialForm form = CredentialForm::bare_lines;
  Credentials credentials;
  std::optional<Region> region;
  std::string profile;  // of an INI file
  std::vector<CredentialWarning> warnings;
};

/// Reads a paste of at most 64 KiB. aws.credentials_unrecognised when it has no form that we know; else the
/// errors of typed_credentials().
RecognisedCredentials recognise(const base::Secret& pasted);

}  // namespace aws
