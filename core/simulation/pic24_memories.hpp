// What a PIC24FJ128GA705 keeps without power, as its images have it: four octets an instruction, the fourth
// of which is always 0, so at twice the PIC's own addresses. Facts: data sheet DS30010118, chapters "Memory
// Organization" and "Special Features".
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"

namespace simulation {

struct PicMemories {
  static constexpr std::size_t instruction = 4;          // octets
  static constexpr std::size_t row = 0x200;              // written at once: 128 instructions
  static constexpr std::size_t page = 0x1000;            // erased at once: 1024 instructions
  static constexpr std::size_t flash_size = 0x2C000;     // the last row holds the configuration words
  static constexpr std::size_t security_word = 0x2BE00;  // FSEC
  static constexpr std::size_t executive_size = 0x2000;

  base::Bytes flash = erased(flash_size);
  /// Where a programming or a debug executive goes.
  base::Bytes executive = erased(executive_size);

  static base::Bytes erased(std::size_t size);
  /// Nobody but a bulk erase gets at a program that is protected: FSEC has a general segment's security.
  bool is_protected() const;

  // The program.
  void erase_program() { flash = erased(flash_size); }
  /// An image, into an erased flash.
  void store_program(base::ByteView image);
  /// Text as a program for this PIC holds it: two octets an instruction.
  void store_text(base::ByteView text);
  base::Bytes text() const;
};

}  // namespace simulation
