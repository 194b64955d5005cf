#include "board/winc_flash.hpp"

#include "board/errors.hpp"

namespace board {

FlashAddress::FlashAddress(std::uint32_t value) : value_(value) {
  if (value >= winc_flash_size) throw base::Error(address_refused).with("address", value);
}

SectorAddress::SectorAddress(std::uint32_t value) : value_(value) {
  if (value % winc_sector_size != 0 || !writable_region.contains(value, winc_sector_size))
    throw base::Error(address_refused).with("address", value);
}

ReadSize::ReadSize(std::size_t value) : value_(value) {
  if (value == 0 || value > winc_page_size) throw base::Error(size_refused).with("size", value);
}

PageChunk::PageChunk(std::uint32_t address, base::ByteView bytes) : address_(address), bytes_(bytes) {
  if (bytes.empty() || bytes.size() > winc_page_size - address % winc_page_size)
    throw base::Error(size_refused).with("address", address).with("size", bytes.size());
  if (!writable_region.contains(address, bytes.size()))
    throw base::Error(address_refused).with("address", address);
}

}  // namespace board
