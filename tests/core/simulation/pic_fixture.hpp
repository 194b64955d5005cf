// A virtual PIC-IoT board, and a host that speaks ATI, scripts of primitives, and the PIC24's instructions.
#pragma once

#include <vector>

#include "debugger_fixture.hpp"
#include "simulation/icsp_pins.hpp"

namespace simulation::test {

/// Primitives and instructions in their encoding.
namespace pic {

inline base::Bytes join(std::initializer_list<base::Bytes> parts) {
  base::Bytes whole;
  for (const base::Bytes& part : parts) base::append(whole, part);
  return whole;
}
inline base::Bytes core(std::uint32_t instruction) {
  return bytes_of({0xE0, instruction & 0xFF, instruction >> 8 & 0xFF, instruction >> 16});
}
inline base::Bytes cores(std::initializer_list<std::uint32_t> instructions) {
  base::Bytes whole;
  for (const std::uint32_t instruction : instructions) base::append(whole, core(instruction));
  return whole;
}
inline base::Bytes literal(unsigned value, unsigned w) {
  return core(0x200000U | value << 4 | w);
}
inline base::Bytes store(unsigned w, unsigned file) {
  return core(0x880000U | file >> 1 << 4 | w);
}
inline const base::Bytes nop = bytes_of({0xE1});
inline const base::Bytes visi = bytes_of({0xE2});
inline const base::Bytes upload = bytes_of({0x95});
/// Shifts out W0.
inline const base::Bytes show_w0 = join({store(0, 0x784), nop, visi});

inline base::Bytes enter(std::uint32_t key = 0x8A12C2B2, unsigned wait_ms = 50) {
  return join({bytes_of({0xB1, 0xB2, 0}),
               bytes_of({0xB4, key & 0xFF, key >> 8 & 0xFF, key >> 16 & 0xFF, key >> 24}),
               bytes_of({0xB0, 0x94, wait_ms, 0, 0xB5, 5, 0, 0, 0, 0})});
}
inline const base::Bytes leave = bytes_of({0xB2, 3, 0xB1, 0x94, 100, 0, 0xB0});
/// Sets TBLPAG and W6 to an address of the program space.
inline base::Bytes point_at(std::uint32_t address) {
  return join({literal(address >> 16, 0), store(0, 0x54), literal(address & 0xFFFF, 6)});
}
/// Shifts out the instruction at that address in two words. W6 keeps its value.
inline const base::Bytes show_instruction =
    join({literal(0x784, 7), core(0xBA0B96), nop, nop, visi, core(0xBA8B96), nop, nop, visi});
/// Starts an operation of the NVM controller and waits 30 ms.
inline base::Bytes operate(unsigned nvmcon, std::uint32_t address = 0, unsigned second_key = 0xAA) {
  return join({literal(nvmcon, 0), store(0, 0x760), literal(address & 0xFFFF, 0), store(0, 0x762),
               literal(address >> 16, 0), store(0, 0x764), literal(0x55, 0), store(0, 0x766),
               literal(second_key, 0), store(0, 0x766), core(0xA8E761), bytes_of({0x94, 30, 0})});
}
/// Writes an instruction into the latch with this number.
inline base::Bytes latch(unsigned number, std::uint32_t instruction) {
  return join({literal(0xFA, 0), store(0, 0x54), literal(2 * number, 7), literal(instruction & 0xFFFF, 0),
               core(0xBB0B80), nop, nop, literal(instruction >> 16, 0), core(0xBB8B80), nop, nop});
}

}  // namespace pic

class PicFixture : public DebuggerFixture {
 public:
  struct Outcome {
    unsigned status;
    base::Bytes data;
  };

  explicit PicFixture(FirmwareRole firmware = FirmwareRole::provisioning, std::string_view faults = {})
      : DebuggerFixture(firmware, faults, of_kit(KitId::pic_iot_wg)) {}

  // Fragments: the buffer is 0 or 1 for data, 0x10 for the command.
  ports::HidReport write_fragment(unsigned flags, base::ByteView part) {
    base::Bytes report = bytes_of({0x94, flags, 0, static_cast<unsigned>(part.size())});
    base::append(report, part);
    return exchange(report);
  }
  void write(unsigned buffer, base::ByteView bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += 60) {
      const base::ByteView part = bytes.subspan(at, std::min(bytes.size() - at, std::size_t{60}));
      const unsigned flags = buffer | (at == 0 ? 0x20U : 0U) | (at + 60 >= bytes.size() ? 0x40U : 0U);
      while (write_fragment(flags, part)[1] == std::byte{1}) continue;
    }
  }
  base::Bytes read(unsigned buffer) {
    base::Bytes bytes;
    for (unsigned first = 0x20;; first = 0) {
      const ports::HidReport answer = exchange({0x94, 0x80U | buffer | first, 0, 60});
      if (answer[1] == std::byte{1}) continue;
      const auto size = std::to_integer<std::size_t>(answer[3]);
      base::append(bytes, base::ByteView(answer).subspan(4, size));
      if (size < 60) return bytes;
    }
  }
  void start(base::ByteView script, const std::vector<std::uint32_t>& parameters = {}, unsigned source = 0xFF,
             unsigned destination = 0xFF) {
    base::ByteWriter section;
    section.u8(static_cast<std::uint8_t>(source)).u8(static_cast<std::uint8_t>(destination));
    section.u8(static_cast<std::uint8_t>(parameters.size()));
    for (const std::uint32_t parameter : parameters) section.u32_le(parameter);
    section.u8(0xFF).bytes(script);
    base::ByteWriter frame;
    frame.u8(1).u8(0).u8(0x10).u8(0).u8(1).u8(0).u8(1);
    frame.u16_le(static_cast<std::uint16_t>(section.size())).bytes(std::move(section).take());
    write(0x10, std::move(frame).take());
  }
  /// Runs a script with the data of buffer 0. Its upload goes into buffer 1.
  Outcome run(base::ByteView script, const std::vector<std::uint32_t>& parameters = {},
              base::ByteView to_target = {}) {
    write(0, to_target);
    start(script, parameters, to_target.empty() ? 0xFF : 0, 1);
    const base::Bytes response = PicFixture::read(0x10);
    return {std::to_integer<unsigned>(response.at(2)), PicFixture::read(1)};
  }
  /// The data that a script uploads after ICSP is entered; a test failure if the script fails.
  base::Bytes shown(std::initializer_list<base::Bytes> script) {
    const Outcome outcome = run(pic::join({pic::upload, pic::join(script)}));
    return outcome.status == 0 ? outcome.data : bytes_of({outcome.status});
  }
  PicMemories& memories() { return const_cast<PicMemories&>(std::get<PicMemories>(board.state().mcu)); }

 private:
  static VirtualBoard::Options of_kit(KitId kit) {
    VirtualBoard::Options options;
    options.kit = kit;
    return options;
  }
};

}  // namespace simulation::test
