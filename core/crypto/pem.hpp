// The textual encoding of certificates, requests and keys (RFC 7468): labelled blocks of Base64 with anything
// between them. Does not look into the blocks. Encapsulated headers (RFC 1421, old encrypted keys) are
// refused.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace crypto {

inline constexpr std::string_view certificate_label = "CERTIFICATE";
inline constexpr std::string_view request_label = "CERTIFICATE REQUEST";
inline constexpr std::string_view private_key_label = "PRIVATE KEY";

struct PemBlock {
  std::string label;
  base::Bytes content;
};

/// Lines of 64 characters, each ended by \n, as OpenSSL writes them.
std::string pem_encode(std::string_view label, base::ByteView content);
/// All blocks in their order, line ends of either kind. crypto.bad_pem (label) for a block that is cut short
/// or is no Base64.
std::vector<PemBlock> pem_decode_all(std::string_view text);
/// The first block of that label, or crypto.no_pem_block (label).
base::Bytes pem_decode(std::string_view text, std::string_view label);

}  // namespace crypto
