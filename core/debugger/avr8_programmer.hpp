// Programs an AVR over UPDI through the AVR8 generic handler: chip erase, page writes, reads. Never writes
// fuses, EEPROM or lock bits, and never unlocks a locked chip.
#pragma once

#include <optional>

#include "debugger/avr8.hpp"
#include "debugger/programmer.hpp"

namespace debugger {

class Avr8Programmer final : public TargetProgrammer {
 public:
  Avr8Programmer(Jtagice3& protocol, const UpdiDevice& device);

  base::task<void> erase() override;

 private:
  base::task<void> take_over() override;
  base::task<void> activate();
  base::task<void> write_page(std::uint32_t address, base::Bytes bytes) override;
  base::task<base::Bytes> read_piece(std::uint32_t address, std::uint32_t size) override;
  base::task<void> release() override;
  /// Sends a command and returns its error, if any. Does not throw it, because Clang 14 miscompiles a
  /// coroutine for WebAssembly that continues a loop from within an exception handler.
  base::task<std::optional<base::Error>> try_command(Jtagice3Command command);

  Jtagice3& protocol_;
  const UpdiDevice& device_;
};

}  // namespace debugger
