// A virtual board on virtual time, and a host that speaks the debugger's protocols at its HID interface.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>

#include "base/sleep.hpp"
#include "board_fixture.hpp"

namespace simulation::test {

inline base::Bytes bytes_of(std::initializer_list<unsigned> values) {
  base::Bytes bytes;
  for (const unsigned value : values) bytes.push_back(static_cast<std::byte>(value));
  return bytes;
}

class DebuggerFixture : public BoardFixture {
 public:
  explicit DebuggerFixture(FirmwareRole firmware = FirmwareRole::provisioning, std::string_view faults = {},
                           VirtualBoard::Options options = {})
      : BoardFixture(firmware, faults, std::move(options)) {
    executor.run_for(1s);
    greeting = take_received();
    executor.run(board.hid().open());
  }

  /// Sends a report, padded with zeros, and returns the answer. Throws the port's errors, and base.timed_out
  /// after ten seconds.
  ports::HidReport exchange(base::ByteView command) {
    ports::HidReport report{};
    std::copy(command.begin(), command.end(), report.begin());
    executor.run(board.hid().send(report));
    ++exchanges;
    return executor.run(base::with_timeout(10s, board.hid().receive()));
  }
  ports::HidReport exchange(std::initializer_list<unsigned> command) { return exchange(bytes_of(command)); }

  /// Sends a message to a handler and returns its answer.
  base::Bytes ask(unsigned handler, base::ByteView message) {
    base::Bytes frame = bytes_of({0x0E, 0, ++sequence_ & 0xFFU, 0, handler});
    base::append(frame, message);
    const std::size_t total = (frame.size() + 59) / 60;
    for (std::size_t i = 0; i < total; ++i) {
      const base::ByteView part =
          base::ByteView(frame).subspan(60 * i, std::min(frame.size() - 60 * i, std::size_t{60}));
      base::Bytes report = bytes_of(
          {0x80, static_cast<unsigned>((i + 1) << 4 | total), 0, static_cast<unsigned>(part.size())});
      base::append(report, part);
      if (exchange(report)[1] != static_cast<std::byte>(i + 1 == total)) return {};
    }
    base::Bytes answer;
    for (std::size_t taken = 0, of = 1; taken < of;) {
      const ports::HidReport report = exchange({0x81});
      if (report[1] == std::byte{0}) continue;
      taken = std::to_integer<std::size_t>(report[1]) >> 4;
      of = std::to_integer<std::size_t>(report[1]) & 0x0F;
      base::append(answer, base::ByteView(report).subspan(4, std::to_integer<std::size_t>(report[3])));
    }
    last_header = base::to_bytes(base::ByteView(answer).first(4));
    return base::to_bytes(base::ByteView(answer).subspan(4));
  }
  base::Bytes ask(unsigned handler, std::initializer_list<unsigned> message) {
    return ask(handler, bytes_of(message));
  }
  base::Bytes avr8(std::initializer_list<unsigned> message) { return ask(0x12, bytes_of(message)); }

  /// Starts a session on the target, without programming mode.
  void describe_target() {
    avr8({0x01, 0, 0, 0, 1, 5});           // UPDI
    avr8({0x01, 0, 0, 1, 1, 1});           // for programming
    avr8({0x01, 0, 1, 0, 1, 8});           // by one wire
    avr8({0x01, 0, 1, 0x31, 2, 0x84, 3});  // at 900 kHz
    base::Bytes description(0x30);
    const auto put = [&description](std::size_t at, unsigned value) {
      description[at] = static_cast<std::byte>(value);
      if (value > 0xFF) description[at + 1] = static_cast<std::byte>(value >> 8);
    };
    for (const auto& [at, value] : std::initializer_list<std::pair<std::size_t, unsigned>>{{0x00, 0x4000},
                                                                                           {0x02, 0x80},
                                                                                           {0x03, 0x40},
                                                                                           {0x04, 0x1000},
                                                                                           {0x06, 0x0F80},
                                                                                           {0x12, 0xC000},
                                                                                           {0x16, 0x0100},
                                                                                           {0x18, 0x40},
                                                                                           {0x1A, 9},
                                                                                           {0x20, 0x1400},
                                                                                           {0x22, 0x1300},
                                                                                           {0x24, 0x1100},
                                                                                           {0x26, 0x1280},
                                                                                           {0x28, 0x128A},
                                                                                           {0x2A, 0x9650},
                                                                                           {0x2F, 1}})
      put(at, value);
    base::Bytes message = bytes_of({0x01, 0, 2, 0, 0x30});
    base::append(message, description);
    ask(0x12, message);
  }
  void enter() {
    describe_target();
    avr8({0x10, 0, 0});
    avr8({0x15, 0});
  }
  base::Bytes read(unsigned memory, std::uint32_t address, std::uint32_t size) {
    base::ByteWriter message;
    message.u8(0x21).u8(0).u8(static_cast<std::uint8_t>(memory)).u32_le(address).u32_le(size);
    return ask(0x12, std::move(message).take());
  }
  base::Bytes write(unsigned memory, std::uint32_t address, base::ByteView bytes) {
    base::ByteWriter message;
    message.u8(0x23).u8(0).u8(static_cast<std::uint8_t>(memory)).u32_le(address);
    message.u32_le(static_cast<std::uint32_t>(bytes.size())).u8(0).bytes(bytes);
    return ask(0x12, std::move(message).take());
  }
  /// Erases the chip and writes the flash from its start.
  void program(base::Bytes image) {
    avr8({0x20, 0, 0, 0, 0, 0, 0});
    image.resize((image.size() + 127) / 128 * 128, std::byte{0xFF});
    for (std::size_t at = 0; at < image.size(); at += 128)
      write(0xB0, static_cast<std::uint32_t>(at), base::ByteView(image).subspan(at, 128));
  }

  std::string greeting;
  base::Bytes last_header;
  std::size_t exchanges = 0;

 private:
  unsigned sequence_ = 0;
};

inline const base::Bytes ok = bytes_of({0x80, 0});
inline base::Bytes failed(unsigned status) {
  return bytes_of({0xA0, 0, status});
}
inline base::Bytes data(std::initializer_list<unsigned> content) {
  base::Bytes message = bytes_of({0x84, 0});
  base::append(message, bytes_of(content));
  message.push_back(std::byte{0});
  return message;
}

}  // namespace simulation::test
