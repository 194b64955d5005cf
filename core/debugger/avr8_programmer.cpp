#include "debugger/avr8_programmer.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "base/text.hpp"
#include "debugger/errors.hpp"

namespace debugger {

namespace {

constexpr std::byte blank{0xFF};
constexpr std::string_view invalid_physical_state = "0x31";
/// A report that is lost must not leave the target in reset.
constexpr int attempts_to_release = 2;

std::string hex(std::uint32_t number) {
  return "0x" + base::hex_number(number);
}

std::string hex(std::byte byte) {
  return base::to_hex_upper({&byte, 1});
}

/// What the image has in the block, blank where it has nothing.
base::Bytes content(const ImageSegments& segments, ImageRange block) {
  base::Bytes bytes(block.size(), blank);
  overlay(segments, block.begin, bytes);
  return bytes;
}

bool is_blank(base::ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::byte byte) { return byte == blank; });
}

}  // namespace

base::task<void> Avr8Programmer::enter() {
  std::exception_ptr failure;
  try {
    co_await activate();
    co_await protocol_.exchange(avr8::enter_programming());
    const base::ByteView expected = std::as_bytes(std::span(device_.signature));
    const base::Bytes found = co_await protocol_.exchange(
        avr8::read(Avr8Memory::data, device_.signatures.base, static_cast<std::uint32_t>(expected.size())));
    if (base::equal(found, expected)) co_return;
    throw base::Error(wrong_target)
        .with("expected", base::to_hex_upper(expected))
        .with("found", base::to_hex_upper(found));
  } catch (...) {
    failure = std::current_exception();
  }
  try {
    co_await leave();
  } catch (const base::Error&) {
    // It was not entered, or the debugger is gone: what went wrong first says more.
  }
  std::rethrow_exception(failure);
}

base::task<void> Avr8Programmer::activate() {
  const std::array settings{avr8::set_device(device_), avr8::set_variant_updi(),
                            avr8::set_function_programming(), avr8::set_interface_updi(),
                            avr8::set_clock(device_.clock_khz)};
  for (const Jtagice3Command& setting : settings) co_await protocol_.exchange(setting);
  try {
    co_await protocol_.exchange(avr8::activate_physical());
    co_return;
  } catch (const base::Error& error) {
    if (error.param("status") != invalid_physical_state) throw;
  }
  // The debugger is still active, from a session that was cut off.
  co_await protocol_.exchange(avr8::deactivate_physical());
  co_await protocol_.exchange(avr8::activate_physical());
}

base::task<void> Avr8Programmer::erase() {
  co_await protocol_.exchange(avr8::erase_chip());
}

base::task<void> Avr8Programmer::write(const FlashImage& image, ProgrammingObserver& observer) {
  const std::vector<ImageRange> pages = blocks(image.program, device_.flash.page);
  std::size_t done = 0;
  try {
    for (const ImageRange page : pages) {
      const base::Bytes bytes = content(image.program, page);
      if (!is_blank(bytes)) co_await protocol_.exchange(avr8::write(Avr8Memory::flash, page.begin, bytes));
      observer.on_progress(ProgrammingPhase::writing, ++done, pages.size());
    }
  } catch (base::Error& error) {
    throw error.with("address", hex(pages[done].begin));
  }
}

base::task<ConfigurationDifferences> Avr8Programmer::verify(const FlashImage& image,
                                                            ProgrammingObserver& observer) {
  const std::vector<ImageRange> pieces = blocks(image.program, avr8::max_read);
  for (std::size_t done = 0; done < pieces.size();) {
    const base::Bytes expected = content(image.program, pieces[done]);
    const base::Bytes found = co_await read(pieces[done]);
    const auto at = std::mismatch(expected.begin(), expected.end(), found.begin());
    if (at.first != expected.end())
      throw base::Error(verify_failed)
          .with("address", hex(pieces[done].begin + static_cast<std::uint32_t>(at.first - expected.begin())))
          .with("expected", hex(*at.first))
          .with("found", hex(*at.second));
    observer.on_progress(ProgrammingPhase::verifying, ++done, pieces.size());
  }
  ConfigurationDifferences differences;
  if (image.configuration.empty()) co_return differences;
  const ImageRange fuses = image_ranges().configuration;
  const base::Bytes found = co_await read(fuses);
  base::Bytes expected = found;
  overlay(image.configuration, fuses.begin, expected);
  for (std::uint32_t i = 0; i < found.size(); ++i)
    if ((device_.fuses_present >> i & 1U) != 0 && found[i] != expected[i])
      differences.push_back({fuses.begin + i, expected[i], found[i]});
  co_return differences;
}

base::task<base::Bytes> Avr8Programmer::read(ImageRange range) {
  const ImageRange fuses = image_ranges().configuration;
  base::Bytes bytes;
  while (bytes.size() < range.size()) {
    const std::uint32_t address = range.begin + static_cast<std::uint32_t>(bytes.size());
    const std::uint32_t size = std::min(range.end - address, avr8::max_read);
    const Jtagice3Command command =
        fuses.contains(address)
            ? avr8::read(Avr8Memory::data, device_.fuses.base + address - fuses.begin, size)
            : avr8::read(Avr8Memory::flash, address, size);
    const base::Bytes part = co_await protocol_.exchange(command);
    if (part.size() != size)
      throw base::Error(bad_answer).with("command", "0x21").because("another size than was asked for");
    base::append(bytes, part);
  }
  co_return bytes;
}

base::task<void> Avr8Programmer::leave() {
  return base::shielded(release());
}

base::task<void> Avr8Programmer::release() {
  const std::array commands{avr8::leave_programming(), avr8::deactivate_physical()};
  std::exception_ptr failure;
  for (const Jtagice3Command& command : commands) {
    for (int attempt = 1; attempt <= attempts_to_release; ++attempt) {
      try {
        co_await protocol_.exchange(command);
        break;
      } catch (const base::Error& error) {
        const bool unheard = error.is(no_answer) || error.is(bad_answer);
        if (unheard && attempt < attempts_to_release) continue;
        // Refused when it is said again: it was heard the first time.
        if (failure == nullptr && (unheard || attempt == 1)) failure = std::current_exception();
        break;
      }
    }
  }
  if (failure != nullptr) std::rethrow_exception(failure);
}

}  // namespace debugger
