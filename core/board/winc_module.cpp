#include "board/winc_module.hpp"

#include <algorithm>
#include <utility>

#include "board/errors.hpp"

namespace board {

namespace {

/// How many of the next `left` bytes from an address are in the same page.
std::size_t in_page(std::uint32_t address, std::size_t left) {
  return std::min<std::size_t>(left, winc_page_size - address % winc_page_size);
}

/// The bytes that have to be sent: erased flash already has FF at both ends.
base::ByteView without_erased_ends(base::ByteView bytes) {
  while (!bytes.empty() && bytes.front() == erased_byte) bytes = bytes.subspan(1);
  while (!bytes.empty() && bytes.back() == erased_byte) bytes = bytes.first(bytes.size() - 1);
  return bytes;
}

FlashProgress shifted(FlashProgress progress, std::size_t by, std::size_t total) {
  if (!progress) return {};
  return [progress = std::move(progress), by, total](std::size_t done, std::size_t) {
    progress(by + done, total);
  };
}

void check_writable(FlashRegion region) {
  if (!writable_region.contains(region.offset, region.size))
    throw base::Error(address_refused).with("address", region.offset);
}

}  // namespace

base::task<base::Bytes> WincModule::read(FlashAddress from, std::size_t size, FlashProgress progress) {
  if (size > winc_flash_size - from.value())
    throw base::Error(size_refused).with("address", from.value()).with("size", size);
  base::Bytes content;
  while (content.size() < size) {
    const auto address = static_cast<std::uint32_t>(from.value() + content.size());
    const std::size_t count = in_page(address, size - content.size());
    const base::Bytes chunk = co_await client_.winc_read(FlashAddress(address), ReadSize(count));
    base::append(content, chunk);
    if (progress) progress(content.size(), size);
  }
  co_return content;
}

base::task<void> WincModule::write(FlashAddress to, base::Bytes content, FlashProgress progress) {
  if (content.size() > winc_flash_size) throw base::Error(size_refused).with("size", content.size());
  check_writable(FlashRegion{to.value(), static_cast<std::uint32_t>(content.size())});
  const base::ByteView all(content);
  for (std::size_t done = 0; done < all.size();) {
    const auto address = static_cast<std::uint32_t>(to.value() + done);
    const base::ByteView page = all.subspan(done, in_page(address, all.size() - done));
    const base::ByteView used = without_erased_ends(page);
    if (!used.empty())
      co_await client_.winc_write(
          PageChunk(address + static_cast<std::uint32_t>(used.data() - page.data()), used));
    done += page.size();
    if (progress) progress(done, all.size());
  }
}

base::task<void> WincModule::verify(FlashAddress at, base::Bytes expected, FlashProgress progress) {
  const base::Bytes found = co_await read(at, expected.size(), std::move(progress));
  const auto difference = std::mismatch(found.begin(), found.end(), expected.begin(), expected.end());
  if (difference.first == found.end()) co_return;
  const auto offset = static_cast<std::uint32_t>(difference.first - found.begin());
  throw base::Error(verify_failed).with("address", at.value() + offset);
}

base::task<void> WincModule::write_and_verify(FlashAddress to, base::Bytes content, FlashProgress progress) {
  const std::size_t total = 2 * content.size();
  const std::size_t written = content.size();
  co_await write(to, content, shifted(progress, 0, total));
  co_await verify(to, std::move(content), shifted(std::move(progress), written, total));
}

base::task<void> WincModule::erase(FlashRegion region) {
  check_writable(region);
  if (region.offset % winc_sector_size != 0 || region.size % winc_sector_size != 0)
    throw base::Error(address_refused).with("address", region.offset);
  for (std::uint32_t sector = region.offset; sector < region.end(); sector += winc_sector_size)
    co_await client_.winc_erase(SectorAddress(sector));
}

}  // namespace board
