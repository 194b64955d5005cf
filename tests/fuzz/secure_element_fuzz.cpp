// Fuzzes the parsers of the secure element's slots: provisioning items, compressed certificates, the padded
// key.
#include "board/compressed_certificate.hpp"
#include "check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::ByteView input = fuzz::view(data, size);
  fuzz::parse_or_error([&] {
    std::size_t total = 0;
    for (const board::ProvisioningItem& item : board::parse_provisioning_items(input))
      total += item.data.size();
    fuzz::require(total <= size, "items do not overlap");
  });
  fuzz::parse_or_error([&] {
    const auto certificate = board::CompressedCertificate::parse(input);
    const base::Bytes built = certificate.build();
    fuzz::require(base::equal(base::ByteView(built).first(71), input.first(71)),
                  "nothing is lost but the reserved byte");
    fuzz::require(certificate.not_before() <= certificate.not_after(), "time goes forward");
  });
  fuzz::parse_or_error([&] { board::parse_padded_public_key(input); });
  fuzz::parse_or_error([&] { board::SerialNumber::from_hex(base::as_text(input)); });
  return 0;
}
