#include "simulation/debugger_configuration.hpp"

#include <algorithm>

#include "simulation/errors.hpp"

namespace simulation {

namespace {

// Registers of a block.
constexpr std::size_t format = 0x000;  // major, minor, build (two bytes)
constexpr std::size_t instance = 0x004;
constexpr std::size_t usb_enumeration = 0x00A;
constexpr std::size_t msd_settings = 0x00B;
constexpr std::size_t click_me = 0x00C;
constexpr std::size_t debug_interfaces = 0x00F;  // four bytes, little-endian
constexpr std::size_t debug_features = 0x013;
constexpr std::size_t dgi_interfaces = 0x01A;
constexpr std::size_t dgi_gpio_map = 0x01E;
constexpr std::size_t analog_features = 0x02A;
constexpr std::size_t lowest_voltage = 0x02E;  // tenths of a volt; the highest and the usual voltage follow
constexpr std::size_t kit_name_at = 0x048;
constexpr std::size_t kit_name_size = 60;
constexpr std::size_t manufacturer = 0x084;
constexpr std::size_t device_name = 0x0C0;
constexpr std::size_t serial_number = 0x0E0;
constexpr std::size_t redirect = 0x0F4;
constexpr std::size_t date = 0x0F8;
constexpr std::size_t key2_length = 0x105;
constexpr std::size_t key2 = 0x148;
constexpr std::size_t key2_size = 32;

constexpr std::size_t block_size = 0x200;

base::Bytes block_of(const Kit& kit, std::string_view usb_serial_number) {
  base::Bytes block(block_size);
  const auto put = [&block](std::size_t at, std::uint8_t value) {
    block[at] = static_cast<std::byte>(value);
  };
  const auto put_text = [&block](std::size_t at, std::string_view text) {
    std::copy_n(base::as_bytes(text).begin(), text.size(), block.begin() + static_cast<std::ptrdiff_t>(at));
  };
  put(format, 1);
  put(format + 1, 9);
  put(format + 2, 63);
  put(instance, kit.instance);
  put(usb_enumeration, 0x03);
  put(msd_settings, kit.drive);
  put(click_me, kit.click_me_type);
  put(debug_interfaces, static_cast<std::uint8_t>(kit.debug_interfaces));
  put(debug_interfaces + 1, static_cast<std::uint8_t>(kit.debug_interfaces >> 8));
  put(debug_features, 0x07);
  put(dgi_interfaces, 0x01);
  put(dgi_gpio_map, kit.gpio_map);
  put(analog_features, 0x02);
  put(lowest_voltage, 30);
  put(lowest_voltage + 1, 36);
  put(lowest_voltage + 2, 33);
  put_text(kit_name_at, kit.name);
  put_text(manufacturer, "Microchip");
  put_text(device_name, name(kit.mcu));
  put_text(serial_number, usb_serial_number);
  put_text(redirect, kit.redirect);
  put_text(date, kit.date);
  return block;
}

}  // namespace

DebuggerConfiguration::DebuggerConfiguration(const Kit& kit, std::string_view usb_serial_number)
    : content_(size, std::byte{0xFF}) {
  const base::Bytes block = block_of(kit, usb_serial_number);
  write(user_block, block);
  write(factory_block, block);
}

DebuggerConfiguration::DebuggerConfiguration(base::Bytes content) : content_(std::move(content)) {
  if (content_.size() != size)
    throw base::Error(bad_state).with("part", "debugger configuration").with("size", content_.size());
}

bool DebuggerConfiguration::holds(std::size_t offset, std::size_t count) const {
  return offset <= size && count <= size - offset;
}

void DebuggerConfiguration::write(std::size_t offset, base::ByteView bytes) {
  std::copy(bytes.begin(), bytes.end(), content_.begin() + static_cast<std::ptrdiff_t>(offset));
}

std::uint8_t DebuggerConfiguration::user(std::size_t register_offset) const {
  return std::to_integer<std::uint8_t>(content_[user_block + register_offset]);
}

std::string DebuggerConfiguration::kit_name() const {
  const std::string_view text =
      base::as_text(base::ByteView(content_).subspan(user_block + kit_name_at, kit_name_size));
  return std::string(text.substr(0, text.find('\0')));
}

std::uint8_t DebuggerConfiguration::click_me_type() const {
  return user(click_me);
}

base::ByteView DebuggerConfiguration::device_id() const {
  const std::size_t length = std::min<std::size_t>(user(key2_length), key2_size);
  return base::ByteView(content_).subspan(user_block + key2, length);
}

}  // namespace simulation
