// Certificate serial numbers of 16 octets as secure elements rebuild them from a compressed certificate
// (source 0xA), and random ones of the same form: the top bits are 01, so that the number is positive and its
// length never varies.
#pragma once

#include <array>

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "crypto/p256.hpp"

namespace crypto {

/// A compressed certificate's dates: year-2000, month, day, hour and years until expiry, 5+4+5+5+5 bits.
using CompressedDates = std::array<std::byte, 3>;

/// Minutes and seconds are dropped; 0 years means no expiry. crypto.bad_time outside of years 2000 .. 2031 or
/// for more than 31 years.
CompressedDates compressed_dates(base::SystemTime not_before, unsigned expire_years);
/// SHA-256 of X || Y || dates, cut to 16 octets.
base::Bytes derived_serial_number(const PublicKey& key, const CompressedDates& dates);
base::Bytes random_serial_number(ports::Random& random);

}  // namespace crypto
