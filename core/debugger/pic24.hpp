// How a PIC24FJ128GA705 is programmed over ICSP: its flash programming specification (DS30010102) in scripts
// for the debugger's engine, and its memory as data (data sheet DS30010118). The scripts are the vendor's
// own, which its tool has proved on these boards, but for three that save time and that only a model of the
// PIC has executed: start_rows(), write_next_row() and sum_up(). Makes scripts; sends nothing.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "debugger/gen4_script.hpp"
#include "debugger/intel_hex.hpp"

namespace debugger {

/// Addresses as Intel HEX has them: 4 bytes an instruction (24 bits and a byte that is always 0), so twice
/// the PIC's own.
struct Pic24Device {
  std::string_view name;
  std::array<std::uint8_t, 2> device_id;  // DEVID, as the data sheet prints it
  ImageRange program;
  ImageRange configuration;  // the last row of flash
  std::uint32_t row;         // bytes of an image that are written at once

  ImageRanges image_ranges() const { return {program, configuration}; }
};

inline constexpr Pic24Device pic24fj128ga705{
    .name = "PIC24FJ128GA705",
    .device_id = {0x75, 0x0B},
    .program = {0, 0x2C000},
    .configuration = {0x2BE00, 0x2C000},
    .row = 512,
};

/// An image's bytes without those that are always 0, two instructions in 6 bytes, as the engine's data wants
/// them. A multiple of 8 bytes.
base::Bytes pic24_compact(base::ByteView image);
/// The size of that.
constexpr std::uint32_t pic24_compact_size(std::uint32_t image_bytes) {
  return image_bytes / 4 * 3;
}
/// The reverse. A multiple of 6 bytes.
base::Bytes pic24_expand(base::ByteView compact);

namespace pic24 {

Gen4Script set_clock();
Gen4Script enter_programming();
/// Leaves the pins to the target and starts it.
Gen4Script leave_programming();
/// Reads DEVREV and DEVID, 2 bytes each.
Gen4Script read_id();
/// Erases all of flash, configuration words with it.
Gen4Script erase_chip();
/// Writes a row: data in compact form.
Gen4Script write_row(const Pic24Device& device, std::uint32_t address);
/// For write_next_row() of consecutive rows, from this address on, which the core counts up by itself.
Gen4Script start_rows(std::uint32_t address);
/// Writes the next row, likewise; relies on what the scripts before left in the core.
Gen4Script write_next_row(const Pic24Device& device);
/// What read() reads a multiple of: four instructions.
inline constexpr std::uint32_t read_unit = 16;
/// Reads, in compact form.
Gen4Script read(std::uint32_t address, std::uint32_t size);
/// Reads all of a range, and shows its sums: a range of rows within 64 KiB of the PIC's addresses.
Gen4Script sum_up(const Pic24Device& device, std::uint32_t address, std::uint32_t size);
/// What sum_up() shows of these bytes in compact form, of whole groups of four instructions: Fletcher's two
/// sums, of all 16-bit words and of that sum after each group, with the carries added again: every bit
/// counts, and so does the place of a group.
base::Bytes sums(base::ByteView compact);
inline constexpr std::size_t sums_size = 4;

}  // namespace pic24

}  // namespace debugger
