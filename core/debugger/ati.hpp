// ATI, the "asynchronous transport interface" of nEDBG debuggers: CMSIS-DAP's vendor command 0x94, which
// writes and reads the debugger's buffers in fragments of 60 bytes (pyedbglib's protocols/ati.py). The
// content of the buffers is left to the caller. The debugger has two oddities: it answers a finished write
// with id 0 instead of 0x94, and it refuses a fragment that comes too early, which is then sent again.
#pragma once

#include <cstdint>

#include "base/task.hpp"
#include "debugger/cmsis_dap.hpp"

namespace debugger {

/// The buffer's type in bits 3 and 4, its number in bits 0 to 2.
enum class AtiBuffer : std::uint8_t { data_0 = 0x00, data_1 = 0x01, command = 0x10 };

/// The size of each buffer in bytes.
inline constexpr std::size_t ati_buffer_size = 512;

class Ati {
 public:
  explicit Ati(CmsisDap& dap) : dap_(dap) {}

  /// Writes up to ati_buffer_size bytes; does nothing for an empty range. Throws no_answer when one fragment
  /// is not accepted within `timeout`, and the port's errors.
  base::task<void> write(AtiBuffer buffer, base::Bytes bytes, base::Duration timeout);
  /// Reads up to `size` bytes; fewer when the buffer holds fewer. Throws no_answer, bad_answer and the port's
  /// errors.
  base::task<base::Bytes> read(AtiBuffer buffer, std::size_t size, base::Duration timeout);

 private:
  base::task<ports::HidReport> exchange(ports::HidReport fragment, base::Duration timeout);

  CmsisDap& dap_;
};

}  // namespace debugger
