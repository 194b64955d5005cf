// Reads, writes, verifies and erases ranges of the Wi-Fi module's flash through the provisioning firmware,
// page by page. Erased flash reads FF, so that bytes of FF are compared but not sent. Writing does not erase.
#pragma once

#include <cstddef>
#include <functional>

#include "board/provisioning_client.hpp"

namespace board {

/// Called after each page: bytes done, bytes in total.
using FlashProgress = std::function<void(std::size_t done, std::size_t total)>;

class WincModule {
 public:
  explicit WincModule(ProvisioningClient& client) : client_(client) {}

  base::task<base::Bytes> read(FlashAddress from, std::size_t size, FlashProgress progress = {});
  /// Writes into erased flash. Throws board.address_refused, before anything is sent, unless the whole range
  /// is in writable_region.
  base::task<void> write(FlashAddress to, base::Bytes content, FlashProgress progress = {});
  /// Reads back and compares. Throws board.verify_failed (address of the first difference).
  base::task<void> verify(FlashAddress at, base::Bytes expected, FlashProgress progress = {});
  /// Writes, then verifies. The progress counts both.
  base::task<void> write_and_verify(FlashAddress to, base::Bytes content, FlashProgress progress = {});
  base::task<void> erase(SectorAddress sector) { return client_.winc_erase(sector); }
  /// Erases every sector of a region, which must be in writable_region.
  base::task<void> erase(FlashRegion region);

 private:
  ProvisioningClient& client_;
};

}  // namespace board
