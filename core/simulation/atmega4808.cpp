#include "simulation/atmega4808.hpp"

#include <algorithm>
#include <optional>

namespace simulation {

namespace {

constexpr std::uint32_t revision_address = 0x0F01;  // SYSCFG.REVID
constexpr std::uint8_t revision = 0x01;
constexpr std::uint32_t serial_number_base = Atmega4808::signature_base + 3;
constexpr std::uint32_t serial_number_size = 10;
constexpr std::uint32_t ram_base = 0x2800;
constexpr std::size_t system_configuration = 5;  // the fuse SYSCFG0
constexpr std::uint8_t keep_eeprom = 0x01;       // its bit EESAVE

/// The offset of an address in the memory that starts at `base`; nullopt if the address is outside.
std::optional<std::size_t> within(std::uint32_t address, std::uint32_t base, std::size_t size) {
  if (address < base || address - base >= size) return std::nullopt;
  return address - base;
}

/// The part of a memory that a write at an address covers; empty if the range is not all inside.
std::span<std::byte> covered(base::Bytes& memory, std::uint32_t base, std::uint32_t address,
                             std::size_t count) {
  const std::optional<std::size_t> at = within(address, base, memory.size());
  if (!at || count > memory.size() - *at) return {};
  return std::span(memory).subspan(*at, count);
}

bool clear_bits(std::span<std::byte> cells, base::ByteView bytes) {
  if (cells.empty()) return false;
  for (std::size_t i = 0; i < bytes.size(); ++i) cells[i] &= bytes[i];
  return true;
}

bool replace(std::span<std::byte> cells, base::ByteView bytes) {
  if (cells.empty()) return false;
  std::copy(bytes.begin(), bytes.end(), cells.begin());
  return true;
}

}  // namespace

std::byte Atmega4808::read(std::uint32_t address) const {
  if (const auto at = within(address, flash_base, memories_.flash.size())) return memories_.flash[*at];
  if (const auto at = within(address, eeprom_base, memories_.eeprom.size())) return memories_.eeprom[*at];
  if (const auto at = within(address, user_row_base, memories_.user_row.size()))
    return memories_.user_row[*at];
  if (const auto at = within(address, fuses_base, memories_.fuses.size()))
    return static_cast<std::byte>(memories_.fuses[*at]);
  if (const auto at = within(address, ram_base, ram_.size())) return ram_[*at];
  if (const auto at = within(address, signature_base, 3))
    return static_cast<std::byte>(signature_ >> (16 - 8 * *at));
  if (const auto at = within(address, serial_number_base, serial_number_size))
    return static_cast<std::byte>(0x41 + *at);
  if (address == lock_address) return static_cast<std::byte>(memories_.lock);
  if (address == revision_address) return static_cast<std::byte>(revision);
  return std::byte{0};
}

void Atmega4808::erase_page(std::uint32_t page) {
  const auto cells = std::span(memories_.flash).subspan(std::size_t{page} * flash_page, flash_page);
  std::fill(cells.begin(), cells.end(), std::byte{0xFF});
  if (worn_pages_.count(page) != 0) cells[17] = std::byte{0xF7};
}

void Atmega4808::erase_chip() {
  for (std::uint32_t page = 0; page < memories_.flash.size() / flash_page; ++page) erase_page(page);
  if ((memories_.fuses[system_configuration] & keep_eeprom) == 0) erase_eeprom();
  memories_.lock = AvrMemories::unlocked;
}

void Atmega4808::erase_eeprom() {
  std::fill(memories_.eeprom.begin(), memories_.eeprom.end(), std::byte{0xFF});
}

void Atmega4808::erase_user_row() {
  std::fill(memories_.user_row.begin(), memories_.user_row.end(), std::byte{0xFF});
}

bool Atmega4808::erase_flash_page(std::uint32_t address) {
  const auto at = within(address, flash_base, memories_.flash.size());
  if (!at) return false;
  erase_page(static_cast<std::uint32_t>(*at) / flash_page);
  return true;
}

bool Atmega4808::erase_eeprom_page(std::uint32_t address) {
  const auto at = within(address, eeprom_base, memories_.eeprom.size());
  if (!at) return false;
  const auto page = std::span(memories_.eeprom).subspan(*at / eeprom_page * eeprom_page, eeprom_page);
  std::fill(page.begin(), page.end(), std::byte{0xFF});
  return true;
}

bool Atmega4808::erase_eeprom_bytes(std::uint32_t address, std::size_t count) {
  return replace(covered(memories_.eeprom, eeprom_base, address, count), base::Bytes(count, std::byte{0xFF}));
}

bool Atmega4808::write_flash(std::uint32_t address, base::ByteView bytes) {
  return clear_bits(covered(memories_.flash, flash_base, address, bytes.size()), bytes);
}

bool Atmega4808::write_eeprom(std::uint32_t address, base::ByteView bytes) {
  return clear_bits(covered(memories_.eeprom, eeprom_base, address, bytes.size()), bytes);
}

bool Atmega4808::write_user_row(std::uint32_t address, base::ByteView bytes) {
  return replace(covered(memories_.user_row, user_row_base, address, bytes.size()), bytes);
}

bool Atmega4808::write_fuse(std::uint32_t address, std::uint8_t value) {
  const auto at = within(address, fuses_base, memories_.fuses.size());
  if (at) memories_.fuses[*at] = value;
  return at.has_value();
}

bool Atmega4808::write_lock(std::uint32_t address, std::uint8_t value) {
  if (address != lock_address) return false;
  memories_.lock = value;
  return true;
}

bool Atmega4808::write_ram(std::uint32_t address, base::ByteView bytes) {
  return replace(covered(ram_, ram_base, address, bytes.size()), bytes);
}

}  // namespace simulation
