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

constexpr std::uint16_t key_1 = 0x55;
constexpr std::uint16_t key_2 = 0xAA;
constexpr std::uint16_t nvmcon_erase_chip = 0x400E;
constexpr std::uint16_t nvmcon_write_row = 0x4002;
constexpr std::uint32_t nvmcon_wr = 0x8000;  // set while the flash controller works
constexpr std::uint16_t attempts = 0x200;    // to see it cleared
constexpr std::uint16_t erase_us = 27000;    // typically
constexpr std::uint16_t row_us = 2000;

constexpr std::uint16_t latches_page = 0x00FA;  // of the row's latches, above program memory
constexpr std::uint32_t id_address = 0xFF0000;  // DEVID; DEVREV follows

// Instructions (DS70000157).
constexpr std::uint32_t goto_200 = 0x040200;
constexpr std::uint32_t set_wr = 0xA8E761;              // BSET NVMCON, #WR
constexpr std::uint32_t nvmcon_to_visi = 0x780892;      // MOV [W2], [W1]
constexpr std::uint32_t nvmcon_in_w4_to_w3 = 0x780994;  // MOV [W4], [W3]

constexpr std::uint32_t mov(std::uint16_t literal, W w) {
  return 0x200000U | std::uint32_t{literal} << 4 | static_cast<std::uint32_t>(w);
}
constexpr std::uint32_t mov(W w, std::uint32_t file) {
  return 0x880000U | file >> 1 << 4 | static_cast<std::uint32_t>(w);
}
constexpr std::uint32_t clr(W w) {
  return 0xEB0000U | static_cast<std::uint32_t>(w) << 7;
}
constexpr std::uint32_t add(std::uint16_t literal, W w) {
  return 0xB00000U | std::uint32_t{literal} << 4 | static_cast<std::uint32_t>(w);
}
constexpr std::uint32_t add(W what, W to) {
  const auto sum = static_cast<std::uint32_t>(to);
  return 0x400000U | sum << 15 | sum << 7 | static_cast<std::uint32_t>(what);
}
/// Also adds the carry of the previous addition.
constexpr std::uint32_t add_with_carry(W what, W to) {
  return add(what, to) | 0x080000U;
}
constexpr std::uint32_t add_carry(W to) {
  return add_with_carry(W::w0, to) | 0x60U;  // the literal 0
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
constexpr std::uint32_t two_instructions = 8;  // bytes of an image
/// Six working registers hold four instructions in compact form.
constexpr std::array data_registers{W::w0, W::w1, W::w2, W::w3, W::w4, W::w5};

/// Takes the program counter back to a known address.
void leave_reset_vector(Gen4Script& script) {
  script.core(goto_200).core(goto_200).nop();
}

/// Table instructions take two more cycles, which are NOPs.
void transfer(Gen4Script& script, const std::array<std::uint32_t, 4>& two) {
  for (const std::uint32_t instruction : two) script.core(instruction).nop(2);
}

/// Starts the flash controller with its key sequence.
void start_controller(Gen4Script& script) {
  script.core(mov(key_1, W::w8)).core(mov(W::w8, nvmkey));
  script.core(mov(key_2, W::w9)).core(mov(W::w9, nvmkey));
  script.core(set_wr).nop(4);
}

void await_controller(Gen4Script& script) {
  script.set(R::r10, nvmcon).wait_until();
  script.core(goto_200).nop().core(mov(visi, W::w1)).move_low(R::r10, W::w2).nop();
  script.core(nvmcon_to_visi).nop().visi();
  script.end_wait(nvmcon_wr, 0, attempts);
}

/// Points TBLPAG and W6 at the address in an engine register.
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
  start_controller(script);
  script.delay_us(erase_us);
  await_controller(script);
  script.nop(2);
  return script;
}

Gen4Script write_row(const Pic24Device& device, std::uint32_t address) {
  const auto data = static_cast<std::uint16_t>(pic24_compact_size(device.row));
  Gen4Script script;
  script.parameter(R::r0, address / 2).parameter(R::r1, data).divide(R::r1, data).repeat(R::r1);
  leave_reset_vector(script);
  script.core(mov(nvmcon_write_row, W::w10)).core(mov(W::w10, nvmcon));
  script.core(mov(latches_page, W::w0)).core(mov(W::w0, tblpag));
  script.move_high(R::r0, W::w0).core(mov(W::w0, nvmadru)).move_low(R::r0, W::w0).core(mov(W::w0, nvmadr));
  script.core(clr(W::w7)).repeat_times(static_cast<std::uint16_t>(device.row / read_unit));
  for (const W w : data_registers) script.move_data(w);
  script.core(clr(W::w6)).nop();
  transfer(script, write_two_instructions);
  transfer(script, write_two_instructions);
  script.end_repeat_times();
  start_controller(script);
  script.delay_us(row_us);
  await_controller(script);
  script.add(R::r0, device.row / 2).end_repeat();
  return script;
}

