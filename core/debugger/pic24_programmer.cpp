#include "debugger/pic24_programmer.hpp"

#include <span>
#include <utility>

#include "debugger/errors.hpp"

namespace debugger {

Pic24Programmer::Pic24Programmer(CmsisDap& dap, const Pic24Device& device)
    : TargetProgrammer({.target = device.name,
                        .ranges = device.image_ranges(),
                        .page = device.row,
                        .read_size = device.row,
                        .verify_size = 64 * device.row,
                        .erased = {std::byte{0xFF}, std::byte{0xFF}, std::byte{0xFF}, std::byte{0x00}},
                        .configuration = TargetMemory::Configuration::written}),
      engine_(dap),
      device_(device) {}

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

base::task<void> Pic24Programmer::write_page(std::uint32_t address, base::Bytes bytes) {
  if (next_row_ != address) co_await engine_.execute(pic24::start_rows(address), 0);
  next_row_ = address + device_.row;
  co_await engine_.begin(pic24::write_row(device_), pic24_compact(bytes));
}

base::task<void> Pic24Programmer::finish_pages() {
  next_row_.reset();
  co_await engine_.finish();
}

base::task<bool> Pic24Programmer::holds(ImageRange range, base::Bytes expected) {
  Gen4Script script = pic24::sum_up(device_, range.begin, range.size());
  const base::Bytes found = co_await engine_.execute(std::move(script), pic24::sums_size);
  co_return found == pic24::sums(pic24_compact(expected));
}

base::task<base::Bytes> Pic24Programmer::read_piece(std::uint32_t address, std::uint32_t size) {
  // Whole groups of four instructions, whatever is asked for.
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
  // A report that is lost must not leave the target in reset.
  co_await engine_.execute(pic24::leave_programming(), 0);
}

}  // namespace debugger
