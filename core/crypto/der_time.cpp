#include "crypto/der_time.hpp"

#include <string>

#include "base/text.hpp"
#include "crypto/errors.hpp"

namespace crypto {

namespace {

constexpr unsigned first_year = 1950;
constexpr unsigned first_generalized_year = 2050;

/// The number of the two digits at `at`.
unsigned two_digits(std::string_view text, std::size_t at) {
  const auto value = base::parse_decimal(text.substr(at, 2));
  if (!value) throw base::Error(bad_time);
  return static_cast<unsigned>(*value);
}

}  // namespace

base::Bytes der_time(base::SystemTime time) {
  using namespace std::chrono;
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const int year = static_cast<int>(date.year());
  if (year < static_cast<int>(first_year) || year > 9999) throw base::Error(bad_time).with("year", year);
  const hh_mm_ss<seconds> clock(time - day);
  const auto two = [](auto number) { return base::padded(static_cast<std::uint64_t>(number), 2); };
  const std::string rest = two(static_cast<unsigned>(date.month())) + two(static_cast<unsigned>(date.day())) +
                           two(clock.hours().count()) + two(clock.minutes().count()) +
                           two(clock.seconds().count()) + "Z";
  const std::string years = base::padded(static_cast<std::uint64_t>(year), 4);
  const bool generalized = static_cast<unsigned>(year) >= first_generalized_year;
  const std::string text = (generalized ? years : years.substr(2)) + rest;
  return der_element(generalized ? DerTag::generalized_time : DerTag::utc_time, {base::as_bytes(text)});
}

base::SystemTime read_time(DerReader& reader) {
  using namespace std::chrono;
  const bool generalized = reader.next_is(DerTag::generalized_time);
  std::string_view text =
      base::as_text(reader.content(generalized ? DerTag::generalized_time : DerTag::utc_time));
  if (text.size() != (generalized ? 15U : 13U) || text.back() != 'Z') throw base::Error(bad_time);
  unsigned number = two_digits(text, 0);
  if (generalized) {
    number = number * 100 + two_digits(text, 2);
    text.remove_prefix(2);
    // RFC 5280 requires UTCTime before 2050, but Microchip's certificates on MAH4I and Trust&GO parts have
    // GeneralizedTime.
    if (number < first_year) throw base::Error(bad_time);
  } else {
    number += number < 50 ? 2000 : 1900;
  }
  const year_month_day date(year(static_cast<int>(number)), month(two_digits(text, 2)),
                            day(two_digits(text, 4)));
  const hours hour(two_digits(text, 6));
  const minutes minute(two_digits(text, 8));
  const seconds second(two_digits(text, 10));
  if (!date.ok() || hour > hours(23) || minute > minutes(59) || second > seconds(59))
    throw base::Error(bad_time);
  // Add in seconds, because the minutes until the year 9999 overflow a 32-bit long.
  return base::SystemTime(sys_days(date)) + hour + minute + second;
}

}  // namespace crypto
