// Fuzzes the parsers of certificates, certificate requests and their parts: what they accept must encode to
// the same DER.
#include "check.hpp"
#include "crypto/extensions.hpp"
#include "crypto/x509.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::ByteView input = fuzz::view(data, size);
  fuzz::parse_or_error([&] {
    const auto certificate = crypto::Certificate::from_der(input);
    fuzz::require(base::equal(certificate.der(), input), "a certificate keeps its bytes");
  });
  fuzz::parse_or_error([&] {
    const auto request = crypto::CertificateRequest::from_der(input);
    fuzz::require(base::equal(request.der(), input), "a request keeps its bytes");
  });
  fuzz::parse_or_error([&] {
    const auto signature = crypto::Signature::from_der(input);
    fuzz::require(base::equal(signature.to_der(), input), "there is one DER of a signature");
  });
  fuzz::parse_or_error([&] { crypto::Extensions::from_der(input); });
  fuzz::parse_or_error([&] { crypto::Name::from_der(input); });
  return 0;
}
