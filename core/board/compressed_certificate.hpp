// Certificates as the secure element keeps them: 72 bytes, the rest of the certificate being known
// (storage.md; Microchip's application note "Compressed Certificate Definition"; the templates are those of
// the vendor's pytrustplatform and cryptoauthlib, compared with its certificates). Parsing checks form only:
// whether the rebuilt certificate's signature holds is for the caller to verify.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "board/secure_element.hpp"
#include "crypto/p256.hpp"
#include "crypto/serial_number.hpp"
#include "crypto/x509.hpp"

namespace board {

/// Where the certificate's serial number comes from; the other values keep it in a slot, which no part here
/// does.
enum class SerialSource : std::uint8_t { public_key_hash = 0xA, device_serial_hash = 0xB };

struct CompressedCertificate {
  static constexpr std::size_t size = 72;

  crypto::Signature signature;
  crypto::CompressedDates dates;
  std::uint16_t signer_id = 0;
  std::uint8_t template_id = 0;  // 0..15
  std::uint8_t chain_id = 0;     // 0..15
  SerialSource serial_source = SerialSource::public_key_hash;

  /// board.bad_compressed_certificate (field).
  static CompressedCertificate parse(base::ByteView bytes);
  base::Bytes build() const;

  /// The whole hour from which it is valid.
  base::SystemTime not_before() const;
  /// So many calendar years later (29 February becomes the 28th), or never: crypto::no_expiry().
  base::SystemTime not_after() const;
  friend bool operator==(const CompressedCertificate&, const CompressedCertificate&) = default;
};

/// Rebuilds the signer's certificate in DER. board.unknown_template (part) for parts whose certificates
/// follow no template that we know.
base::Bytes rebuild_signer_certificate(PartType part, const CompressedCertificate& signer,
                                       const crypto::PublicKey& signer_key);

struct DeviceCertificateSources {
  CompressedCertificate certificate;
  crypto::PublicKey device_key;
  crypto::PublicKey signer_key;
  SerialNumber serial;
  /// 12 hex digits; Trust&GO parts have it in slot 5 and in the certificate.
  std::string eui48{};
};
/// The device's, likewise; board.argument_refused without an EUI-48 where the part has one.
base::Bytes rebuild_device_certificate(PartType part, const DeviceCertificateSources& sources);

}  // namespace board
