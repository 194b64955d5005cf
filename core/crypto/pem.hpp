// The textual encoding of certificates, requests and keys (RFC 7468): labelled blocks of Base64 with any text
// between them. Does not look into the blocks. Takes what editors and mail programs make of such files: a
// byte order mark, line ends of any kind, blanks around a line, empty lines. Headers within a block (RFC
// 1421) are crypto.bad_pem, except that a private key whose headers say that it is encrypted is
// crypto.encrypted_key.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace crypto {

inline constexpr std::string_view certificate_label = "CERTIFICATE";
inline constexpr std::string_view request_label = "CERTIFICATE REQUEST";
inline constexpr std::string_view private_key_label = "PRIVATE KEY";  // PKCS#8

struct PemBlock {
  std::string label;
  base::Bytes content;
};

/// Lines of 64 characters, each ended by \n, as OpenSSL writes them.
std::string pem_encode(std::string_view label, base::ByteView content);
/// All blocks in their order. Throws crypto.bad_pem (label) for a block that is incomplete or not Base64,
/// crypto.encrypted_key.
std::vector<PemBlock> pem_decode_all(std::string_view text);
/// The first block with this label; errors as above, of this block only, and crypto.no_pem_block (label).
base::Bytes pem_decode(std::string_view text, std::string_view label);
/// The labels of all blocks in their order, as views into the text. Does not look at the blocks' content.
std::vector<std::string_view> pem_labels(std::string_view text);

}  // namespace crypto
