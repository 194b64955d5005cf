// The core of a PIC24F as ICSP drives it: the programmer shifts instructions in, one after the other, and the
// register VISI out. Knows the instructions that programming uses, by their encodings, with all of their
// addressing modes and cycles; whatever else comes is a Pic24Fault. Facts: "16-Bit MCU and DSC Programmer's
// Reference Manual" DS70000157; flash programming specification DS30010102, chapter "Device Programming -
// ICSP".
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "simulation/pic24_nvm.hpp"

namespace simulation {

class Pic24Core {
 public:
  explicit Pic24Core(Pic24Nvm& nvm) : nvm_(nvm) {}

  /// The core stands at address 0 of its program again.
  void reset();
  /// SIX: executes an instruction.
  void execute(std::uint32_t instruction);
  /// REGOUT: what VISI holds.
  std::uint16_t visi() const;

 private:
  enum class Size : std::uint8_t { byte = 1, word = 2 };
  /// A register, and how it leads to the operand.
  struct Operand {
    unsigned mode;
    unsigned w;
    bool is_register() const { return mode == 0; }
  };

  void decode(std::uint32_t instruction);
  void move(std::uint32_t instruction);
  void add(std::uint32_t instruction);
  std::uint16_t sum(std::uint16_t a, std::uint16_t b, bool carry);
  void table_read(std::uint32_t instruction);
  void table_write(std::uint32_t instruction);

  static Operand source(std::uint32_t instruction);
  static Operand destination(std::uint32_t instruction);
  static Size size_of(std::uint32_t instruction, std::uint32_t byte_bit);
  /// The address, before or after the register is counted up or down.
  std::uint16_t effective_address(Operand operand, Size size);
  std::uint16_t load(Operand operand, Size size);
  void store(Operand operand, Size size, std::uint16_t value);
  std::uint16_t read_data(std::uint16_t address, Size size) const;
  void write_data(std::uint16_t address, Size size, std::uint16_t value);
  std::uint16_t read_word(std::uint16_t address) const;
  void write_word(std::uint16_t address, std::uint16_t value);

  static constexpr std::uint16_t ram_base = 0x0800;
  Pic24Nvm& nvm_;
  std::array<std::uint16_t, 16> w_{};
  std::vector<std::uint16_t> ram_ = std::vector<std::uint16_t>(0x2000);
  std::uint16_t table_page_ = 0;
  std::uint16_t visi_ = 0;
  bool carry_ = false;
  bool visi_settles_ = false;  // it takes an instruction to get there
  unsigned cycles_due_ = 0;    // of the instruction before: what follows must be NOPs
  std::uint32_t counter_ = 0;  // of the program
  bool half_of_goto_ = false;  // the next word is the other
};

}  // namespace simulation
