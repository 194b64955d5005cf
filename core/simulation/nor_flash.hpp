// A serial NOR flash as in the WINC1510: 1 MiB, 4 KiB sectors, 256-byte pages. Erasing sets bits. Writing
// only clears them. Addresses wrap at the size of the chip, as unused address bits do. Is
// independent of what it contains, and does not simulate the time that operations take.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include "base/bytes.hpp"

namespace simulation {

class NorFlash {
 public:
  static constexpr std::uint32_t size = 0x100000;
  static constexpr std::uint32_t sector_size = 0x1000;
  static constexpr std::uint32_t page_size = 0x100;

  NorFlash() : cells_(size, '\xFF') {}
  /// Throws simulation.bad_state unless there are `size` bytes.
  explicit NorFlash(base::ByteView cells);

  /// Erases the sector that holds the address.
  void erase_sector(std::uint32_t address);
  /// Clears the bits that are 0 in `bytes`, across page boundaries, as the module's driver does.
  void write(std::uint32_t address, base::ByteView bytes);
  base::Bytes read(std::uint32_t address, std::size_t count) const;
  /// How many pages a write at this address touches.
  static std::size_t pages_touched(std::uint32_t address, std::size_t count);

  /// Makes the sector that holds the address keep some bits cleared when it is erased.
  void wear_out(std::uint32_t address) { worn_sectors_.insert(sector_of(address)); }

  base::ByteView cells() const { return base::as_bytes(cells_); }

 private:
  static constexpr std::uint32_t sector_of(std::uint32_t address) {
    return address % size / sector_size * sector_size;
  }

  // A string, because it is filled, copied and freed as a block. A vector visits each byte, which takes most
  // of a test's time where the functions of the library are not inlined.
  std::string cells_;
  std::set<std::uint32_t> worn_sectors_;
};

}  // namespace simulation
