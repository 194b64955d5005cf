// Signature Version 4 from the side of AWS: makes the canonical form of a request as it arrived and
// compares the signatures. Written from AWS's documents and independently of core/aws/sigv4, so that
// each one tests the other. Facts: "Create a signed AWS API request", "Troubleshoot signed requests"
// (the messages); reference/aws.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/secret.hpp"
#include "ports/http_client.hpp"
#include "simulation/cloud_url.hpp"

namespace simulation {

/// The keys that may sign, and the scope that the signature must name.
struct ExpectedSigner {
  std::string access_key_id;
  base::Secret secret_access_key;
  std::string region;
  std::string service;  // the name in the scope
};

enum class SignatureFault : std::uint8_t {
  missing,     // there is no signature
  incomplete,  // the signature cannot be parsed
  unknown_key,
  mismatch,  // wrong secret, scope or clock, or a changed request; the message says which
};

struct SignatureRefusal {
  SignatureFault fault;
  std::string message;  // AWS's own words
};

/// Checks a request with an Authorization header; nullopt if the signature is valid.
std::optional<SignatureRefusal> refuse_signature(const ports::HttpRequest& request, const CloudUrl& url,
                                                 const ExpectedSigner& signer, base::SystemTime now);
/// Checks a presigned URL of AWS IoT's MQTT gateway. The signature covers the host, without a port, and the
/// query, without signature and session token.
std::optional<SignatureRefusal> refuse_presigned(const CloudUrl& url, const ExpectedSigner& signer,
                                                 base::SystemTime now);

}  // namespace simulation
