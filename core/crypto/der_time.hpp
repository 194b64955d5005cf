// Private to this layer: the two time types of certificates (RFC 5280, 4.1.2.5). Writes UTCTime up to 2049
// and GeneralizedTime from 2050, always with seconds and Z. Reads both, and a GeneralizedTime of any year.
#pragma once

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "crypto/der.hpp"

namespace crypto {

/// Throws crypto.bad_time outside of years 1950 .. 9999.
base::Bytes der_time(base::SystemTime time);
/// Throws crypto.bad_der, crypto.bad_time; the same years.
base::SystemTime read_time(DerReader& reader);

}  // namespace crypto
