// How to program a PIC24FJ128GA705 over ICSP: its flash programming specification (DS30010102) as scripts for
// the debugger's engine, and its memory as data (data sheet DS30010118). Builds scripts; sends nothing.
//
// The vendor's tool has programmed these boards with most of the scripts. Only a model of the PIC has
// executed those that are ours: erase_chip(), which has the vendor's instructions without the vendor's choice
// of what to erase, and start_rows(), write_next_row() and sum_up(), which save time.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "debugger/gen4_script.hpp"
#include "debugger/intel_hex.hpp"

namespace debugger {

/// Addresses and sizes are those of Intel HEX: 4 bytes per instruction (24 bits and a byte that is always 0),
/// so twice the PIC's own.
struct Pic24Device {
  std::string_view name;
  std::array<std::uint8_t, 2> device_id;  // DEVID, in the order of the data sheet
  ImageRange program;
  ImageRange configuration;  // the last row of flash
  std::uint32_t row;         // bytes of an image that are written together

  ImageRanges image_ranges() const { return {program, configuration}; }
};

inline constexpr Pic24Device pic24fj128ga705{
    .name = "PIC24FJ128GA705",
    .device_id = {0x75, 0x0B},
    .program = {0, 0x2C000},
    .configuration = {0x2BE00, 0x2C000},
    .row = 512,
};

/// Packs two instructions (8 bytes of an image) into the 6 bytes that the engine takes, without the bytes
/// that are always 0. The image's size must be a multiple of 8.
base::Bytes pic24_compact(base::ByteView image);
/// The size, in compact form, of `image_bytes` bytes of an image.
constexpr std::uint32_t pic24_compact_size(std::uint32_t image_bytes) {
  return image_bytes / 4 * 3;
}
/// The reverse of pic24_compact(). The size must be a multiple of 6.
base::Bytes pic24_expand(base::ByteView compact);

namespace pic24 {

Gen4Script set_clock();
Gen4Script enter_programming();
/// Releases the pins and resets the target, which then runs its program.
Gen4Script leave_programming();
/// Reads DEVREV and DEVID, 2 bytes each.
Gen4Script read_id();
/// Erases all of flash, with the configuration words.
Gen4Script erase_chip();
/// Writes a row; the data are in compact form.
Gen4Script write_row(const Pic24Device& device, std::uint32_t address);
/// Prepares the core for write_next_row(), which writes consecutive rows from this address on.
Gen4Script start_rows(std::uint32_t address);
/// Writes the next row; the data are in compact form. Relies on the registers that the previous scripts left
/// in the core, which counts the address up by itself.
Gen4Script write_next_row(const Pic24Device& device);
/// read() reads a multiple of this: four instructions.
inline constexpr std::uint32_t read_unit = 16;
/// Reads `size` bytes, which come in compact form.
Gen4Script read(std::uint32_t address, std::uint32_t size);
/// Makes the core read a range of whole rows, within 64 KiB of the PIC's addresses, and return its sums().
Gen4Script sum_up(const Pic24Device& device, std::uint32_t address, std::uint32_t size);
/// The checksum that sum_up() returns for these bytes, which are in compact form and whole groups of four
/// instructions. It is like Fletcher's and has two sums with end-around carry: the first adds all 16-bit
/// words, the second adds the first sum after each group. So it detects a changed bit and a changed order of
/// groups.
base::Bytes sums(base::ByteView compact);
inline constexpr std::size_t sums_size = 4;

}  // namespace pic24

}  // namespace debugger
