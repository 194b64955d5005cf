#include "simulation/pic24_core.hpp"

#include "simulation/pic24_fault.hpp"

namespace simulation {

namespace {

constexpr std::uint16_t working_registers_end = 0x0020;
constexpr std::uint16_t tblpag = 0x0054;
constexpr std::uint16_t visi_register = 0x0784;

constexpr std::uint32_t program_end = 0x16000;

constexpr std::uint32_t bits(std::uint32_t instruction, unsigned low, unsigned count) {
  return instruction >> low & ((1U << count) - 1);
}

constexpr bool is_nop(std::uint32_t instruction) {
  return instruction >> 16 == 0x00 || instruction >> 16 == 0xFF;
}

}  // namespace

void Pic24Core::reset() {
  cycles_due_ = 0;
  counter_ = 0;
  half_of_goto_ = false;
  visi_settles_ = false;
  table_page_ = 0;
}

std::uint16_t Pic24Core::visi() const {
  if (visi_settles_ || cycles_due_ > 0) throw Pic24Fault("VISI is read before it is valid");
  return visi_;
}

void Pic24Core::execute(std::uint32_t instruction) {
  nvm_.count_instruction();
  visi_settles_ = false;
  if (std::exchange(half_of_goto_, false)) {
    counter_ |= bits(instruction, 0, 7) << 16;
    return;
  }
  counter_ += 2;
  if (counter_ > program_end) throw Pic24Fault("the program counter left the program");
  if (is_nop(instruction)) {
    if (cycles_due_ > 0) --cycles_due_;
    return;
  }
  if (cycles_due_ > 0) throw Pic24Fault("an instruction before the previous one has ended");
  decode(instruction);
}

void Pic24Core::decode(std::uint32_t instruction) {
  const std::uint32_t opcode = instruction >> 16;
  if (opcode == 0x04) {  // GOTO, of two words
    counter_ = bits(instruction, 0, 16);
    half_of_goto_ = true;
  } else if (opcode >> 4 == 0x2) {  // MOV #lit16, Wnd
    w_[bits(instruction, 0, 4)] = static_cast<std::uint16_t>(bits(instruction, 4, 16));
  } else if (opcode >> 3 == 0x0F) {
    move(instruction);
  } else if (opcode >> 3 == 0x10) {  // MOV f, Wnd
    w_[bits(instruction, 0, 4)] = read_word(static_cast<std::uint16_t>(bits(instruction, 4, 15) << 1));
  } else if (opcode >> 3 == 0x11) {  // MOV Wns, f
    write_word(static_cast<std::uint16_t>(bits(instruction, 4, 15) << 1), w_[bits(instruction, 0, 4)]);
  } else if (opcode == 0xA8 || opcode == 0xA9) {  // BSET, BCLR f, #bit4
    const std::uint32_t bit = bits(instruction, 13, 3) << 1 | bits(instruction, 0, 1);
    const auto file = static_cast<std::uint16_t>(bits(instruction, 1, 12) << 1);
    const auto mask = static_cast<std::uint16_t>(1U << bit);
    const std::uint16_t now = read_word(file);
    write_word(file, static_cast<std::uint16_t>(opcode == 0xA8 ? now | mask : now & ~mask));
  } else if (opcode == 0xEB) {  // CLR, SETM Wd
    const auto value = static_cast<std::uint16_t>(bits(instruction, 15, 1) != 0 ? 0xFFFF : 0);
    store(destination(instruction), size_of(instruction, 14), value);
  } else if (opcode >> 4 == 0x4) {  // ADD, ADDC Wb, Ws or #lit5, Wd
    add(instruction);
  } else if (opcode == 0xB0 && bits(instruction, 14, 2) == 0) {  // ADD #lit10, Wn
    std::uint16_t& w = w_[bits(instruction, 0, 4)];
    w = sum(w, static_cast<std::uint16_t>(bits(instruction, 4, 10)), false);
  } else if (opcode == 0xBA) {
    table_read(instruction);
  } else if (opcode == 0xBB) {
    table_write(instruction);
  } else {
    throw Pic24Fault("unsupported instruction");
  }
}

void Pic24Core::add(std::uint32_t instruction) {
  if (bits(instruction, 14, 1) != 0) throw Pic24Fault("unsupported instruction: an addition of bytes");
  const bool literal = bits(instruction, 5, 2) == 3;
  const auto what =
      literal ? static_cast<std::uint16_t>(bits(instruction, 0, 5)) : load(source(instruction), Size::word);
  const bool with_carry = bits(instruction, 19, 1) != 0;
  store(destination(instruction), Size::word, sum(w_[bits(instruction, 15, 4)], what, with_carry && carry_));
}

std::uint16_t Pic24Core::sum(std::uint16_t a, std::uint16_t b, bool carry) {
  const std::uint32_t sum = std::uint32_t{a} + b + (carry ? 1 : 0);
  carry_ = sum > 0xFFFF;
  return static_cast<std::uint16_t>(sum);
}

void Pic24Core::move(std::uint32_t instruction) {  // MOV Ws, Wd
  const Size size = size_of(instruction, 14);
  const Operand from{bits(instruction, 4, 3), bits(instruction, 0, 4)};
  const Operand to{bits(instruction, 11, 3), bits(instruction, 7, 4)};
  store(to, size, load(from, size));
}

Pic24Core::Operand Pic24Core::source(std::uint32_t instruction) {
  return {bits(instruction, 4, 3), bits(instruction, 0, 4)};
}
Pic24Core::Operand Pic24Core::destination(std::uint32_t instruction) {
  return {bits(instruction, 11, 3), bits(instruction, 7, 4)};
}
Pic24Core::Size Pic24Core::size_of(std::uint32_t instruction, std::uint32_t byte_bit) {
  return bits(instruction, byte_bit, 1) != 0 ? Size::byte : Size::word;
}

std::uint16_t Pic24Core::effective_address(Operand operand, Size size) {
  std::uint16_t& w = w_[operand.w];
  const auto step = static_cast<std::uint16_t>(size);
  switch (operand.mode) {
    case 1:  // [W]
      return w;
    case 2:  // [W--]
      return std::exchange(w, static_cast<std::uint16_t>(w - step));
    case 3:  // [W++]
      return std::exchange(w, static_cast<std::uint16_t>(w + step));
    case 4:  // [--W]
      return w = static_cast<std::uint16_t>(w - step);
    case 5:  // [++W]
      return w = static_cast<std::uint16_t>(w + step);
    default:  // with an offset in a register: programmers do not use it
      throw Pic24Fault("unsupported addressing mode");
  }
}

std::uint16_t Pic24Core::load(Operand operand, Size size) {
  if (!operand.is_register()) return read_data(effective_address(operand, size), size);
  const std::uint16_t value = w_[operand.w];
  return size == Size::byte ? static_cast<std::uint16_t>(value & 0xFF) : value;
}

void Pic24Core::store(Operand operand, Size size, std::uint16_t value) {
  if (!operand.is_register()) return write_data(effective_address(operand, size), size, value);
  std::uint16_t& w = w_[operand.w];
  w = size == Size::byte ? static_cast<std::uint16_t>((w & 0xFF00) | (value & 0xFF)) : value;
}

std::uint16_t Pic24Core::read_data(std::uint16_t address, Size size) const {
  const std::uint16_t even = address & 0xFFFE;
  if (size == Size::byte)
    return static_cast<std::uint16_t>(read_word(even) >> (address % 2 == 0 ? 0 : 8) & 0xFF);
  if (address != even) throw Pic24Fault("a word at an odd address");
  return read_word(even);
}

void Pic24Core::write_data(std::uint16_t address, Size size, std::uint16_t value) {
  const std::uint16_t even = address & 0xFFFE;
  if (size == Size::byte) {
    const unsigned shift = address % 2 == 0 ? 0 : 8;
    const unsigned kept = read_word(even) & ~(0xFFU << shift);
    return write_word(even, static_cast<std::uint16_t>(kept | (value & 0xFFU) << shift));
  }
  if (address != even) throw Pic24Fault("a word at an odd address");
  write_word(even, value);
}

std::uint16_t Pic24Core::read_word(std::uint16_t address) const {
  if (address < working_registers_end) return w_[address / 2U];
  if (address >= ram_base && (address - ram_base) / 2U < ram_.size()) return ram_[(address - ram_base) / 2U];
  if (address == tblpag) return table_page_;
  if (address == visi_register) return visi_;
  if (Pic24Nvm::has_register(address)) return nvm_.read_register(address);
  throw Pic24Fault("unsupported register");
}

void Pic24Core::write_word(std::uint16_t address, std::uint16_t value) {
  if (address < working_registers_end) {
    w_[address / 2U] = value;
  } else if (address >= ram_base && (address - ram_base) / 2U < ram_.size()) {
    ram_[(address - ram_base) / 2U] = value;
  } else if (address == tblpag) {
    table_page_ = value & 0xFF;
  } else if (address == visi_register) {
    visi_ = value;
    visi_settles_ = true;
  } else if (Pic24Nvm::has_register(address)) {
    nvm_.write_register(address, value);
  } else {
    throw Pic24Fault("unsupported register");
  }
}

// Bit 15 of a table instruction selects the half of the program word, and bit 14 a byte of that half.

void Pic24Core::table_read(std::uint32_t instruction) {
  const Size size = size_of(instruction, 14);
  const std::uint16_t offset = effective_address(source(instruction), size);
  const bool high = bits(instruction, 15, 1) != 0;
  const std::uint32_t word = nvm_.read(std::uint32_t{table_page_} << 16 | (offset & 0xFFFEU));
  std::uint32_t half = high ? word >> 16 : word & 0xFFFF;  // each half has 16 bits
  if (size == Size::byte) half = half >> (offset % 2 == 0 ? 0 : 8) & 0xFF;
  store(destination(instruction), size, static_cast<std::uint16_t>(half));
  cycles_due_ = 2;
}

void Pic24Core::table_write(std::uint32_t instruction) {
  const Size size = size_of(instruction, 14);
  const std::uint16_t value = load(source(instruction), size);
  const std::uint16_t offset = effective_address(destination(instruction), size);
  unsigned shift = bits(instruction, 15, 1) != 0 ? 16 : 0;
  if (size == Size::byte && offset % 2 != 0) shift += 8;
  const std::uint32_t mask = (size == Size::byte ? 0xFFU : 0xFFFFU) << shift & 0xFFFFFFU;
  nvm_.write_latch(std::uint32_t{table_page_} << 16 | (offset & 0xFFFEU), std::uint32_t{value} << shift,
                   mask);
  cycles_due_ = 2;
}

}  // namespace simulation
