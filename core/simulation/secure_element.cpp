#include "simulation/secure_element.hpp"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "board/compressed_certificate.hpp"
#include "simulation/errors.hpp"

namespace simulation {

namespace {

constexpr std::size_t key_slot = 0;
constexpr std::size_t eui48_slot = 5;
constexpr std::size_t device_certificate_slot = 10;
constexpr std::size_t signer_key_slot = 11;
constexpr std::size_t signer_certificate_slot = 12;

constexpr std::string_view eui48 = "0004A30B001C";

/// Writes the text at the start of the zone.
void put(base::Bytes& zone, std::string_view text) {
  const base::ByteView bytes = base::as_bytes(text);
  std::copy(bytes.begin(), bytes.end(), zone.begin());
}

/// A compressed certificate with an empty signature. The certificate to sign is derived from it.
board::CompressedCertificate unsigned_certificate(const crypto::PrivateKey& any,
                                                  crypto::CompressedDates dates) {
  return board::CompressedCertificate{any.sign({}), dates, 0xFFFF, 2, 0};
}

crypto::Signature signed_by(const crypto::PrivateKey& key, base::ByteView der) {
  return key.sign(crypto::sha256(crypto::Certificate::from_der(der).to_be_signed()));
}

}  // namespace

SecureElement::SecureElement() : otp_(otp_size, std::byte{0xFF}) {
  for (std::size_t slot = 0; slot < slots; ++slot) data_[slot].assign(slot_size(slot), std::byte{0xFF});
}

std::size_t SecureElement::slot_size(std::size_t slot) {
  return slot < 8 ? 36 : slot == 8 ? 416 : 72;
}

SecureElement SecureElement::manufacture(ports::Random& random, board::PartType part) {
  SecureElement element;
  random.fill(element.serial_number_);
  // Serial numbers of Microchip's parts begin with 01 23. The last byte and the OTP zone identify the
  // configuration.
  element.serial_number_[0] = std::byte{0x01};
  element.serial_number_[1] = std::byte{0x23};
  element.serial_number_[8] = part == board::PartType::mah1h ? std::byte{0xFE} : std::byte{0x01};
  if (part == board::PartType::mah4i) put(element.otp_, "MKMwyhP1");
  if (part == board::PartType::trust_and_go) put(element.otp_, "x6tjuZMy");
  element.keys_[key_slot] = crypto::PrivateKey::generate(random);
  element.store_sandbox_certificates(random, part);
  return element;
}

void SecureElement::store_sandbox_certificates(ports::Random& random, board::PartType part) {
  const crypto::PrivateKey signer = crypto::PrivateKey::generate(random);
  const crypto::PrivateKey root = crypto::PrivateKey::generate(random);
  constexpr auto day = std::chrono::year(2019) / std::chrono::October / 20;
  constexpr auto made = std::chrono::sys_days(day) + std::chrono::hours(19);
  // As in the vendor's certificates, the devices of the first kits never expire.
  const bool first_kits = part == board::PartType::mah1h;
  const unsigned signer_years = first_kits ? 10 : 31;
  const unsigned device_years = first_kits ? 0 : 28;

  board::CompressedCertificate signer_certificate =
      unsigned_certificate(root, crypto::compressed_dates(made, signer_years));
  signer_certificate.signature =
      signed_by(root, board::rebuild_signer_certificate(part, signer_certificate, signer.public_key()));
  board::DeviceCertificateSources device{
      unsigned_certificate(signer, crypto::compressed_dates(made, device_years)),
      keys_[key_slot]->public_key(), signer.public_key(), board::SerialNumber::from_bytes(serial_number_),
      std::string(eui48)};
  device.certificate.signature = signed_by(signer, board::rebuild_device_certificate(part, device));

  if (part == board::PartType::trust_and_go) put(data_[eui48_slot], eui48);
  data_[device_certificate_slot] = device.certificate.build();
  data_[signer_key_slot] = board::build_padded_public_key(signer.public_key());
  data_[signer_certificate_slot] = signer_certificate.build();
}

ElementStatus SecureElement::public_key(std::size_t slot, base::Bytes& coordinates) const {
  if (!keys_.at(slot)) return ElementStatus::execution_error;
  coordinates = base::to_bytes(keys_[slot]->public_key().coordinates());
  return ElementStatus::success;
}

ElementStatus SecureElement::sign(const crypto::Sha256Digest& digest, base::Bytes& signature) const {
  if (!keys_[key_slot]) return ElementStatus::execution_error;
  signature = base::to_bytes(keys_[key_slot]->sign(digest).numbers());
  return ElementStatus::success;
}

ElementStatus SecureElement::read(std::size_t slot, std::size_t count, base::Bytes& data) const {
  if (count > slot_size(slot)) return ElementStatus::bad_parameter;
  if (is_key_slot(slot)) return ElementStatus::execution_error;
  data.assign(data_[slot].begin(), data_[slot].begin() + static_cast<std::ptrdiff_t>(count));
  return ElementStatus::success;
}

ElementStatus SecureElement::read_otp(std::size_t count, base::Bytes& data) const {
  if (count > otp_size) return ElementStatus::bad_parameter;
  data.assign(otp_.begin(), otp_.begin() + static_cast<std::ptrdiff_t>(count));
  return ElementStatus::success;
}

ElementStatus SecureElement::write(std::size_t slot, base::ByteView data) {
  if (data.size() > slot_size(slot) || data.size() % 4 != 0) return ElementStatus::bad_parameter;
  if (!is_writable(slot)) return ElementStatus::execution_error;
  std::copy(data.begin(), data.end(), data_[slot].begin());
  return ElementStatus::success;
}

ElementStatus SecureElement::read_public_key(std::size_t slot, base::Bytes& coordinates) const {
  if (slot < 8) return ElementStatus::bad_parameter;
  base::Bytes padded;
  const ElementStatus status = read(slot, 72, padded);
  if (status != ElementStatus::success) return status;
  const base::ByteView view(padded);
  coordinates = base::to_bytes(view.subspan(4, 32));
  base::append(coordinates, view.subspan(40, 32));
  return status;
}

ElementStatus SecureElement::write_public_key(std::size_t slot, base::ByteView coordinates) {
  if (coordinates.size() != 64) return ElementStatus::bad_parameter;
  base::ByteWriter writer;
  writer.fill(4, std::byte{0}).bytes(coordinates.first(32));
  writer.fill(4, std::byte{0}).bytes(coordinates.subspan(32));
  const base::Bytes padded = std::move(writer).take();
  const std::size_t fits = std::min(padded.size(), slot_size(slot));
  const ElementStatus status = write(slot, base::ByteView(padded).first(fits));
  const bool cut = fits < padded.size() && status == ElementStatus::success;
  return cut ? ElementStatus::parse_error : status;
}

std::string SecureElement::to_json() const {
  nlohmann::ordered_json json;
  json["serialNumber"] = base::to_hex_upper(serial_number_);
  for (std::size_t slot = 0; slot < slots; ++slot) {
    nlohmann::ordered_json entry = nlohmann::ordered_json::object();
    if (keys_[slot]) entry["privateKeyPem"] = std::string(keys_[slot]->to_pem().reveal());
    const bool written =
        std::any_of(data_[slot].begin(), data_[slot].end(), [](std::byte b) { return b != std::byte{0xFF}; });
    if (written) entry["data"] = base::to_hex(data_[slot]);
    if (locked_[slot]) entry["locked"] = true;
    if (!entry.empty()) json["slots"][std::to_string(slot)] = std::move(entry);
  }
  json["otp"] = base::to_hex(otp_);
  return json.dump(2) + "\n";
}

SecureElement SecureElement::from_json(std::string_view text) {
  const base::Error bad = base::Error(bad_state).with("part", "secure element");
  try {
    const auto json = nlohmann::json::parse(text);
    SecureElement element;
    const base::Bytes serial = base::from_hex(json.at("serialNumber").get<std::string>());
    if (serial.size() != element.serial_number_.size()) throw bad;
    std::copy(serial.begin(), serial.end(), element.serial_number_.begin());
    for (const auto& [name, entry] : json.at("slots").items()) {
      const auto number = base::parse_decimal(name);
      if (!number || *number >= slots) throw bad;
      const auto slot = static_cast<std::size_t>(*number);
      if (entry.contains("privateKeyPem"))
        element.keys_[slot] = crypto::PrivateKey::from_pem(entry["privateKeyPem"].get<std::string>());
      if (entry.contains("data")) element.data_[slot] = base::from_hex(entry["data"].get<std::string>());
      if (element.data_[slot].size() != slot_size(slot)) throw bad;
      element.locked_[slot] = entry.value("locked", false);
    }
    element.otp_ = base::from_hex(json.value("otp", std::string()));
    if (element.otp_.size() > otp_size) throw bad;
    element.otp_.resize(otp_size, std::byte{0xFF});
    return element;
  } catch (const nlohmann::json::exception& error) {
    throw base::Error(bad).because(error.what());
  } catch (const base::Error& error) {  // not hexadecimal, or not a key
    if (error.is(bad_state)) throw;
    throw base::Error(bad).because(error.describe());
  }
}

}  // namespace simulation
