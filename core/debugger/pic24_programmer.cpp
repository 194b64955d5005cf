#include "debugger/pic24_programmer.hpp"

#include <span>
#include <utility>

#include "debugger/errors.hpp"

namespace debugger {

namespace {

/// Whether the fast way may have caused the error. A pulled cable or a cancellation has other causes.
bool may_be_caused_by_fast_way(const base::Error& error) {
  return error.is(script_failed) || error.is(no_answer) || error.is(bad_answer) || error.is(verify_failed);
}

}  // namespace

Pic24Programmer::Pic24Programmer(CmsisDap& dap, const Pic24Device& device)
    : TargetProgrammer({.target = device.name,
                        .ranges = device.image_ranges(),
                        .page = device.row,
                        .read_size = device.row,
                        .verify_size = 8 * device.row,
                        .erased = {std::byte{0xFF}, std::byte{0xFF}, std::byte{0xFF}, std::byte{0x00}},
                        .configuration = TargetMemory::Configuration::written}),
      engine_(dap),
      device_(device),
      log_(dap.log()) {}

base::task<void> Pic24Programmer::take_over() {
  next_row_.reset();
  co_await engine_.settle();
  co_await engine_.execute(pic24::set_clock(), 0);
  co_await engine_.execute(pic24::enter_programming(), 0);
  const base::Bytes revision_and_id = co_await engine_.execute(pic24::read_id(), 4);
  const std::array found{revision_and_id[3], revision_and_id[2]};
  check_signature(std::as_bytes(std::span(device_.device_id)), found);
}

base::task<void> Pic24Programmer::erase() {
  next_row_.reset();
  co_await engine_.settle();
  co_await engine_.execute(pic24::erase_chip(), 0);
}

base::task<ConfigurationDifferences> Pic24Programmer::replace_program(const FlashImage& image,
                                                                      ProgrammingObserver& observer) {
  if (!careful_) {
    try {
      co_return co_await TargetProgrammer::replace_program(image, observer);
    } catch (const base::Error& error) {
      if (!may_be_caused_by_fast_way(error)) throw;
      log_.warning("debugger", "programming again the careful way, after " + error.describe());
    }
    careful_ = true;
    uses_sums_ = false;
    co_await take_over();
  }
  co_return co_await TargetProgrammer::replace_program(image, observer);
}

base::task<void> Pic24Programmer::write_page(std::uint32_t address, base::Bytes bytes) {
  if (careful_) {
    co_await engine_.execute_with(pic24::write_row(device_, address), pic24_compact(bytes));
    co_return;
  }
  if (next_row_ != address) co_await engine_.execute(pic24::start_rows(address), 0);
  next_row_ = address + device_.row;
  co_await engine_.begin(pic24::write_next_row(device_), pic24_compact(bytes));
}

base::task<void> Pic24Programmer::finish_pages() {
  next_row_.reset();
  co_await engine_.finish();
}

base::task<bool> Pic24Programmer::holds(ImageRange range, base::Bytes expected) {
  if (uses_sums_) {
    try {
      co_return co_await sums_match(range, expected);
    } catch (const base::Error& error) {
      if (!may_be_caused_by_fast_way(error)) throw;
      log_.warning("debugger", "reading the flash back, because there is no sum: " + error.describe());
    }
    uses_sums_ = false;
  }
  co_return co_await TargetProgrammer::holds(range, std::move(expected));
}

base::task<bool> Pic24Programmer::sums_match(ImageRange range, base::ByteView expected) {
  Gen4Script script = pic24::sum_up(device_, range.begin, range.size());
  const base::Bytes found = co_await engine_.execute(std::move(script), pic24::sums_size);
  co_return found == pic24::sums(pic24_compact(expected));
}

base::task<base::Bytes> Pic24Programmer::read_piece(std::uint32_t address, std::uint32_t size) {
  // Reads whole groups of four instructions and returns the part that was asked for.
  const std::uint32_t begin = address / pic24::read_unit * pic24::read_unit;
  const std::uint32_t end = (address + size + pic24::read_unit - 1) / pic24::read_unit * pic24::read_unit;
  const base::Bytes compact =
      co_await engine_.execute(pic24::read(begin, end - begin), pic24_compact_size(end - begin));
  const base::Bytes bytes = pic24_expand(compact);
  const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(address - begin);
  co_return base::Bytes(from, from + static_cast<std::ptrdiff_t>(size));
}

base::task<void> Pic24Programmer::release() {
  co_await engine_.settle();
  try {
    co_await engine_.execute(pic24::leave_programming(), 0);
    co_return;
  } catch (const base::Error& error) {
    if (!error.is(no_answer) && !error.is(bad_answer)) throw;
  }
  // If the report was lost, the target would stay in reset: execute the script again.
  co_await engine_.execute(pic24::leave_programming(), 0);
}

}  // namespace debugger
