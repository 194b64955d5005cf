// The MC+WINC commands, and the change between the module's normal mode and its download mode that they need.
#include <optional>

#include "simulation/c_numbers.hpp"
#include "simulation/provisioning_firmware.hpp"
#include "simulation/time_model.hpp"

namespace simulation {

namespace {

struct Place {
  std::uint32_t address;
  std::size_t count;
};

/// Reads an address and a count of 1 to 256 bytes; nullopt if either is invalid.
std::optional<Place> place_of(const Arguments& arguments) {
  const auto address = c_unsigned_long(arguments[0]);
  const auto count = c_unsigned_long(arguments[1]);
  if (!address || !count || *count == 0 || *count > NorFlash::page_size) return std::nullopt;
  return Place{*address, *count};
}

}  // namespace

base::Duration ProvisioningFirmware::enter_download_mode() {
  if (download_mode_) return {};
  download_mode_ = true;
  return time_model::download_mode;
}

base::Duration ProvisioningFirmware::leave_download_mode() {
  if (!download_mode_) return {};
  download_mode_ = false;
  return time_model::normal_mode + module_delay();
}

/// The firmware does not check the argument: text counts as 0, and any address in a sector
/// erases that sector.
ProvisioningFirmware::Work ProvisioningFirmware::winc_erase(const Arguments& arguments) {
  if (arguments.size() != 1) return refuse(McStatus::bad_argument_count);
  const auto address = static_cast<std::uint32_t>(c_long(arguments[0]));
  return {enter_download_mode() + time_model::sector_erase, [this, address](std::string& data) {
            data.clear();
            hardware_.winc_flash.erase_sector(address);
            hardware_.changed(StatePart::winc_flash);
            return std::uint16_t{0};
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::winc_read(const Arguments& arguments) {
  if (arguments.size() != 2) return refuse(McStatus::bad_argument_count);
  const auto place = place_of(arguments);
  if (!place) return refuse(McStatus::bad_argument_value);
  const base::Duration busy =
      time_model::flash_read + static_cast<std::int64_t>(place->count) * time_model::flash_byte;
  return {enter_download_mode() + busy, [this, place = *place](std::string& data) {
            // The driver takes such an address as negative, and reads nothing.
            const bool negative = (place.address & 0x80000000U) != 0;
            data = hex_of(negative ? base::Bytes(place.count, std::byte{0xFF})
                                   : hardware_.winc_flash.read(place.address, place.count));
            return std::uint16_t{0};
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::winc_write(const Arguments& arguments) {
  if (arguments.size() != 3) return refuse(McStatus::bad_argument_count);
  const auto place = place_of(arguments);
  if (!place || parser_.blob().size() != place->count * 2) return refuse(McStatus::bad_argument_value);
  const auto pages = static_cast<std::int64_t>(NorFlash::pages_touched(place->address, place->count));
  const base::Duration busy =
      pages * time_model::page_write + static_cast<std::int64_t>(place->count) * time_model::flash_byte;
  return {enter_download_mode() + busy, [this, place = *place](std::string& data) {
            const base::Bytes bytes = bytes_of_hex(data);
            data.clear();
            hardware_.winc_flash.write(place.address, bytes);
            hardware_.changed(StatePart::winc_flash);
            return std::uint16_t{0};
          }};
}

}  // namespace simulation
