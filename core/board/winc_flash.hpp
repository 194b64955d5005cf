// The flash of the WINC1510 Wi-Fi module: its map (vendor's flash map, storage.md), and types that check
// addresses. The provisioning firmware's ERASE and WRITEBLOB check nothing: a word instead of a number reads
// as address 0, and the module's boot firmware is erased. Through these types only the regions with
// certificates and settings can be erased or written; everything can be read.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"

namespace board {

inline constexpr std::uint32_t winc_flash_size = 0x100000;
inline constexpr std::uint32_t winc_page_size = 0x100;
inline constexpr std::uint32_t winc_sector_size = 0x1000;
inline constexpr auto erased_byte = std::byte{0xFF};

/// A part of the flash, [offset, offset + size) in bytes.
struct FlashRegion {
  std::uint32_t offset;
  std::uint32_t size;

  constexpr std::uint32_t end() const { return offset + size; }
  constexpr bool contains(std::uint32_t address, std::size_t length) const {
    return address >= offset && address <= end() && length <= end() - address;
  }
};

inline constexpr FlashRegion boot_region{0x0000, 0x1000};
inline constexpr FlashRegion control_region{0x1000, 0x2000};
inline constexpr FlashRegion pll_gain_region{0x3000, 0x1000};
inline constexpr FlashRegion root_store_region{0x4000, 0x1000};
/// Two sectors. Their last two pages hold the endpoint and the thing name.
inline constexpr FlashRegion client_store_region{0x5000, 0x2000};
inline constexpr FlashRegion endpoint_page_region{0x6E00, 0x100};
inline constexpr FlashRegion thing_name_page_region{0x6F00, 0x100};
inline constexpr FlashRegion http_region{0x7000, 0x2000};
inline constexpr FlashRegion connection_cache_region{0x9000, 0x1000};
inline constexpr FlashRegion firmware_region{0xA000, 236 * 1024};
inline constexpr FlashRegion ota_firmware_region{firmware_region.end(), 236 * 1024};
/// Certificates, settings and cache. This product never erases or writes anything else.
inline constexpr FlashRegion writable_region{root_store_region.offset,
                                             connection_cache_region.end() - root_store_region.offset};

/// An address to read from.
class FlashAddress {
 public:
  /// Throws board.address_refused past the end of the flash.
  explicit FlashAddress(std::uint32_t value);
  constexpr std::uint32_t value() const { return value_; }

 private:
  std::uint32_t value_;
};

/// A sector to erase, in writable_region.
class SectorAddress {
 public:
  /// Throws board.address_refused unless it is aligned to 4 KiB and in writable_region.
  explicit SectorAddress(std::uint32_t value);
  constexpr std::uint32_t value() const { return value_; }
  friend bool operator==(SectorAddress, SectorAddress) = default;

 private:
  std::uint32_t value_;
};

/// The size of one read: 1..256 bytes.
class ReadSize {
 public:
  explicit ReadSize(std::size_t value);  // board.size_refused
  constexpr std::size_t value() const { return value_; }

 private:
  std::size_t value_;
};

/// One write: 1..256 bytes within one page of writable_region. Refers to the caller's bytes.
class PageChunk {
 public:
  /// Throws board.address_refused and board.size_refused.
  PageChunk(std::uint32_t address, base::ByteView bytes);
  constexpr std::uint32_t address() const { return address_; }
  base::ByteView bytes() const { return bytes_; }

 private:
  std::uint32_t address_;
  base::ByteView bytes_;
};

}  // namespace board
