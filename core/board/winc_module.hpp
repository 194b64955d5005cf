// Ranges of the Wi-Fi module's flash over the provisioning firmware, page by page: read, write with
// read-back, erase. Writing costs only what it must: bytes that are FF are not sent (erased flash reads FF),
// but they are compared. Does not erase by itself.
#pragma once

#include <cstddef>
#include <functional>

#include "board/provisioning_client.hpp"

namespace board {

/// Called after every chunk; bytes done so far, of how many.
using FlashProgress = std::function<void(std::size_t done, std::size_t total)>;

class WincModule {
 public:
  explicit WincModule(ProvisioningClient& client) : client_(client) {}

  base::task<base::Bytes> read(FlashAddress from, std::size_t size, FlashProgress progress = {});
  /// Into erased flash. The whole range must lie in writable_region, or board.address_refused before anything
  /// is sent.
  base::task<void> write(FlashAddress to, base::Bytes content, FlashProgress progress = {});
  /// Reads back and compares; board.verify_failed (address of the first difference).
  base::task<void> verify(FlashAddress at, base::Bytes expected, FlashProgress progress = {});
  /// write(), then verify(); progress counts both.
  base::task<void> write_and_verify(FlashAddress to, base::Bytes content, FlashProgress progress = {});
  base::task<void> erase(SectorAddress sector) { return client_.winc_erase(sector); }
  /// Every sector of a region in writable_region.
  base::task<void> erase(FlashRegion region);

 private:
  ProvisioningClient& client_;
};

}  // namespace board
