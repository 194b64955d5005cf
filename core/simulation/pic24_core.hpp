// The core of a PIC24F under ICSP: the programmer shifts in one instruction after another, and shifts out the
// register VISI. Models the instructions that programming uses, by their encodings, with all addressing modes
// and cycles. Throws Pic24Fault for any other instruction. Facts: "16-Bit MCU and DSC Programmer's Reference
// Manual" DS70000157; flash programming specification DS30010102, chapter "Device Programming - ICSP".
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

  /// Sets the program counter to 0 and clears the state of the core.
  void reset();
  /// SIX: executes an instruction.
  void execute(std::uint32_t instruction);
  /// REGOUT: the content of VISI.
  std::uint16_t visi() const;

 private:
  enum class Size : std::uint8_t { byte = 1, word = 2 };
  /// A register, and the addressing mode that leads from it to the operand.
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
  /// The operand's address. Increments or decrements the register as the mode says.
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
  bool visi_settles_ = false;  // a value needs one more instruction to reach VISI
  unsigned cycles_due_ = 0;    // of the previous instruction: as many NOPs must follow
  std::uint32_t counter_ = 0;  // program counter
  bool half_of_goto_ = false;  // the next word is the second one of a GOTO
};

}  // namespace simulation
