#include "board/root_store.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "board/errors.hpp"
#include "crypto/der.hpp"
#include "crypto/name.hpp"

namespace board {

namespace {

using crypto::DerTag;

constexpr std::array<std::uint8_t, 16> root_store_pattern{0x11, 0xF1, 0x12, 0xF2, 0x13, 0xF3, 0x14, 0xF4,
                                                          0x15, 0xF5, 0x16, 0xF6, 0x17, 0xF7, 0x18, 0xF8};
constexpr std::size_t alignment = 4;
constexpr std::uint32_t rsa_type = 1;
constexpr std::uint32_t ec_type = 2;
constexpr std::size_t min_entry = 44;

base::ByteView root_store_start() {
  return std::as_bytes(std::span(root_store_pattern));
}

[[noreturn]] void reject_store(std::size_t at) {
  throw base::Error(bad_root_store).with("at", at);
}

[[noreturn]] void reject_certificate(std::string_view field) {
  throw base::Error(bad_root_certificate).with("field", field);
}

std::optional<base::SystemTime> time_of(unsigned year, unsigned month, unsigned day, unsigned hour,
                                        unsigned minute, unsigned second) {
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return base::SystemTime(std::chrono::sys_days(date)) + std::chrono::hours(hour) +
         std::chrono::minutes(minute) + std::chrono::seconds(second);
}

void write_time(base::ByteWriter& out, base::SystemTime time) {
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(midnight);
  const auto seconds = (time - midnight).count();
  out.u16_le(static_cast<std::uint16_t>(static_cast<int>(date.year())));
  out.u8(static_cast<std::uint8_t>(static_cast<unsigned>(date.month())));
  out.u8(static_cast<std::uint8_t>(static_cast<unsigned>(date.day())));
  out.u8(static_cast<std::uint8_t>(seconds / 3600)).u8(static_cast<std::uint8_t>(seconds / 60 % 60));
  out.u8(static_cast<std::uint8_t>(seconds % 60)).u8(0);
}

base::SystemTime read_time(base::ByteReader& reader) {
  const std::size_t at = reader.position();
  const unsigned year = reader.u16_le();
  const unsigned month = reader.u8();
  const unsigned day = reader.u8();
  const unsigned hour = reader.u8();
  const unsigned minute = reader.u8();
  const unsigned second = reader.u8();
  const auto time = time_of(year, month, day, hour, minute, second);
  if (!time || reader.u8() != 0) reject_store(at);
  return *time;
}

RootEntry read_entry(base::ByteReader& reader) {
  RootEntry entry;
  const base::ByteView hash = reader.take(entry.subject_hash.size());
  std::copy(hash.begin(), hash.end(), entry.subject_hash.begin());
  entry.issued = read_time(reader);
  entry.expires = read_time(reader);
  const std::size_t at = reader.position();
  const std::uint32_t type = reader.u32_le();
  const std::uint16_t first = reader.u16_le();
  const std::uint16_t second = reader.u16_le();
  if (second == 0 || first == 0) reject_store(at);
  if (type == rsa_type) {
    RsaRootKey key;
    key.modulus = base::to_bytes(reader.take(first));
    key.exponent = base::to_bytes(reader.take(second));
    entry.key = std::move(key);
  } else if (type == ec_type) {
    EcRootKey key{first, base::to_bytes(reader.take(second)), {}};
    key.y = base::to_bytes(reader.take(second));
    entry.key = std::move(key);
  } else {
    reject_store(at);
  }
  return entry;
}

std::uint16_t size_of(const base::Bytes& number) {
  return static_cast<std::uint16_t>(number.size());
}

void write_key(base::ByteWriter& out, const RsaRootKey& key) {
  out.u32_le(rsa_type).u16_le(size_of(key.modulus)).u16_le(size_of(key.exponent));
  out.bytes(key.modulus).bytes(key.exponent);
}

void write_key(base::ByteWriter& out, const EcRootKey& key) {
  out.u32_le(ec_type).u16_le(key.curve).u16_le(size_of(key.x)).bytes(key.x).bytes(key.y);
}

std::size_t padding(std::size_t size) {
  return (alignment - size % alignment) % alignment;
}

}  // namespace

std::optional<RootStore> RootStore::parse(base::ByteView bytes) {
  base::ByteReader reader(bytes.first(std::min(bytes.size(), max_size)));
  try {
    const base::ByteView start = reader.take(root_store_pattern.size());
    if (std::all_of(start.begin(), start.end(), [](std::byte b) { return b == erased_byte; }))
      return std::nullopt;
    if (!base::equal(start, root_store_start())) reject_store(0);
    const std::uint32_t count = reader.u32_le();
    if (count > max_size / min_entry) reject_store(root_store_pattern.size());
    RootStore store;
    for (std::uint32_t i = 0; i < count; ++i) {
      store.add(read_entry(reader));
      for (std::size_t left = padding(reader.position()); left > 0; --left)
        if (reader.u8() != 0xFF) reject_store(reader.position() - 1);
    }
    return store;
  } catch (const base::Error& error) {
    if (!error.is(base::truncated)) throw;
    reject_store(reader.position());
  }
}

base::Bytes RootStore::build() const {
  base::ByteWriter out;
  out.bytes(root_store_start()).u32_le(static_cast<std::uint32_t>(entries_.size()));
  for (const RootEntry& entry : entries_) {
    out.bytes(entry.subject_hash);
    write_time(out, entry.issued);
    write_time(out, entry.expires);
    std::visit([&out](const auto& key) { write_key(out, key); }, entry.key);
    out.fill(padding(out.size()), erased_byte);
  }
  if (out.size() > max_size)
    throw base::Error(root_store_full).with("size", out.size()).with("limit", max_size);
  return std::move(out).take();
}

RootStore& RootStore::add(RootEntry entry) {
  entries_.push_back(std::move(entry));
  return *this;
}

bool RootStore::contains(const RootEntry& entry) const {
  return std::find(entries_.begin(), entries_.end(), entry) != entries_.end();
}

namespace {

// Contents of object identifiers.
constexpr std::string_view rsa_encryption{"\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01", 9};  // RFC 8017
constexpr std::string_view ec_public_key{"\x2A\x86\x48\xCE\x3D\x02\x01", 7};           // RFC 5480
struct Curve {
  std::string_view oid;
  std::uint16_t number;
  std::size_t coordinate;
};
constexpr std::array<Curve, 2> curves{Curve{{"\x2A\x86\x48\xCE\x3D\x03\x01\x07", 8}, 23, 32},
                                      Curve{{"\x2B\x81\x04\x00\x22", 5}, 24, 48}};

unsigned digits(std::string_view text) {
  const auto value = base::parse_decimal(text);
  if (!value) reject_certificate("validity");
  return static_cast<unsigned>(*value);
}

/// UTCTime or GeneralizedTime, to the second, in UTC (RFC 5280, 4.1.2.5).
base::SystemTime certificate_time(crypto::DerReader& validity) {
  const bool utc = validity.next_is(DerTag::utc_time);
  std::string_view text = base::as_text(validity.content(utc ? DerTag::utc_time : DerTag::generalized_time));
  const std::size_t year_digits = utc ? 2 : 4;
  if (text.size() != year_digits + 11 || text.back() != 'Z') reject_certificate("validity");
  unsigned year = digits(text.substr(0, year_digits));
  if (utc) year += year < 50 ? 2000 : 1900;
  text.remove_prefix(year_digits);
  std::array<unsigned, 5> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i] = digits(text.substr(2 * i, 2));
  const auto time = time_of(year, parts[0], parts[1], parts[2], parts[3], parts[4]);
  if (!time) reject_certificate("validity");
  return *time;
}

/// Hashes the attribute values of a Name element.
crypto::Sha1Digest hash_of_values(base::ByteView name) {
  std::string values;
  for (const crypto::NameAttribute& attribute : crypto::Name::from_der(name).attributes()) {
    // Strings of wide characters would need conversion. No root in use has them.
    if (attribute.encoding == DerTag::bmp_string || attribute.encoding == DerTag::t61_string)
      reject_certificate("subject");
    values += attribute.value;
  }
  return crypto::sha1(base::as_bytes(values));
}

std::variant<RsaRootKey, EcRootKey> root_key(crypto::DerReader info) {
  crypto::DerReader algorithm = info.enter(DerTag::sequence);
  const std::string_view oid = base::as_text(algorithm.content(DerTag::object_identifier));
  const base::ByteView bits = info.bit_string();
  if (oid == rsa_encryption) {
    crypto::DerReader numbers = crypto::DerReader(bits).enter(DerTag::sequence);
    RsaRootKey key;
    key.modulus = base::to_bytes(numbers.unsigned_integer());
    key.exponent = base::to_bytes(numbers.unsigned_integer());
    return key;
  }
  if (oid != ec_public_key) reject_certificate("public key");
  const std::string_view curve_oid = base::as_text(algorithm.content(DerTag::object_identifier));
  for (const Curve& curve : curves) {
    if (curve.oid != curve_oid) continue;
    if (bits.size() != 1 + 2 * curve.coordinate || bits[0] != std::byte{4}) reject_certificate("public key");
    return EcRootKey{curve.number, base::to_bytes(bits.subspan(1, curve.coordinate)),
                     base::to_bytes(bits.last(curve.coordinate))};
  }
  reject_certificate("curve");
}

}  // namespace

RootEntry RootEntry::of_certificate(base::ByteView der) {
  crypto::DerReader tbs = crypto::DerReader(der).enter(DerTag::sequence).enter(DerTag::sequence);
  if (tbs.next_is(crypto::constructed_context_tag(0))) tbs.next();  // version
  tbs.element(DerTag::integer);                                     // serial number
  tbs.element(DerTag::sequence);                                    // signature algorithm
  tbs.element(DerTag::sequence);                                    // issuer
  RootEntry entry;
  crypto::DerReader validity = tbs.enter(DerTag::sequence);
  entry.issued = certificate_time(validity);
  entry.expires = certificate_time(validity);
  entry.subject_hash = hash_of_values(tbs.element(DerTag::sequence).whole);
  entry.key = root_key(tbs.enter(DerTag::sequence));
  return entry;
}

}  // namespace board