Gen4Script start_rows(std::uint32_t address) {
  const std::uint32_t own = address / 2;
  Gen4Script script;
  leave_reset_vector(script);
  script.core(mov(static_cast<std::uint16_t>(own >> 16), W::w0)).core(mov(W::w0, nvmadru));
  script.core(mov(latches_page, W::w0)).core(mov(W::w0, tblpag));
  script.core(mov(visi, W::w3)).core(mov(nvmcon, W::w4));
  script.core(mov(static_cast<std::uint16_t>(own), W::w5));
  script.core(mov(nvmcon_write_row, W::w10));
  return script;
}

Gen4Script write_next_row(const Pic24Device& device) {
  Gen4Script script;
  script.core(goto_200).nop();  // only one, so that the frame fits into two fragments
  script.core(mov(W::w10, nvmcon)).core(mov(W::w5, nvmadr)).core(clr(W::w7));
  script.repeat_times(static_cast<std::uint16_t>(device.row / two_instructions));
  for (const W w : {W::w0, W::w1, W::w2}) script.move_data(w);
  script.core(clr(W::w6)).nop();
  transfer(script, write_two_instructions);
  script.end_repeat_times();
  start_controller(script);
  script.delay_us(row_us).wait_until().core(nvmcon_in_w4_to_w3).nop().visi().end_wait(nvmcon_wr, 0, attempts);
  script.core(add(static_cast<std::uint16_t>(device.row / 2), W::w5));
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
  transfer(script, read_two_instructions);
  transfer(script, read_two_instructions);
  for (const W w : data_registers) script.core(mov(w, visi)).nop().visi();
  leave_reset_vector(script);
  script.add(R::r0, read_unit / 2).end_repeat();
  return script;
}

Gen4Script sum_up(const Pic24Device& device, std::uint32_t address, std::uint32_t size) {
  constexpr W sum = W::w8;
  constexpr W sum_of_sums = W::w9;
  Gen4Script script;
  script.parameter(R::r0, address / 2).parameter(R::r1, size / device.row);
  leave_reset_vector(script);
  point_at(script, R::r0);
  script.core(clr(sum)).core(clr(sum_of_sums)).upload().repeat(R::r1);
  leave_reset_vector(script);  // before the program counter runs too far
  script.repeat_times(static_cast<std::uint16_t>(device.row / read_unit)).core(clr(W::w7));
  transfer(script, read_two_instructions);
  transfer(script, read_two_instructions);
  script.core(add(data_registers.front(), sum));
  for (std::size_t i = 1; i < data_registers.size(); ++i) script.core(add_with_carry(data_registers[i], sum));
  script.core(add_carry(sum)).core(add(sum, sum_of_sums)).core(add_carry(sum_of_sums));
  script.end_repeat_times().end_repeat();
  for (const W w : {sum, sum_of_sums}) script.core(mov(w, visi)).nop().visi();
  return script;
}

base::Bytes sums(base::ByteView compact) {
  // The core adds 16 bits, and each addition adds the carry of the previous one.
  std::uint32_t sum = 0;
  std::uint32_t sum_of_sums = 0;
  const auto add = [](std::uint32_t to, std::uint32_t what) { return (to & 0xFFFF) + what + (to >> 16); };
  base::ByteReader reader(compact);
  while (reader.left() > 0) {
    for (std::size_t i = 0; i < data_registers.size(); ++i) sum = add(sum, reader.u16_le());
    sum = add(sum, 0) & 0xFFFF;
    sum_of_sums = add(add(sum_of_sums, sum), 0) & 0xFFFF;
  }
  base::ByteWriter writer;
  writer.u16_le(static_cast<std::uint16_t>(sum)).u16_le(static_cast<std::uint16_t>(sum_of_sums));
  return std::move(writer).take();
}

}  // namespace pic24

}  // namespace debugger
