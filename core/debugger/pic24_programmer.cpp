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
                        .erased = {std::byte{0xFF}, std::byte{0xFF}, std::byte{0xFF}, std::byte{0x00}},
                        .configuration = TargetMemory::Configuration::written}),
      engine_(dap),
      device_(device) {}

base::task<void> Pic24Programmer::take_over() {
  co_await engine_.execute(pic24::set_clock(), base::Bytes{}, 0);
  co_await engine_.execute(pic24::enter_programming(), base::Bytes{}, 0);
  const base::Bytes revision_and_id = co_await engine_.execute(pic24::read_id(), base::Bytes{}, 4);
  const std::array found{revision_and_id[3], revision_and_id[2]};
  check_signature(std::as_bytes(std::span(device_.device_id)), found);
}

base::task<void> Pic24Programmer::erase() {
  co_await engine_.execute(pic24::erase_chip(), base::Bytes{}, 0);
}

base::task<void> Pic24Programmer::write_page(std::uint32_t address, base::Bytes bytes) {
  Gen4Script script = pic24::write_rows(device_, address, static_cast<std::uint32_t>(bytes.size()));
  co_await engine_.execute(std::move(script), pic24_compact(bytes), 0);
}

base::task<base::Bytes> Pic24Programmer::read_piece(std::uint32_t address, std::uint32_t size) {
  // Whole groups of four instructions, whatever is asked for.
  const std::uint32_t begin = address / pic24::read_unit * pic24::read_unit;
  const std::uint32_t end = (address + size + pic24::read_unit - 1) / pic24::read_unit * pic24::read_unit;
  const base::Bytes compact = co_await engine_.execute(pic24::read(begin, end - begin), base::Bytes{},
                                                       pic24_compact_size(end - begin));
  const base::Bytes bytes = pic24_expand(compact);
  const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(address - begin);
  co_return base::Bytes(from, from + static_cast<std::ptrdiff_t>(size));
}

base::task<void> Pic24Programmer::release() {
  try {
    co_await engine_.execute(pic24::leave_programming(), base::Bytes{}, 0);
    co_return;
  } catch (const base::Error& error) {
    if (!error.is(no_answer) && !error.is(bad_answer)) throw;
  }
  // A report that is lost must not leave the target in reset.
  co_await engine_.execute(pic24::leave_programming(), base::Bytes{}, 0);
}

}  // namespace debugger
