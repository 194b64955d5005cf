#include "simulation/nor_flash.hpp"

#include "simulation/errors.hpp"

namespace simulation {

NorFlash::NorFlash(base::ByteView cells) : cells_(base::as_text(cells)) {
  if (cells_.size() != size)
    throw base::Error(bad_state).with("part", "winc flash").with("size", cells_.size());
}

void NorFlash::erase_sector(std::uint32_t address) {
  const std::uint32_t start = sector_of(address);
  cells_.replace(start, sector_size, sector_size, '\xFF');
  if (worn_sectors_.count(start) == 0) return;
  // A worn cell stays 0 after an erase. Here this affects one bit in every 64th byte.
  for (std::uint32_t offset = 17; offset < sector_size; offset += 64) cells_[start + offset] = '\xF7';
}

void NorFlash::write(std::uint32_t address, base::ByteView bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    char& cell = cells_[(address + i) % size];
    cell = static_cast<char>(static_cast<std::byte>(cell) & bytes[i]);
  }
}

base::Bytes NorFlash::read(std::uint32_t address, std::size_t count) const {
  base::Bytes bytes(count);
  for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::byte>(cells_[(address + i) % size]);
  return bytes;
}

std::size_t NorFlash::pages_touched(std::uint32_t address, std::size_t count) {
  if (count == 0) return 0;
  return (address % page_size + count - 1) / page_size + 1;
}

}  // namespace simulation
