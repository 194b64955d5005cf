// A serial port in front of another one that makes one step fail, or each step in turn.
#pragma once

#include <cstdint>
#include <string>

#include "base/completion.hpp"
#include "ports/errors.hpp"
#include "ports/serial_port.hpp"
#include "support/sabotage.hpp"

namespace support {

enum class SerialFault : std::uint8_t {
  none,
  disconnected,  // this step and all after it
  line_error,    // a read fails, a write is lost
  silence,       // the bytes of a read or a write are lost
  noise,         // a byte is changed
  half,          // only the first half goes through
};

inline std::string name(SerialFault fault) {
  switch (fault) {
    case SerialFault::none:
      return "none";
    case SerialFault::disconnected:
      return "disconnected";
    case SerialFault::line_error:
      return "line error";
    case SerialFault::silence:
      return "silence";
    case SerialFault::noise:
      return "noise";
    case SerialFault::half:
      return "half";
  }
  return {};
}

/// Opening the port is a step, and so is each write and each read that returns bytes.
using SerialSabotage = Sabotage<SerialFault>;

class FailingSerial final : public ports::SerialPort {
 public:
  /// Both must outlive this port.
  FailingSerial(ports::SerialPort& port, SerialSabotage& sabotage) : port_(port), sabotage_(sabotage) {}

  base::task<void> open(ports::BaudRate rate) override {
    const SerialFault fault = fault_now(Direction::out, {});
    disconnected_ = disconnected_ || fault == SerialFault::disconnected;
    check_connected();
    if (fault == SerialFault::line_error) throw base::Error(ports::serial_open_failed);
    co_await port_.open(rate);
  }
  base::task<base::Bytes> read() override {
    while (true) {
      check_connected();
      base::Bytes bytes = co_await port_.read();
      switch (fault_now(Direction::in, bytes)) {
        case SerialFault::none:
          co_return bytes;
        case SerialFault::disconnected:
          disconnected_ = true;
          break;
        case SerialFault::line_error:
          throw base::Error(ports::serial_read_failed);
        case SerialFault::silence:
          break;
        case SerialFault::noise:
          spoil(bytes);
          co_return bytes;
        case SerialFault::half: {
          bytes.resize(bytes.size() / 2);
          if (!bytes.empty()) co_return bytes;
          break;
        }
      }
    }
  }
  base::task<void> write(base::ByteView bytes) override {
    check_connected();
    base::Bytes sent = base::to_bytes(bytes);
    switch (fault_now(Direction::out, sent)) {
      case SerialFault::none:
        break;
      case SerialFault::disconnected:
        disconnected_ = true;
        check_connected();
        break;
      case SerialFault::line_error:
        throw base::Error(ports::serial_write_failed);
      case SerialFault::silence:
        co_return;
      case SerialFault::noise:
        spoil(sent);
        break;
      case SerialFault::half:
        sent.resize(sent.size() / 2);
        break;
    }
    co_await port_.write(sent);
  }
  base::task<void> close() override { return port_.close(); }

 private:
  SerialFault fault_now(Direction direction, std::span<std::byte> bytes) {
    return sabotage_.strikes(direction, bytes) ? sabotage_.fault : SerialFault::none;
  }
  void check_connected() const {
    if (disconnected_) throw base::Error(ports::serial_disconnected);
  }
  static void spoil(base::Bytes& bytes) {
    if (!bytes.empty()) bytes[bytes.size() / 2] ^= std::byte{0x40};
  }

  ports::SerialPort& port_;
  SerialSabotage& sabotage_;
  bool disconnected_ = false;
};

/// Calls `run(fault, at)` for each fault at step 0, 1, 2, … until run returns false: the conversation was
/// over before that step.
template <class Run>
void for_each_serial_failure(Run run) {
  for (const SerialFault fault : {SerialFault::disconnected, SerialFault::line_error, SerialFault::silence,
                                  SerialFault::noise, SerialFault::half}) {
    for (int at = 0; run(fault, at); ++at) continue;
  }
}

}  // namespace support
