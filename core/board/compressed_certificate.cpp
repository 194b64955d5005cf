#include "board/compressed_certificate.hpp"

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "board/errors.hpp"
#include "crypto/der.hpp"
#include "crypto/digest.hpp"

namespace board {

namespace {

using crypto::DerTag;

[[noreturn]] void bad_field(std::string_view field) {
  throw base::Error(bad_compressed_certificate).with("field", field);
}

struct Dates {
  std::chrono::year_month_day date;
  std::chrono::hours hour;
  unsigned expire_years;
};

/// Year - 2000, month, day, hour, years until expiry: 5 + 4 + 5 + 5 + 5 bits, big-endian.
Dates unpack(const crypto::CompressedDates& packed) {
  const std::uint32_t bits = std::to_integer<std::uint32_t>(packed[0]) << 16 |
                             std::to_integer<std::uint32_t>(packed[1]) << 8 |
                             std::to_integer<std::uint32_t>(packed[2]);
  return Dates{
      std::chrono::year_month_day(std::chrono::year(2000 + static_cast<int>(bits >> 19)),
                                  std::chrono::month(bits >> 15 & 0xF), std::chrono::day(bits >> 10 & 0x1F)),
      std::chrono::hours(bits >> 5 & 0x1F), bits & 0x1F};
}

}  // namespace

CompressedCertificate CompressedCertificate::parse(base::ByteView bytes) {
  if (bytes.size() != size) bad_field("size");
  base::ByteReader reader(bytes);
  const auto signature = [&] {
    try {
      return crypto::Signature::from_numbers(reader.take(64));
    } catch (const base::Error&) {
      bad_field("signature");
    }
  }();
  crypto::CompressedDates dates{};
  const base::ByteView packed = reader.take(dates.size());
  std::copy(packed.begin(), packed.end(), dates.begin());
  const Dates unpacked = unpack(dates);
  if (!unpacked.date.ok() || unpacked.hour > std::chrono::hours(23)) bad_field("dates");
  CompressedCertificate parsed{signature, dates};
  parsed.signer_id = reader.u16_be();
  const unsigned ids = reader.u8();
  parsed.template_id = static_cast<std::uint8_t>(ids >> 4);
  parsed.chain_id = static_cast<std::uint8_t>(ids & 0xF);
  const unsigned source_and_version = reader.u8();
  parsed.serial_source = static_cast<SerialSource>(source_and_version >> 4);
  if (parsed.serial_source != SerialSource::public_key_hash &&
      parsed.serial_source != SerialSource::device_serial_hash)
    bad_field("serial number source");
  if ((source_and_version & 0xF) != 0) bad_field("format version");
  return parsed;
}

base::Bytes CompressedCertificate::build() const {
  base::ByteWriter out;
  out.bytes(signature.numbers()).bytes(dates).u16_be(signer_id);
  out.u8(static_cast<std::uint8_t>(template_id << 4 | chain_id));
  out.u8(static_cast<std::uint8_t>(static_cast<unsigned>(serial_source) << 4)).u8(0);
  return std::move(out).take();
}

base::SystemTime CompressedCertificate::not_before() const {
  const Dates unpacked = unpack(dates);
  return std::chrono::sys_days(unpacked.date) + unpacked.hour;
}

base::SystemTime CompressedCertificate::not_after() const {
  const Dates unpacked = unpack(dates);
  if (unpacked.expire_years == 0) return crypto::no_expiry();
  std::chrono::year_month_day end =
      unpacked.date + std::chrono::years(static_cast<int>(unpacked.expire_years));
  if (!end.ok()) end = end.year() / end.month() / std::chrono::last;
  return std::chrono::sys_days(end) + unpacked.hour;
}

namespace {

constexpr std::string_view organization = "Microchip Technology Inc";

// Extensions of the templates, each whole: object identifier, critical, value.
constexpr std::string_view signer_key_usage = "300e0603551d0f0101ff040403020186";
constexpr std::string_view signer_constraints = "30120603551d130101ff040830060101ff020100";
constexpr std::string_view device_key_usage = "300e0603551d0f0101ff040403020388";
constexpr std::string_view device_constraints = "300c0603551d130101ff04023000";
constexpr std::string_view subject_key_id = "0603551d0e";
constexpr std::string_view authority_key_id = "0603551d23";
constexpr std::string_view alternative_name = "0603551d11";
constexpr std::string_view serial_number_attribute = "0603550405";
constexpr std::string_view ecdsa_with_sha256 = "300a06082a8648ce3d040302";
constexpr std::string_view p256_algorithm = "301306072a8648ce3d020106082a8648ce3d030107";
constexpr std::string_view version_3 = "a003020102";

// Subject key identifiers of Microchip's roots.
constexpr std::string_view atecc_root_001 = "ea4b7a61743cef661190e3f0b688ec902575b77d";
constexpr std::string_view crypto_authentication_root_002 = "7aed7d6dc6b7789db23801a5e84a8cb0a40e2a8c";

bool is_mah1h(PartType part) {
  return part == PartType::mah1h;
}

void check_known(PartType part) {
  if (part != PartType::mah1h && part != PartType::mah4i && part != PartType::trust_and_go)
    throw base::Error(unknown_template).with("part", name(part));
}

base::Bytes sequence(std::initializer_list<base::ByteView> parts) {
  return crypto::der_element(DerTag::sequence, parts);
}

base::Bytes octet_string(base::ByteView content) {
  return crypto::der_element(DerTag::octet_string, {content});
}

base::Bytes subject_key_identifier(const crypto::PublicKey& key) {
  const base::Bytes value = octet_string(octet_string(key.subject_key_identifier()));
  return sequence({base::from_hex(subject_key_id), value});
}

base::Bytes authority_key_identifier(base::ByteView key_identifier) {
  const base::Bytes key = crypto::der_element(crypto::context_tag(0), {key_identifier});
  return sequence({base::from_hex(authority_key_id), octet_string(sequence({key}))});
}

/// A directory name with the serial number attribute `eui48_…`.
base::Bytes eui48_name(std::string_view eui48) {
  const std::string text = "eui48_" + std::string(eui48);
  const base::Bytes value = crypto::der_element(DerTag::printable_string, {base::as_bytes(text)});
  const base::Bytes attribute = sequence({base::from_hex(serial_number_attribute), value});
  const base::Bytes rdns = sequence({crypto::der_element(DerTag::set, {attribute})});
  const base::Bytes directory_name = crypto::der_element(crypto::constructed_context_tag(4), {rdns});
  return sequence({base::from_hex(alternative_name), octet_string(sequence({directory_name}))});
}

crypto::Name signer_name(PartType part, std::uint16_t signer_id) {
  const std::string id = base::hex_number(signer_id);
  const std::string digits = std::string(4 - id.size(), '0') + id;
  return crypto::Name::of(organization,
                          (is_mah1h(part) ? "ATECC 1H Signer " : "Crypto Authentication Signer ") + digits);
}

std::string calendar(base::SystemTime time, std::size_t year_digits) {
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(midnight);
  const auto seconds = static_cast<std::uint64_t>((time - midnight).count());
  const std::string year = base::padded(static_cast<std::uint64_t>(static_cast<int>(date.year())), 4);
  return year.substr(4 - year_digits) + base::padded(static_cast<unsigned>(date.month()), 2) +
         base::padded(static_cast<unsigned>(date.day()), 2) + base::padded(seconds / 3600, 2) +
         base::padded(seconds / 60 % 60, 2) + base::padded(seconds % 60, 2) + 'Z';
}

/// The templates write the end of validity as a GeneralizedTime even before 2050, against RFC 5280. Only the
/// signers of MAH1H follow it.
enum class Expiry : std::uint8_t { utc_time, generalized_time };

base::Bytes validity(const CompressedCertificate& certificate, Expiry expiry) {
  const bool utc = expiry == Expiry::utc_time;
  const std::string from = calendar(certificate.not_before(), 2);
  const std::string to = calendar(certificate.not_after(), utc ? 2 : 4);
  const base::Bytes end =
      crypto::der_element(utc ? DerTag::utc_time : DerTag::generalized_time, {base::as_bytes(to)});
  return sequence({crypto::der_element(DerTag::utc_time, {base::as_bytes(from)}), end});
}

base::Bytes serial_number(const CompressedCertificate& certificate, const crypto::PublicKey& key,
                          const SerialNumber* device) {
  if (certificate.serial_source == SerialSource::public_key_hash)
    return crypto::derived_serial_number(key, certificate.dates);
  if (device == nullptr) bad_field("serial number source");
  base::Bytes source = base::to_bytes(device->bytes());
  base::append(source, certificate.dates);
  const crypto::Sha256Digest digest = crypto::sha256(source);
  base::Bytes serial(digest.begin(), digest.begin() + 16);
  serial[0] = (serial[0] & std::byte{0x7F}) | std::byte{0x40};
  return serial;
}

struct Fields {
  base::Bytes serial;
  crypto::Name issuer;
  base::Bytes validity;
  crypto::Name subject;
  crypto::PublicKey key;
  std::vector<base::Bytes> extensions;
};

base::Bytes assemble(const Fields& fields, const crypto::Signature& signature) {
  const base::Bytes key_bits = crypto::der_bit_string(fields.key.point());
  const base::Bytes key_info = sequence({base::from_hex(p256_algorithm), key_bits});
  base::Bytes list;
  for (const base::Bytes& extension : fields.extensions) base::append(list, extension);
  const base::Bytes extensions = crypto::der_element(crypto::constructed_context_tag(3), {sequence({list})});
  const base::Bytes to_be_signed = sequence({base::from_hex(version_3), crypto::der_unsigned(fields.serial),
                                             base::from_hex(ecdsa_with_sha256), fields.issuer.der(),
                                             fields.validity, fields.subject.der(), key_info, extensions});
  return crypto::with_signature(to_be_signed, signature);
}

}  // namespace

base::Bytes rebuild_signer_certificate(PartType part, const CompressedCertificate& signer,
                                       const crypto::PublicKey& signer_key) {
  check_known(part);
  const bool old = is_mah1h(part);
  const base::Bytes root = base::from_hex(old ? atecc_root_001 : crypto_authentication_root_002);
  const base::Bytes usage = base::from_hex(signer_key_usage);
  const base::Bytes constraints = base::from_hex(signer_constraints);
  Fields fields{
      serial_number(signer, signer_key, nullptr),
      crypto::Name::of(organization, old ? "ATECC Root CA 001" : "Crypto Authentication Root CA 002"),
      validity(signer, old ? Expiry::utc_time : Expiry::generalized_time),
      signer_name(part, signer.signer_id),
      signer_key,
      {old ? constraints : usage, old ? usage : constraints, subject_key_identifier(signer_key),
       authority_key_identifier(root)}};
  return assemble(fields, signer.signature);
}

base::Bytes rebuild_device_certificate(PartType part, const DeviceCertificateSources& sources) {
  check_known(part);
  const CompressedCertificate& certificate = sources.certificate;
  const std::string common_name = is_mah1h(part) ? "ATECC608A-MAH1H" : "sn" + sources.serial.text();
  Fields fields{serial_number(certificate, sources.device_key, &sources.serial),
                signer_name(part, certificate.signer_id),
                validity(certificate, Expiry::generalized_time),
                crypto::Name::of(organization, common_name),
                sources.device_key,
                {}};
  if (part == PartType::trust_and_go) {
    if (sources.eui48.size() != 12) throw base::Error(argument_refused).with("argument", "eui48");
    fields.extensions.push_back(eui48_name(sources.eui48));
  }
  if (!is_mah1h(part)) {
    fields.extensions.push_back(base::from_hex(device_constraints));
    fields.extensions.push_back(base::from_hex(device_key_usage));
    fields.extensions.push_back(subject_key_identifier(sources.device_key));
  }
  fields.extensions.push_back(authority_key_identifier(sources.signer_key.subject_key_identifier()));
  return assemble(fields, certificate.signature);
}

}  // namespace board
