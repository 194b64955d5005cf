// A serial port as bytes both ways; 8 data bits, no parity, 1 stop bit, no flow control. Knows nothing of
// what is said on it.
#pragma once

#include <cstdint>

#include "base/bytes.hpp"
#include "base/task.hpp"

namespace ports {

enum class BaudRate : std::uint32_t { provisioning = 115200, demo = 9600 };

class SerialPort {
 public:
  virtual ~SerialPort() = default;

  /// serial.port_busy, serial.open_failed, serial.disconnected. A port that is open at another rate is closed
  /// first.
  virtual base::task<void> open(BaudRate rate) = 0;
  /// Waits for at least one byte and gives all that have come. Cancelling the wait loses nothing.
  /// serial.disconnected when the device is gone, serial.read_failed on a line error (the port stays usable).
  virtual base::task<base::Bytes> read() = 0;
  /// Ends when the bytes are handed to the platform; serial.write_failed when it does not take them, or not
  /// in time. The view must stay valid until then.
  virtual base::task<void> write(base::ByteView bytes) = 0;
  /// Never fails; the port can be opened again.
  virtual base::task<void> close() = 0;
};

}  // namespace ports
