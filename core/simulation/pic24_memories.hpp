// The memories of a PIC24FJ128GA705 that keep their content without power, in the layout of its images: four
// bytes for each instruction, of which the fourth is always 0, so that offsets are twice the PIC's own
// addresses. Facts: data sheet DS30010118, chapters "Memory Organization" and "Special Features".
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"

namespace simulation {

struct PicMemories {
  static constexpr std::size_t instruction = 4;          // bytes
  static constexpr std::size_t row = 0x200;              // written at once: 128 instructions
  static constexpr std::size_t page = 0x1000;            // erased at once: 1024 instructions
  static constexpr std::size_t flash_size = 0x2C000;     // the last row holds the configuration words
  static constexpr std::size_t security_word = 0x2BE00;  // FSEC
  static constexpr std::size_t executive_size = 0x2000;

  base::Bytes flash = erased(flash_size);
  /// Memory for a programming or debug executive.
  base::Bytes executive = erased(executive_size);

  static base::Bytes erased(std::size_t size);
  /// True if FSEC protects the general segment. Then only a bulk erase has access to the program.
  bool is_protected() const;

  void erase_program() { flash = erased(flash_size); }
  /// Writes an image into an erased flash.
  void store_program(base::ByteView image);
  /// Writes a text as programs for this PIC hold it: two bytes in each instruction.
  void store_text(base::ByteView text);
  base::Bytes text() const;
};

}  // namespace simulation
