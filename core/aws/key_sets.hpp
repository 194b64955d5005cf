// The keys in lines without sections or columns: which id, secret and session token belong together. A value
// counts for the field that its label names; without a label, its shape decides the field. Never pairs an id
// with a secret that may be another key's: if that cannot be told, it is aws.credentials_ambiguous.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/credentials.hpp"
#include "base/secret.hpp"

namespace aws {

/// One set of keys, unchecked; what was not found is empty.
struct KeySet {
  base::Secret id;  // may be a secret until it is known not to be
  base::Secret secret;
  base::Secret token;
  bool any() const { return !id.empty() || !secret.empty() || !token.empty(); }
  bool is_complete() const;
};

struct KeysInLines {
  KeySet keys;
  bool has_several = false;  // other ids stand in the lines, too
  std::string region;        // as it stands there
  CredentialForm form = CredentialForm::bare_lines;
};

/// `text`: plain_text(). If shell lines set the same variables more than once, the last set counts, as in a
/// shell.
KeysInLines keys_in_lines(std::string_view text);

}  // namespace aws
