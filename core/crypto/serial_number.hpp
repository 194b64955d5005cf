// Certificate serial numbers of 16 octets: derived as secure elements derive them for a compressed
// certificate (serial number source 0xA), or random. The top bits are always 01, so that the number is
// positive and its length never varies.
#pragma once

#include <array>

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "crypto/p256.hpp"

namespace crypto {

/// A compressed certificate's dates: year-2000, month, day, hour and years until expiry, 5+4+5+5+5 bits.
using CompressedDates = std::array<std::byte, 3>;

/// Drops minutes and seconds. `expire_years` is 0 for no expiry. Throws crypto.bad_time outside of the years
/// 2000 to 2031, or for more than 31 years until expiry.
CompressedDates compressed_dates(base::SystemTime not_before, unsigned expire_years);
/// The first 16 octets of SHA-256 of X || Y || dates.
base::Bytes derived_serial_number(const PublicKey& key, const CompressedDates& dates);
base::Bytes random_serial_number(ports::Random& random);

}  // namespace crypto
