#include "debugger/programmer.hpp"

#include <algorithm>

#include "base/finally.hpp"
#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "base/text.hpp"
#include "debugger/errors.hpp"

namespace debugger {

namespace {

std::string hex(std::uint32_t number) {
  return "0x" + base::hex_number(number);
}

std::string hex(std::byte byte) {
  return base::to_hex_upper({&byte, 1});
}

void check_size(base::ByteView piece, std::uint32_t size) {
  if (piece.size() != size)
    throw base::Error(bad_answer).with("command", "read").because("another size than asked for");
}

}  // namespace

base::task<void> TargetProgrammer::enter() {
  return base::on_failure(take_over(), leave());
}

base::task<void> TargetProgrammer::leave() {
  return base::shielded(release());
}

base::task<ConfigurationDifferences> TargetProgrammer::replace_program(const FlashImage& image,
                                                                       ProgrammingObserver& observer) {
  observer.on_progress(ProgrammingPhase::erasing, 0, 1);
  co_await erase();
  observer.on_progress(ProgrammingPhase::erasing, 1, 1);
  co_await write(image, observer);
  co_return co_await verify(image, observer);
}

ImageRange TargetProgrammer::pages_of(const ImageSegments& segments, ImageRange block) const {
  std::uint32_t end = block.begin;
  for (const ImageSegment& segment : segments)
    if (segment.address < block.end) end = std::max(end, std::min(segment.end(), block.end));
  return {block.begin, (end + memory_.page - 1) / memory_.page * memory_.page};
}

base::Bytes TargetProgrammer::content(const FlashImage& image, ImageRange range) const {
  base::Bytes bytes = content(image.program, range);
  if (memory_.configuration == TargetMemory::Configuration::written)
    overlay(image.configuration, range.begin, bytes);
  return bytes;
}

base::Bytes TargetProgrammer::content(const ImageSegments& segments, ImageRange range) const {
  base::Bytes bytes(range.size());
  for (std::uint32_t i = 0; i < bytes.size(); ++i)
    bytes[i] = memory_.erased[(range.begin + i) % memory_.erased.size()];
  overlay(segments, range.begin, bytes);
  return bytes;
}

base::task<void> TargetProgrammer::write(const FlashImage& image, ProgrammingObserver& observer) {
  ImageSegments segments = image.program;
  if (memory_.configuration == TargetMemory::Configuration::written)
    segments.insert(segments.end(), image.configuration.begin(), image.configuration.end());
  const std::vector<ImageRange> pages = blocks(segments, memory_.page);
  std::size_t done = 0;
  try {
    while (done < pages.size()) {
      base::Bytes bytes = content(segments, pages[done]);
      if (bytes != content(ImageSegments{}, pages[done]))
        co_await write_page(pages[done].begin, std::move(bytes));
      observer.on_progress(ProgrammingPhase::writing, ++done, pages.size());
    }
    co_await finish_pages();
  } catch (base::Error& error) {
    if (done == pages.size()) throw;
    throw error.with("address", hex(pages[done].begin));
  }
}

base::task<ConfigurationDifferences> TargetProgrammer::verify(const FlashImage& image,
                                                              ProgrammingObserver& observer) {
  const std::vector<ImageRange> pieces = blocks(image.program, memory_.verify_size);
  for (std::size_t done = 0; done < pieces.size();) {
    const ImageRange piece = pages_of(image.program, pieces[done]);
    base::Bytes expected = content(image, piece);
    // If the piece differs, read it to find the address.
    if (!co_await holds(piece, std::move(expected))) compare(image, piece, co_await read(piece));
    observer.on_progress(ProgrammingPhase::verifying, ++done, pieces.size());
  }
  if (image.configuration.empty()) co_return ConfigurationDifferences{};
  co_return differences(image, co_await read(memory_.ranges.configuration));
}

base::task<bool> TargetProgrammer::holds(ImageRange range, base::Bytes expected) {
  const base::Bytes found = co_await read(range);
  co_return found == expected;
}

void TargetProgrammer::compare(const FlashImage& image, ImageRange piece, base::ByteView found) const {
  const base::Bytes expected = content(image, piece);
  const auto at = std::mismatch(expected.begin(), expected.end(), found.begin());
  if (at.first == expected.end()) return;
  throw base::Error(verify_failed)
      .with("address", hex(piece.begin + static_cast<std::uint32_t>(at.first - expected.begin())))
      .with("expected", hex(*at.first))
      .with("found", hex(*at.second));
}

ConfigurationDifferences TargetProgrammer::differences(const FlashImage& image, base::ByteView found) const {
  const std::uint32_t begin = memory_.ranges.configuration.begin;
  base::Bytes expected = base::to_bytes(found);
  overlay(image.configuration, begin, expected);
  ConfigurationDifferences differences;
  for (std::uint32_t i = 0; i < found.size(); ++i) {
    const std::byte bits =
        memory_.configuration_bits.empty() ? std::byte{0xFF} : memory_.configuration_bits[i];
    if (((found[i] ^ expected[i]) & bits) != std::byte{0})
      differences.push_back({begin + i, expected[i], found[i]});
  }
  return differences;
}

void TargetProgrammer::check_signature(base::ByteView expected, base::ByteView found) {
  if (base::equal(expected, found)) return;
  throw base::Error(wrong_target)
      .with("expected", base::to_hex_upper(expected))
      .with("found", base::to_hex_upper(found));
}

base::task<base::Bytes> TargetProgrammer::read(ImageRange range) {
  base::Bytes bytes;
  while (bytes.size() < range.size()) {
    const std::uint32_t address = range.begin + static_cast<std::uint32_t>(bytes.size());
    const std::uint32_t size = std::min(range.end - address, memory_.read_size);
    const base::Bytes piece = co_await read_piece(address, size);
    check_size(piece, size);
    base::append(bytes, piece);
  }
  co_return bytes;
}

base::task<ConfigurationDifferences> program(TargetProgrammer& target, const FlashImage& image,
                                             ProgrammingObserver& observer) {
  co_await target.enter();
  // An incomplete program must not run: it could write anything into the Wi-Fi module's flash.
  auto programming = base::on_failure(target.replace_program(image, observer), target.erase());
  co_return co_await base::finally(std::move(programming), target.leave());
}

base::task<void> reset(TargetProgrammer& target) {
  co_await target.enter();
  co_await target.leave();
}

}  // namespace debugger
