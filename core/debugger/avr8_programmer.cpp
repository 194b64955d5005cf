#include "debugger/avr8_programmer.hpp"

#include <array>
#include <span>
#include <utility>
#include <vector>

#include "base/hex.hpp"
#include "debugger/errors.hpp"

namespace debugger {

namespace {

/// Whether the debugger may never have received the command.
bool may_be_lost(const std::optional<base::Error>& error) {
  return error && (error->is(no_answer) || error->is(bad_answer));
}

}  // namespace

Avr8Programmer::Avr8Programmer(Jtagice3& protocol, const UpdiDevice& device)
    : TargetProgrammer({.target = device.name,
                        .ranges = device.image_ranges(),
                        .page = device.flash.page,
                        .read_size = avr8::max_read,
                        .verify_size = avr8::max_read,
                        .erased = {std::byte{0xFF}, std::byte{0xFF}, std::byte{0xFF}, std::byte{0xFF}},
                        .configuration = TargetMemory::Configuration::compared,
                        .configuration_bits = device.fuse_bits}),
      protocol_(protocol),
      device_(device) {}

base::task<void> Avr8Programmer::take_over() {
  co_await activate();
  co_await protocol_.exchange(avr8::enter_programming());
  const base::ByteView expected = std::as_bytes(std::span(device_.signature));
  check_signature(expected,
                  co_await protocol_.exchange(avr8::read(Avr8Memory::data, device_.signatures.base,
                                                         static_cast<std::uint32_t>(expected.size()))));
}

base::task<void> Avr8Programmer::activate() {
  const std::vector<Jtagice3Command> settings = avr8::settings(device_);
  for (const Jtagice3Command& setting : settings) co_await protocol_.exchange(setting);
  try {
    co_await protocol_.exchange(avr8::activate_physical());
    co_return;
  } catch (const base::Error& error) {
    if (!error.is(wrong_interface_state)) throw;
  }
  // UPDI is still active: an earlier session ended without deactivating it.
  co_await protocol_.exchange(avr8::deactivate_physical());
  co_await protocol_.exchange(avr8::activate_physical());
}

base::task<void> Avr8Programmer::erase() {
  co_await protocol_.exchange(avr8::erase_chip());
}

base::task<void> Avr8Programmer::write_page(std::uint32_t address, base::Bytes bytes) {
  co_await protocol_.exchange(avr8::write(Avr8Memory::flash, address, bytes));
}

base::task<base::Bytes> Avr8Programmer::read_piece(std::uint32_t address, std::uint32_t size) {
  const ImageRange fuses = image_ranges().configuration;
  return protocol_.exchange(
      fuses.contains(address) ? avr8::read(Avr8Memory::data, device_.fuses.base + address - fuses.begin, size)
                              : avr8::read(Avr8Memory::flash, address, size));
}

base::task<std::optional<base::Error>> Avr8Programmer::try_command(Jtagice3Command command) {
  std::optional<base::Error> error;
  try {
    co_await protocol_.exchange(std::move(command));
  } catch (const base::Error& one) {
    error = one;
  }
  co_return error;
}

base::task<void> Avr8Programmer::release() {
  const std::array commands{avr8::leave_programming(), avr8::deactivate_physical()};
  std::optional<base::Error> failure;
  for (const Jtagice3Command& command : commands) {
    std::optional<base::Error> error = co_await try_command(command);
    if (may_be_lost(error)) {
      // If the report was lost, the target would stay in reset: send the command again.
      error = co_await try_command(command);
      // A refusal of the second one means that the first one was carried out.
      if (!may_be_lost(error)) error.reset();
    }
    if (!failure) failure = error;
  }
  if (failure) throw base::Error(*failure);
}

}  // namespace debugger
