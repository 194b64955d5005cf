// Certificates as the secure element stores them: 72 bytes, from which a template rebuilds the certificate
// (storage.md; Microchip's application note "Compressed Certificate Definition"; templates of the vendor's
// pytrustplatform and cryptoauthlib, compared with its certificates). Checks only the form: the caller must
// verify the signature of a rebuilt certificate.
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

/// The source of the certificate's serial number. Other values mean a slot, which no part here uses.
enum class SerialSource : std::uint8_t { public_key_hash = 0xA, device_serial_hash = 0xB };

struct CompressedCertificate {
  static constexpr std::size_t size = 72;

  crypto::Signature signature;
  crypto::CompressedDates dates;
  std::uint16_t signer_id = 0;
  std::uint8_t template_id = 0;  // 0..15
  std::uint8_t chain_id = 0;     // 0..15
  SerialSource serial_source = SerialSource::public_key_hash;

  /// Throws board.bad_compressed_certificate (field).
  static CompressedCertificate parse(base::ByteView bytes);
  base::Bytes build() const;

  /// The start of validity; a whole hour.
  base::SystemTime not_before() const;
  /// The end of validity: a number of calendar years later (29 February becomes the 28th), or
  /// crypto::no_expiry().
  base::SystemTime not_after() const;
  friend bool operator==(const CompressedCertificate&, const CompressedCertificate&) = default;
};

/// Rebuilds the signer's certificate in DER. Throws board.unknown_template (part) when there is no template
/// for the certificates of this kind of part.
base::Bytes rebuild_signer_certificate(PartType part, const CompressedCertificate& signer,
                                       const crypto::PublicKey& signer_key);

struct DeviceCertificateSources {
  CompressedCertificate certificate;
  crypto::PublicKey device_key;
  crypto::PublicKey signer_key;
  SerialNumber serial;
  /// 12 hex digits. Trust&GO parts have it in slot 5 and in the certificate; empty for other parts.
  std::string eui48{};
};
/// Rebuilds the device's certificate in DER. Throws board.unknown_template (part), and board.argument_refused
/// when the EUI-48 of a Trust&GO part is missing.
base::Bytes rebuild_device_certificate(PartType part, const DeviceCertificateSources& sources);

}  // namespace board
