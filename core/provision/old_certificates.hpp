// Certificates of earlier provisionings of a board: which of them the account still holds, and their removal.
// Knows of a certificate only what AWS shows. Whether the board still uses it is the caller's to find out.
#pragma once

#include <string>
#include <vector>

#include "aws/client.hpp"
#include "aws/iot.hpp"
#include "base/log.hpp"
#include "crypto/x509.hpp"

namespace provision {

/// Those of `ids` that the account holds and that carry this key. Ignores ids of the wrong form.
base::task<std::vector<aws::CertificateDescription>> certificates_with_key(aws::Client& client,
                                                                           std::vector<std::string> ids,
                                                                           crypto::PublicKey key);

struct Removal {
  std::vector<std::string> removed;
  /// provision.old_certificate_left for each certificate that AWS refused to remove.
  std::vector<base::Error> warnings;
};

/// Removes these certificates from the account: makes each inactive, detaches its policies and the thing, and
/// deletes it. Leaves a certificate alone that the account does not hold, or that does not carry this key. A
/// certificate whose removal fails stays on the thing, or goes back there, so that every later survey finds
/// it. A refusal by AWS is a warning, because the board works without the removal.
base::task<Removal> remove_certificates(aws::Client& client, std::vector<std::string> ids,
                                        crypto::PublicKey key, std::string thing_name, base::Log& log);

/// The same for a board that has not been read and uses the certificate `current`, as far as this browser
/// knows. Only an inactive certificate is surely not the one that the board uses: an active one that carries
/// the key of `current` stays, with a warning.
base::task<Removal> remove_inactive_certificates(aws::Client& client, std::vector<std::string> ids,
                                                 std::string current, std::string thing_name, base::Log& log);

}  // namespace provision
