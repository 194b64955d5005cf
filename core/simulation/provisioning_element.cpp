// The MC+ECC commands. Their status is 0x01 and the status byte of the secure element.
#include <algorithm>
#include <optional>

#include "simulation/c_numbers.hpp"
#include "simulation/provisioning_firmware.hpp"
#include "simulation/time_model.hpp"

namespace simulation {

namespace {

constexpr std::size_t block = 32;

std::uint16_t status_code(ElementStatus status) {
  return status == ElementStatus::success
             ? 0
             : static_cast<std::uint16_t>(0x100U | static_cast<unsigned>(status));
}

base::Duration blocks(std::size_t bytes, base::Duration each) {
  return each * static_cast<std::int64_t>((bytes + block - 1) / block);
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

/// Runs `read` after the time that it takes, and answers the bytes in hex.
ProvisioningFirmware::Work ProvisioningFirmware::read_element(
    std::size_t count, std::function<ElementStatus(base::Bytes&)> read) {
  return {blocks(count, time_model::block_read), [read = std::move(read)](std::string& data) {
            base::Bytes bytes;
            const ElementStatus status = read(bytes);
            data = status == ElementStatus::success ? hex_of(bytes) : std::string();
            return status_code(status);
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::element_serial(const Arguments& arguments) {
  if (!arguments.empty()) return refuse(McStatus::bad_argument_count);
  return read_element(block, [this](base::Bytes& bytes) {
    bytes = base::to_bytes(hardware_.secure_element.serial_number());
    return ElementStatus::success;
  });
}

ProvisioningFirmware::Work ProvisioningFirmware::element_public_key(const Arguments& arguments) {
  if (arguments.size() > 1) return refuse(McStatus::bad_argument_count);
  const auto slot = arguments.empty() ? std::optional<std::size_t>(0) : slot_of(arguments[0]);
  if (!slot) return refuse(McStatus::bad_argument_value);
  Work work = read_element(0, [this, slot = *slot](base::Bytes& bytes) {
    return hardware_.secure_element.public_key(slot, bytes);
  });
  work.busy = time_model::generate_public_key;
  return work;
}

ProvisioningFirmware::Work ProvisioningFirmware::element_lock(const Arguments& arguments) {
  if (arguments.size() != 1) return refuse(McStatus::bad_argument_count);
  const auto slot = slot_of(arguments[0]);
  if (!slot) return refuse(McStatus::bad_argument_value);
  return {time_model::slot_lock, [this, slot = *slot](std::string&) {
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
  return read_element(std::min(*count, SecureElement::slot_size(*slot)),
                      [this, slot = *slot, count = *count](base::Bytes& bytes) {
                        return hardware_.secure_element.read(slot, count, bytes);
                      });
}

ProvisioningFirmware::Work ProvisioningFirmware::element_read_otp(const Arguments& arguments) {
  if (arguments.size() > 1) return refuse(McStatus::bad_argument_count);
  const auto count =
      arguments.empty() ? std::optional<std::size_t>(SecureElement::otp_size) : count_of(arguments[0]);
  if (!count) return refuse(McStatus::bad_argument_value);
  return read_element(std::min(*count, SecureElement::otp_size), [this, count = *count](base::Bytes& bytes) {
    return hardware_.secure_element.read_otp(count, bytes);
  });
}

ProvisioningFirmware::Work ProvisioningFirmware::element_write(const Arguments& arguments) {
  if (arguments.size() != 3) return refuse(McStatus::bad_argument_count);
  const auto slot = slot_of(arguments[0]);
  const auto count = count_of(arguments[1]);
  if (!slot || !count) return refuse(McStatus::bad_argument_value);
  if (parser_.blob().size() != *count * 2) return refuse(McStatus::bad_argument_value);
  const bool refused_at_once = *count > SecureElement::slot_size(*slot) || *count % 4 != 0;
  return {refused_at_once ? base::Duration{} : blocks(*count, time_model::slot_write),
          [this, slot = *slot](std::string& data) {
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
  return read_element(*slot < 8 ? 0 : 72, [this, slot = *slot](base::Bytes& bytes) {
    return hardware_.secure_element.read_public_key(slot, bytes);
  });
}

ProvisioningFirmware::Work ProvisioningFirmware::element_write_public_key(const Arguments& arguments) {
  if (parser_.blob().size() != 128) return refuse(McStatus::bad_argument_value);
  if (arguments.size() != 2) return refuse(McStatus::bad_argument_count);
  const auto slot = slot_of(arguments[0]);
  if (!slot) return refuse(McStatus::bad_argument_value);
  return {*slot < 8 ? base::Duration{} : blocks(72, time_model::slot_write),
          [this, slot = *slot](std::string& data) {
            const base::Bytes bytes = bytes_of_hex(data);
            data.clear();
            const ElementStatus status = hardware_.secure_element.write_public_key(slot, bytes);
            if (status == ElementStatus::success) hardware_.changed(StatePart::secure_element);
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
