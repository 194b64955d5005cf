// The ATmega4808 as its programming interface sees it: a data space of 64 KiB that maps flash, EEPROM, fuses,
// user row and signature, and the operations of its NVM controller. Erasing sets bits. Writing only clears
// them, except where the controller erases by itself. Does not simulate UPDI or the time that operations
// take. Facts: data sheet DS40002015, chapters "Memories" and "NVMCTRL"; reference/debugger.md.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>

#include "base/bytes.hpp"

namespace simulation {

/// The memories that keep their content without power.
struct AvrMemories {
  static constexpr std::size_t flash_size = 0xC000;
  static constexpr std::uint8_t unlocked = 0xC5;

  base::Bytes flash = base::Bytes(flash_size, std::byte{0xFF});
  base::Bytes eeprom = base::Bytes(0x100, std::byte{0xFF});
  base::Bytes user_row = base::Bytes(0x40, std::byte{0xFF});
  /// The values of the vendor's images.
  std::array<std::uint8_t, 9> fuses{0x00, 0x00, 0x02, 0x00, 0x00, 0xC0, 0x07, 0x00, 0x00};
  std::uint8_t lock = unlocked;

  bool is_locked() const { return lock != unlocked; }

  void erase_program() { std::fill(flash.begin(), flash.end(), std::byte{0xFF}); }
  /// Writes an image into an erased flash.
  void store_program(base::ByteView image) { std::copy(image.begin(), image.end(), flash.begin()); }
  void store_text(base::ByteView text) { store_program(text); }
  base::ByteView text() const { return flash; }
};

class Atmega4808 {
 public:
  static constexpr std::uint32_t default_signature = 0x1E9650;
  static constexpr std::uint32_t data_space = 0x10000;
  static constexpr std::uint32_t flash_base = 0x4000;
  static constexpr std::uint32_t flash_page = 0x80;
  static constexpr std::uint32_t eeprom_base = 0x1400;
  static constexpr std::uint32_t eeprom_page = 0x40;
  static constexpr std::uint32_t user_row_base = 0x1300;
  static constexpr std::uint32_t fuses_base = 0x1280;
  static constexpr std::uint32_t lock_address = 0x128A;
  static constexpr std::uint32_t signature_base = 0x1100;
  static constexpr std::uint32_t nvmctrl_base = 0x1000;

  explicit Atmega4808(AvrMemories& memories) : memories_(memories) {}

  /// Simulates another part of the same family.
  void set_signature(std::uint32_t signature) { signature_ = signature; }
  /// Makes the flash page that holds the offset keep some bits cleared when it is erased.
  void wear_out(std::uint32_t flash_offset) { worn_pages_.insert(flash_offset / flash_page); }
  bool is_locked() const { return memories_.is_locked(); }

  /// The byte at an address of the data space; zero where nothing is mapped.
  std::byte read(std::uint32_t address) const;

  /// Erases flash, lock bits, and EEPROM unless the fuse EESAVE keeps it.
  void erase_chip();
  void erase_eeprom();
  void erase_user_row();
  // Erase the page or bytes at an address of the data space. False if the address is not in that memory.
  bool erase_flash_page(std::uint32_t address);
  bool erase_eeprom_page(std::uint32_t address);
  bool erase_eeprom_bytes(std::uint32_t address, std::size_t count);

  // Write at an address of the data space. False if the range is not all in that memory. In flash and EEPROM,
  // cleared bits stay cleared.
  bool write_flash(std::uint32_t address, base::ByteView bytes);
  bool write_eeprom(std::uint32_t address, base::ByteView bytes);
  bool write_user_row(std::uint32_t address, base::ByteView bytes);
  bool write_fuse(std::uint32_t address, std::uint8_t value);
  bool write_lock(std::uint32_t address, std::uint8_t value);
  bool write_ram(std::uint32_t address, base::ByteView bytes);

 private:
  void erase_page(std::uint32_t page);

  AvrMemories& memories_;
  base::Bytes ram_ = base::Bytes(0x1800);
  std::uint32_t signature_ = default_signature;
  std::set<std::uint32_t> worn_pages_;
};

}  // namespace simulation
