// Fuzzes the parsers of text that a user pastes or chooses: access keys, PEM, the files of a certificate
// authority.
#include "aws/credentials.hpp"
#include "check.hpp"
#include "crypto/p256.hpp"
#include "crypto/pem.hpp"
#include "pki/folder.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::ByteView input = fuzz::view(data, size);
  const std::string_view text = base::as_text(input);
  fuzz::parse_or_error([&] {
    const auto found = aws::recognise(base::Secret::taking(std::string(text)));
    fuzz::require(!found.credentials.access_key_id.empty(), "recognised credentials have a key");
  });
  fuzz::parse_or_error([&] { crypto::pem_decode_all(text); });
  fuzz::parse_or_error([&] { crypto::PrivateKey::from_pem(text); });
  for (const char* name : {"root-ca.crt", "root-ca.key", "0123A1B2C3D4E5F6EE/device.crt"}) {
    fuzz::parse_or_error([&] { pki::load({{name, base::Bytes(input.begin(), input.end())}}); });
  }
  return 0;
}
