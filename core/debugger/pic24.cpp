#include "debugger/pic24.hpp"

namespace debugger {

namespace {

using W = WorkingRegister;
using R = Gen4Register;

// Special function registers.
constexpr std::uint32_t tblpag = 0x0054;
constexpr std::uint32_t nvmcon = 0x0760;
constexpr std::uint32_t nvmadr = 0x0762;
constexpr std::uint32_t nvmadru = 0x0764;
constexpr std::uint32_t nvmkey = 0x0766;
constexpr std::uint32_t visi = 0x0784;

constexpr std::uint16_t nvmcon_erase_chip = 0x400E;
constexpr std::uint16_t nvmcon_write_row = 0x4002;
constexpr std::uint32_t nvmcon_wr = 0x8000;  // set while the controller is at work

constexpr std::uint16_t latches_page = 0x00FA;  // of the row's latches, above program memory
constexpr std::uint32_t id_address = 0xFF0000;  // DEVID; DEVREV follows

// Instructions (DS70000157).
constexpr std::uint32_t goto_200 = 0x040200;
constexpr std::uint32_t set_wr = 0xA8E761;          // BSET NVMCON, #WR
constexpr std::uint32_t nvmcon_to_visi = 0x780892;  // MOV [W2], [W1]

constexpr std::uint32_t mov(std::uint16_t literal, W w) {
  return 0x200000U | std::uint32_t{literal} << 4 | static_cast<std::uint32_t>(w);
}
constexpr std::uint32_t mov(W w, std::uint32_t file) {
  return 0x880000U | file >> 1 << 4 | static_cast<std::uint32_t>(w);
}
constexpr std::uint32_t clr(W w) {
  return 0xEB0000U | static_cast<std::uint32_t>(w) << 7;
}

// Table reads from where W6 points to where W7 points.
constexpr std::uint32_t tblrdl_to_visi = 0xBA0BB6;  // TBLRDL [W6++], [W7]
constexpr std::array<std::uint32_t, 4> read_two_instructions{
    0xBA1B96,  // TBLRDL   [W6], [W7++]
    0xBADBB6,  // TBLRDH.B [W6++], [W7++]
    0xBADBD6,  // TBLRDH.B [++W6], [W7++]
    0xBA1BB6,  // TBLRDL   [W6++], [W7++]
};
// Table writes, likewise.
constexpr std::array<std::uint32_t, 4> write_two_instructions{
    0xBB0BB6,  // TBLWTL   [W6++], [W7]
    0xBBDBB6,  // TBLWTH.B [W6++], [W7++]
    0xBBEBB6,  // TBLWTH.B [W6++], [++W7]
    0xBB1BB6,  // TBLWTL   [W6++], [W7++]
};
/// Six working registers hold four instructions.
constexpr std::array data_registers{W::w0, W::w1, W::w2, W::w3, W::w4, W::w5};

/// Back from wherever the program counter ran to.
void leave_reset_vector(Gen4Script& script) {
  script.core(goto_200).core(goto_200).nop();
}

void transfer_four_instructions(Gen4Script& script, const std::array<std::uint32_t, 4>& two) {
  for (int pair = 0; pair < 2; ++pair)
    for (const std::uint32_t instruction : two) script.core(instruction).nop(2);
}

/// The key sequence, and the wait until the controller is done.
void execute_nvm_operation(Gen4Script& script, std::uint16_t typical_us) {
  constexpr std::uint16_t attempts = 0x200;
  script.core(mov(0x55, W::w8)).core(mov(W::w8, nvmkey));
  script.core(mov(0xAA, W::w9)).core(mov(W::w9, nvmkey));
  script.core(set_wr).nop(4).delay_us(typical_us);
  script.set(R::r10, nvmcon).wait_until();
  script.core(goto_200).nop().core(mov(visi, W::w1)).move_low(R::r10, W::w2).nop();
  script.core(nvmcon_to_visi).nop().visi();
  script.end_wait(nvmcon_wr, 0, attempts);
}

/// TBLPAG and W6 to an address of the engine's.
void point_at(Gen4Script& script, R address) {
  script.move_high(address, W::w0).core(mov(W::w0, tblpag)).move_low(address, W::w6);
}

}  // namespace

base::Bytes pic24_compact(base::ByteView image) {
  base::Bytes bytes;
  bytes.reserve(pic24_compact_size(static_cast<std::uint32_t>(image.size())));
  for (; image.size() >= 8; image = image.subspan(8))
    bytes.insert(bytes.end(), {image[0], image[1], image[2], image[6], image[4], image[5]});
  return bytes;
}

base::Bytes pic24_expand(base::ByteView compact) {
  constexpr std::byte none{0};
  base::Bytes bytes;
  for (; compact.size() >= 6; compact = compact.subspan(6))
    bytes.insert(bytes.end(),
                 {compact[0], compact[1], compact[2], none, compact[4], compact[5], compact[3], none});
  return bytes;
}

namespace pic24 {

Gen4Script set_clock() {
  Gen4Script script;
  script.clock_ns(200);
  return script;
}

Gen4Script enter_programming() {
  constexpr std::uint32_t key = 0x8A12C2B2;  // 0x4D434851, its bits in reverse order
  Gen4Script script;
  script.reset_low().pins(IcspPins::low).delay_us(1).reset_high().delay_us(10).reset_low().delay_us(1000);
  script.write_32_bits(key).delay_us(2550).reset_high().delay_us(50000);
  script.write_bits(5, 0);  // the first instruction takes 5 clocks more
  return script;
}

Gen4Script leave_programming() {
  Gen4Script script;
  script.pins(IcspPins::inputs).reset_low().delay_ms(100).delay_us(10).reset_high();
  return script;
}

Gen4Script read_id() {
  Gen4Script script;
  leave_reset_vector(script);
  script.upload();
  for (const std::uint32_t address : {id_address + 2, id_address}) {
    script.set(R::r10, address);
    point_at(script, R::r10);
    script.core(mov(visi, W::w7)).core(tblrdl_to_visi).nop(2).visi();
  }
  return script;
}

Gen4Script erase_chip() {
  Gen4Script script;
  leave_reset_vector(script);
  script.core(mov(nvmcon_erase_chip, W::w10)).core(mov(W::w10, nvmcon));
  execute_nvm_operation(script, 27000);
  script.nop(2);
  return script;
}

Gen4Script write_rows(const Pic24Device& device, std::uint32_t address, std::uint32_t size) {
  const auto row = static_cast<std::uint16_t>(pic24_compact_size(device.row));
  Gen4Script script;
  script.parameter(R::r0, address / 2)
      .parameter(R::r1, pic24_compact_size(size))
      .divide(R::r1, row)
      .repeat(R::r1);
  leave_reset_vector(script);
  script.core(mov(nvmcon_write_row, W::w10)).core(mov(W::w10, nvmcon));
  script.core(mov(latches_page, W::w0)).core(mov(W::w0, tblpag));
  script.move_high(R::r0, W::w0).core(mov(W::w0, nvmadru)).move_low(R::r0, W::w0).core(mov(W::w0, nvmadr));
  script.core(clr(W::w7)).repeat_times(static_cast<std::uint16_t>(device.row / read_unit));
  for (const W w : data_registers) script.move_data(w);
  script.core(clr(W::w6)).nop();
  transfer_four_instructions(script, write_two_instructions);
  script.end_repeat_times();
  execute_nvm_operation(script, 2000);
  script.add(R::r0, device.row / 2).end_repeat();
  return script;
}

Gen4Script read(std::uint32_t address, std::uint32_t size) {
  Gen4Script script;
  script.parameter(R::r0, address / 2).parameter(R::r1, pic24_compact_size(size));
  script.divide(R::r1, pic24_compact_size(read_unit));
  leave_reset_vector(script);
  script.core(mov(visi, W::w7)).upload().repeat(R::r1);
  point_at(script, R::r0);
  script.core(clr(W::w7));
  transfer_four_instructions(script, read_two_instructions);
  for (const W w : data_registers) script.core(mov(w, visi)).nop().visi();
  leave_reset_vector(script);
  script.add(R::r0, read_unit / 2).end_repeat();
  return script;
}

}  // namespace pic24

}  // namespace debugger
