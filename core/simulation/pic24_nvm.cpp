#include "simulation/pic24_nvm.hpp"

#include <algorithm>

#include "simulation/pic24_fault.hpp"
#include "simulation/time_model.hpp"

namespace simulation {

namespace {

constexpr std::uint16_t nvmcon = 0x0760;
constexpr std::uint16_t nvmadr = 0x0762;
constexpr std::uint16_t nvmadru = 0x0764;
constexpr std::uint16_t nvmkey = 0x0766;

// Bits of NVMCON.
constexpr std::uint16_t start_bit = 0x8000;   // WR
constexpr std::uint16_t enable_bit = 0x4000;  // WREN
constexpr std::uint16_t operation_bits = 0x000F;
enum class Operation : std::uint8_t { write_row = 0x2, erase_page = 0x3, erase_flash = 0xE };

constexpr std::uint32_t executive_base = 0x800000;
constexpr std::uint32_t latches_base = 0xFA0000;
constexpr std::uint32_t id_address = 0xFF0000;
constexpr std::uint32_t revision_address = 0xFF0002;
constexpr std::uint32_t revision = 0x0003;

constexpr std::byte worn_mask{0xF7};

}  // namespace

bool Pic24Nvm::has_register(std::uint16_t address) {
  return address >= nvmcon && address <= nvmkey && address % 2 == 0;
}

void Pic24Nvm::reset() {
  control_ = 0;
  address_ = 0;
  keys_ = 0;
  busy_ = {};
  latches_.fill(blank);
}

std::uint16_t Pic24Nvm::read_register(std::uint16_t address) const {
  switch (address) {
    case nvmcon:
      return control_;
    case nvmadr:
      return static_cast<std::uint16_t>(address_);
    case nvmadru:
      return static_cast<std::uint16_t>(address_ >> 16);
    default:  // NVMKEY is write-only
      return 0;
  }
}

void Pic24Nvm::write_register(std::uint16_t address, std::uint16_t value) {
  switch (address) {
    case nvmcon:
      if ((control_ & start_bit) != 0) throw Pic24Fault("NVMCON is written while the controller is busy");
      control_ = static_cast<std::uint16_t>(value & ~start_bit);
      // The controller ignores WR unless the key sequence precedes it.
      if ((value & start_bit) != 0 && keys_ == 2 && since_key_ == 1) start();
      break;
    case nvmadr:
      address_ = (address_ & 0xFFFF0000U) | value;
      break;
    case nvmadru:
      address_ = (address_ & 0xFFFFU) | std::uint32_t{value} << 16;
      break;
    default:
      return write_key(value);
  }
  keys_ = 0;
}

void Pic24Nvm::write_key(std::uint16_t value) {
  keys_ = value == 0x55 ? 1 : keys_ == 1 && value == 0xAA ? 2 : 0;
  since_key_ = 0;
}

void Pic24Nvm::pass(base::Duration time) {
  if ((control_ & start_bit) == 0) return;
  busy_ -= std::min(busy_, time);
  if (busy_ == base::Duration::zero()) control_ &= static_cast<std::uint16_t>(~start_bit);
}

void Pic24Nvm::start() {
  if ((control_ & enable_bit) == 0) throw Pic24Fault("an operation that NVMCON does not enable");
  switch (static_cast<Operation>(control_ & operation_bits)) {
    case Operation::erase_flash:
      erase_flash();
      busy_ = time_model::pic_bulk_erase;
      break;
    case Operation::erase_page:
      erase_page(place(address_));
      busy_ = time_model::pic_page_erase;
      break;
    case Operation::write_row:
      write_row(place(address_));
      busy_ = time_model::pic_row_write;
      break;
    default:
      throw Pic24Fault("unsupported operation of the NVM controller");
  }
  control_ |= start_bit;
}

Pic24Nvm::Place Pic24Nvm::place(std::uint32_t address) const {
  const auto within = [](std::uint32_t offset, base::Bytes& memory) -> Place {
    const std::size_t at = std::size_t{offset} / 2 * PicMemories::instruction;
    if (at >= memory.size()) throw Pic24Fault("an address without memory");
    return {&memory, at};
  };
  if (address >= executive_base) return within(address - executive_base, memories_.executive);
  return within(address, memories_.flash);
}

void Pic24Nvm::erase_flash() {
  erase(memories_.flash, 0, memories_.flash.size());
}

void Pic24Nvm::erase(base::Bytes& memory, std::size_t begin, std::size_t end) {
  const base::Bytes erased = PicMemories::erased(end - begin);
  std::copy(erased.begin(), erased.end(), memory.begin() + static_cast<std::ptrdiff_t>(begin));
  for (const std::uint32_t page : worn_pages_) {
    const std::size_t at = page * PicMemories::page;
    if (&memory != &memories_.flash || at < begin || at >= end) continue;
    for (std::size_t i = at; i < std::min(at + PicMemories::page, end); i += PicMemories::instruction)
      memory[i] &= worn_mask;
  }
  changed_ = true;
}

void Pic24Nvm::erase_page(Place place) {
  if (memories_.is_protected()) return;
  const std::size_t begin = place.at / PicMemories::page * PicMemories::page;
  erase(*place.memory, begin, std::min(begin + PicMemories::page, place.memory->size()));
}

void Pic24Nvm::write_row(Place place) {
  if (place.at % PicMemories::row != 0) throw Pic24Fault("the address is not the start of a row");
  if (!memories_.is_protected()) {
    for (std::size_t i = 0; i < PicMemories::row; ++i) {
      const std::size_t index = i % PicMemories::instruction;
      if (index == PicMemories::instruction - 1) continue;
      (*place.memory)[place.at + i] &=
          static_cast<std::byte>(latches_[i / PicMemories::instruction] >> 8 * index);
    }
    changed_ = true;
  }
  latches_.fill(blank);
}

std::uint32_t Pic24Nvm::read(std::uint32_t address) const {
  if (address == id_address) return id_;
  if (address == revision_address) return revision;
  if ((control_ & start_bit) != 0) throw Pic24Fault("program space is read while the controller is busy");
  const Place found = place(address);
  if (memories_.is_protected()) return 0;
  return base::ByteReader(base::ByteView(*found.memory).subspan(found.at, PicMemories::instruction)).u32_le();
}

void Pic24Nvm::write_latch(std::uint32_t address, std::uint32_t value, std::uint32_t mask) {
  const std::size_t latch = (address - latches_base) / 2;
  if (address < latches_base || latch >= latches_.size())
    throw Pic24Fault("a table write outside of the latches");
  latches_[latch] = (latches_[latch] & ~mask) | (value & mask);
}

}  // namespace simulation
