#include "crypto/serial_number.hpp"

#include "crypto/digest.hpp"
#include "crypto/errors.hpp"

namespace crypto {

namespace {

constexpr std::size_t serial_number_size = 16;

/// Sets the top bits to 01, so that the number is positive and always has the same length in DER.
base::Bytes positive(base::ByteView octets) {
  base::Bytes number = base::to_bytes(octets.first(serial_number_size));
  number[0] = (number[0] & std::byte{0x3F}) | std::byte{0x40};
  return number;
}

}  // namespace

CompressedDates compressed_dates(base::SystemTime not_before, unsigned expire_years) {
  using namespace std::chrono;
  const auto day = floor<days>(not_before);
  const year_month_day date(day);
  const int years = static_cast<int>(date.year()) - 2000;
  if (years < 0 || years > 31 || expire_years > 31) {
    throw base::Error(bad_time)
        .with("year", static_cast<int>(date.year()))
        .with("expire_years", expire_years);
  }
  const auto hour = static_cast<unsigned>(floor<hours>(not_before - day).count());
  const unsigned bits = static_cast<unsigned>(years) << 19 | static_cast<unsigned>(date.month()) << 15 |
                        static_cast<unsigned>(date.day()) << 10 | hour << 5 | expire_years;
  return {static_cast<std::byte>(bits >> 16), static_cast<std::byte>(bits >> 8 & 0xFF),
          static_cast<std::byte>(bits & 0xFF)};
}

base::Bytes derived_serial_number(const PublicKey& key, const CompressedDates& dates) {
  base::Bytes source = base::to_bytes(key.coordinates());
  base::append(source, dates);
  return positive(sha256(source));
}

base::Bytes random_serial_number(ports::Random& random) {
  std::array<std::byte, serial_number_size> octets;
  random.fill(octets);
  return positive(octets);
}

}  // namespace crypto
