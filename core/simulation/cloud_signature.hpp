// Signature Version 4 from the side of AWS: a request as it arrived is made canonical anew and its signature
// compared. Written apart from core/aws/sigv4, from AWS's documents, so that one proves the other. Facts:
// "Create a signed AWS API request", "Troubleshoot signed requests" (the messages); reference/aws.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/secret.hpp"
#include "ports/http_client.hpp"
#include "simulation/cloud_url.hpp"

namespace simulation {

/// Who may ask, and for what a signature must have been made.
struct ExpectedSigner {
  std::string access_key_id;
  base::Secret secret_access_key;
  std::string region;
  std::string service;  // the name in the scope
};

enum class SignatureFault : std::uint8_t {
  missing,     // no signature at all
  incomplete,  // it cannot be read
  unknown_key,
  mismatch,  // the secret, the scope or the clock is wrong, or the request was changed: the message tells
};

struct SignatureRefusal {
  SignatureFault fault;
  std::string message;  // AWS's own words
};

/// A request with an Authorization header; nothing when it is good.
std::optional<SignatureRefusal> refuse_signature(const ports::HttpRequest& request, const CloudUrl& url,
                                                 const ExpectedSigner& signer, base::SystemTime now);
/// A presigned URL without a body, as AWS IoT's MQTT gateway wants it: signed are the host, without port, and
/// the query but for signature and session token.
std::optional<SignatureRefusal> refuse_presigned(const CloudUrl& url, const ExpectedSigner& signer,
                                                 base::SystemTime now);

}  // namespace simulation
