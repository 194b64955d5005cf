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
  return time_model::mode_change;
}

base::Duration ProvisioningFirmware::leave_download_mode() {
  if (!download_mode_) return {};
  download_mode_ = false;
  return time_model::mode_change + module_start_time();
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
  return {enter_download_mode(), [this, place = *place](std::string& data) {
            data = hex_of(hardware_.winc_flash.read(place.address, place.count));
            return std::uint16_t{0};
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::winc_write(const Arguments& arguments) {
  if (arguments.size() != 3) return refuse(McStatus::bad_argument_count);
  const auto place = place_of(arguments);
  if (!place || parser_.blob().size() != place->count * 2) return refuse(McStatus::bad_argument_value);
  const auto pages = static_cast<std::int64_t>(NorFlash::pages_touched(place->address, place->count));
  return {enter_download_mode() + pages * time_model::page_write, [this, place = *place](std::string& data) {
            const base::Bytes bytes = bytes_of_hex(data);
            data.clear();
            hardware_.winc_flash.write(place.address, bytes);
            hardware_.changed(StatePart::winc_flash);
            return std::uint16_t{0};
          }};
}

}  // namespace simulation
