// The MC+ECC commands. Their status is 0x01 and the status byte of the secure element.
#include <algorithm>
#include <optional>

#include "simulation/c_numbers.hpp"
#include "simulation/provisioning_firmware.hpp"
#include "simulation/time_model.hpp"

namespace simulation {

namespace {

constexpr std::size_t block = 32;
constexpr std::size_t word = 4;
constexpr std::size_t padded_key_blocks = 3;  // the driver reads and writes the padding behind the key, too

std::uint16_t status_code(ElementStatus status) {
  return status == ElementStatus::success
             ? 0
             : static_cast<std::uint16_t>(0x100U | static_cast<unsigned>(status));
}

base::Duration times(std::size_t count, base::Duration each) {
  return each * static_cast<std::int64_t>(count);
}

/// The driver reads whole blocks while the zone has them, then words.
base::Duration read_time(std::size_t count, std::size_t zone_size) {
  const std::size_t in_zone = zone_size / block;
  const std::size_t blocks = std::min((count + block - 1) / block, in_zone);
  const std::size_t rest = count > blocks * block ? count - blocks * block : 0;
  return times(blocks, time_model::block_read) + times((rest + word - 1) / word, time_model::word_read);
}

base::Duration write_time(std::size_t count) {
  return times(count / block, time_model::block_write) + times(count % block / word, time_model::word_write);
}

std::optional<std::size_t> slot_of(const std::string& argument) {
  const auto value = c_unsigned_long(argument);
  if (!value || *value > 15) return std::nullopt;
  return *value;
}

std::optional<std::size_t> count_of(const std::string& argument) {
  const auto value = c_unsigned_long(argument);
  if (!value || *value > 0xFFFF || *value == 0) return std::nullopt;
  return *value;
}

}  // namespace

/// Runs `read` after this time, and answers the bytes in hex.
ProvisioningFirmware::Work ProvisioningFirmware::read_element(
    base::Duration busy, std::function<ElementStatus(base::Bytes&)> read) {
  return {busy, [read = std::move(read)](std::string& data) {
            base::Bytes bytes;
            const ElementStatus status = read(bytes);
            data = status == ElementStatus::success ? hex_of(bytes) : std::string();
            return status_code(status);
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::element_serial(const Arguments& arguments) {
  if (!arguments.empty()) return refuse(McStatus::bad_argument_count);
  return read_element(time_model::block_read, [this](base::Bytes& bytes) {
    bytes = base::to_bytes(hardware_.secure_element.serial_number());
    return ElementStatus::success;
  });
}

ProvisioningFirmware::Work ProvisioningFirmware::element_public_key(const Arguments& arguments) {
  if (arguments.size() > 1) return refuse(McStatus::bad_argument_count);
  const auto slot = arguments.empty() ? std::optional<std::size_t>(0) : slot_of(arguments[0]);
  if (!slot) return refuse(McStatus::bad_argument_value);
  const bool has_key = hardware_.secure_element.key(*slot).has_value();
  const base::Duration busy = has_key ? time_model::generate_public_key : time_model::no_private_key;
  return read_element(busy, [this, slot = *slot](base::Bytes& bytes) {
    return hardware_.secure_element.public_key(slot, bytes);
  });
}

ProvisioningFirmware::Work ProvisioningFirmware::element_lock(const Arguments& arguments) {
  if (arguments.size() != 1) return refuse(McStatus::bad_argument_count);
  const auto slot = slot_of(arguments[0]);
  if (!slot) return refuse(McStatus::bad_argument_value);
  const bool is_locked = hardware_.secure_element.is_locked(*slot);
  return {is_locked ? time_model::word_read : time_model::slot_lock, [this, slot = *slot](std::string&) {
            if (!hardware_.secure_element.is_locked(slot)) {
              hardware_.secure_element.lock(slot);
              hardware_.changed(StatePart::secure_element);
            }
            return status_code(McStatus::ok);
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::element_read(const Arguments& arguments) {
  if (arguments.empty() || arguments.size() > 2) return refuse(McStatus::bad_argument_count);
  const auto slot = slot_of(arguments[0]);
  if (!slot) return refuse(McStatus::bad_argument_value);
  const auto count = arguments.size() == 2 ? count_of(arguments[1])
                                           : std::optional<std::size_t>(SecureElement::slot_size(*slot));
  if (!count) return refuse(McStatus::bad_argument_value);
  const std::size_t size = SecureElement::slot_size(*slot);
  base::Duration busy = SecureElement::is_key_slot(*slot) ? time_model::word_read : read_time(*count, size);
  if (*count > size) busy = base::Duration::zero();
  return read_element(busy, [this, slot = *slot, count = *count](base::Bytes& bytes) {
    return hardware_.secure_element.read(slot, count, bytes);
  });
}

ProvisioningFirmware::Work ProvisioningFirmware::element_read_otp(const Arguments& arguments) {
  if (arguments.size() > 1) return refuse(McStatus::bad_argument_count);
  const auto count =
      arguments.empty() ? std::optional<std::size_t>(SecureElement::otp_size) : count_of(arguments[0]);
  if (!count) return refuse(McStatus::bad_argument_value);
  constexpr std::size_t size = SecureElement::otp_size;
  const base::Duration busy = *count > size ? base::Duration::zero() : read_time(*count, size);
  return read_element(busy, [this, count = *count](base::Bytes& bytes) {
    return hardware_.secure_element.read_otp(count, bytes);
  });
}

ProvisioningFirmware::Work ProvisioningFirmware::element_write(const Arguments& arguments) {
  if (arguments.size() != 3) return refuse(McStatus::bad_argument_count);
  const auto slot = slot_of(arguments[0]);
  const auto count = count_of(arguments[1]);
  if (!slot || !count) return refuse(McStatus::bad_argument_value);
  if (parser_.blob().size() != *count * 2) return refuse(McStatus::bad_argument_value);
  base::Duration busy = write_time(*count);
  // The part refuses the first piece.
  if (!hardware_.secure_element.is_writable(*slot)) busy = write_time(*count < block ? word : block);
  const bool refused_at_once = *count > SecureElement::slot_size(*slot) || *count % word != 0;
  return {refused_at_once ? base::Duration::zero() : busy, [this, slot = *slot](std::string& data) {
            const base::Bytes bytes = bytes_of_hex(data);
            data.clear();
            const ElementStatus status = hardware_.secure_element.write(slot, bytes);
            if (status == ElementStatus::success) hardware_.changed(StatePart::secure_element);
            return status_code(status);
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::element_read_public_key(const Arguments& arguments) {
  if (arguments.size() != 1) return refuse(McStatus::bad_argument_count);
  const auto slot = slot_of(arguments[0]);
  if (!slot) return refuse(McStatus::bad_argument_value);
  const std::size_t blocks = *slot < 8 ? 0 : padded_key_blocks;
  return read_element(times(blocks, time_model::block_read), [this, slot = *slot](base::Bytes& bytes) {
    return hardware_.secure_element.read_public_key(slot, bytes);
  });
}

ProvisioningFirmware::Work ProvisioningFirmware::element_write_public_key(const Arguments& arguments) {
  if (parser_.blob().size() != 128) return refuse(McStatus::bad_argument_value);
  if (arguments.size() != 2) return refuse(McStatus::bad_argument_count);
  const auto slot = slot_of(arguments[0]);
  if (!slot) return refuse(McStatus::bad_argument_value);
  const std::size_t blocks = hardware_.secure_element.is_writable(*slot) ? padded_key_blocks : 1;
  return {times(blocks, time_model::block_write), [this, slot = *slot](std::string& data) {
            const base::Bytes bytes = bytes_of_hex(data);
            data.clear();
            const ElementStatus status = hardware_.secure_element.write_public_key(slot, bytes);
            if (status != ElementStatus::execution_error) hardware_.changed(StatePart::secure_element);
            return status_code(status);
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::element_sign(const Arguments& arguments) {
  if (arguments.size() != 2) return refuse(McStatus::bad_argument_count);
  const base::Bytes digest = bytes_of_hex(parser_.blob());
  // The firmware keeps the size in one byte, so that it takes 288 for 32.
  if (static_cast<std::uint8_t>(digest.size()) != 32) {
    return {{}, [digest](std::string& data) {
              // The firmware converts the blob in place and sends it back, so that the first half
              // is raw bytes.
              std::transform(digest.begin(), digest.end(), data.begin(),
                             [](std::byte b) { return static_cast<char>(b); });
              return status_code(McStatus::bad_argument_value);
            }};
  }
  return {time_model::sign_digest, [this, digest](std::string& data) {
            crypto::Sha256Digest first{};
            std::copy_n(digest.begin(), first.size(), first.begin());
            base::Bytes signature;
            const ElementStatus status = hardware_.secure_element.sign(first, signature);
            data = status == ElementStatus::success ? hex_of(signature) : std::string();
            return status_code(status);
          }};
}

}  // namespace simulation
