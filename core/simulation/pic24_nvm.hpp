// The program space of a PIC24FJ128GA705 and its NVM controller: flash, executive memory, the latches of a
// row, the device id, and the registers NVMCON, NVMADR, NVMADRU and NVMKEY with their key sequence. Erasing
// sets bits. Writing only clears them. The caller advances the time. Facts: data sheet DS30010118, chapter
// "Flash Program Memory"; flash programming specification DS30010102.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <utility>

#include "base/clock.hpp"
#include "simulation/pic24_memories.hpp"

namespace simulation {

class Pic24Nvm {
 public:
  static constexpr std::uint32_t default_id = 0x750B;

  explicit Pic24Nvm(PicMemories& memories) : memories_(memories) { latches_.fill(blank); }

  /// Simulates another part of the same family.
  void set_id(std::uint32_t id) { id_ = id; }
  /// Makes the page that holds the offset keep some bits cleared when it is erased.
  void wear_out(std::uint32_t flash_offset) {
    worn_pages_.insert(static_cast<std::uint32_t>(flash_offset / PicMemories::page));
  }
  void erase_flash();
  /// Resets the registers and stops any operation.
  void reset();

  // Accesses by the core. They throw Pic24Fault for an address that does not exist.
  static bool has_register(std::uint16_t address);
  std::uint16_t read_register(std::uint16_t address) const;
  void write_register(std::uint16_t address, std::uint16_t value);
  /// The instruction at an address of the program space.
  std::uint32_t read(std::uint32_t address) const;
  /// Writes the bits of `mask` into the latch of an address.
  void write_latch(std::uint32_t address, std::uint32_t value, std::uint32_t mask);

  /// The core has executed one more instruction; the key sequence depends on it.
  void count_instruction() { ++since_key_; }
  /// Lets this time pass for the current operation.
  void pass(base::Duration time);
  /// True once after a change of the memories.
  bool take_change() { return std::exchange(changed_, false); }

 private:
  static constexpr std::uint32_t blank = 0xFFFFFF;

  struct Place {
    base::Bytes* memory;
    std::size_t at;
  };
  Place place(std::uint32_t address) const;
  void write_key(std::uint16_t value);
  void start();
  void erase(base::Bytes& memory, std::size_t begin, std::size_t end);
  void erase_page(Place place);
  void write_row(Place place);

  PicMemories& memories_;
  std::uint32_t id_ = default_id;
  std::set<std::uint32_t> worn_pages_;
  std::array<std::uint32_t, PicMemories::row / PicMemories::instruction> latches_{};
  std::uint16_t control_ = 0;
  std::uint32_t address_ = 0;
  unsigned keys_ = 0;
  unsigned since_key_ = 0;  // instructions since the second key
  base::Duration busy_{};   // time until the current operation is done
  bool changed_ = false;
};

}  // namespace simulation
