// Commands of the AVR8 generic handler for programming over UPDI (Microchip's "EDBG-based Tools Protocols",
// AVR8 generic protocol), and the AVR of the AVR-IoT boards as data (data sheet DS40002015; pymcuprog's
// device files have the same figures). Builds commands; sends nothing.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "debugger/intel_hex.hpp"
#include "debugger/jtagice3.hpp"

namespace debugger {

/// A memory in an AVR's data space. All three in bytes.
struct AvrMemory {
  std::uint16_t base;
  std::uint16_t size;
  std::uint16_t page = 1;
};

/// An AVR with UPDI and 16-bit addresses.
struct UpdiDevice {
  std::string_view name;
  std::array<std::uint8_t, 3> signature;
  AvrMemory flash;
  AvrMemory eeprom;
  AvrMemory fuses;
  /// The bits of each fuse byte that are compared. Reserved bits read 1 on some parts and 0 on others. EESAVE
  /// only matters to a chip erase.
  std::array<std::byte, 9> fuse_bits;
  AvrMemory user_row;
  AvrMemory signatures;
  std::uint16_t lock_base;
  std::uint16_t nvmctrl_base;
  std::uint16_t ocd_base;
  std::uint16_t clock_khz;    // of UPDI
  std::uint8_t high_voltage;  // how to activate UPDI by high voltage; in the description, but never used

  /// In Intel HEX: flash from 0, fuses from 0x820000, and what avr_other_memory lists.
  ImageRanges image_ranges() const;
};

// Where avr-gcc and Microchip Studio put an AVR's memories in Intel HEX.
inline constexpr std::uint32_t avr_fuse_address = 0x820000;
inline constexpr std::array avr_other_memory{OtherRange{OtherMemory::eeprom, {0x810000, 0x820000}},
                                             OtherRange{OtherMemory::lock_bits, {0x830000, 0x840000}},
                                             OtherRange{OtherMemory::signature, {0x840000, 0x850000}},
                                             OtherRange{OtherMemory::user_row, {0x850000, 0x860000}}};

inline constexpr UpdiDevice atmega4808{
    .name = "ATmega4808",
    .signature = {0x1E, 0x96, 0x50},
    .flash = {0x4000, 0xC000, 0x80},
    .eeprom = {0x1400, 0x100, 0x40},
    .fuses = {0x1280, 9},
    .fuse_bits = {std::byte{0xFF},
                  std::byte{0xFF},  // WDTCFG, BODCFG
                  std::byte{0x83},
                  {},
                  {},  // OSCCFG: OSCLOCK, FREQSEL
                  std::byte{0xC8},
                  std::byte{0x07},  // SYSCFG0: CRCSRC, RSTPINCFG; SYSCFG1: SUT
                  std::byte{0xFF},
                  std::byte{0xFF}},  // APPEND, BOOTEND
    .user_row = {0x1300, 0x40},
    .signatures = {0x1100, 0x40},
    .lock_base = 0x128A,
    .nvmctrl_base = 0x1000,
    .ocd_base = 0x0F80,
    .clock_khz = 900,
    .high_voltage = 1,
};

enum class Avr8Memory : std::uint8_t {
  data = 0x20,   // any memory, by its address in the data space
  flash = 0xB0,  // whole pages; addresses count from the start of flash
};

namespace avr8 {

/// The most bytes that one read can return; the framing's limit.
inline constexpr std::uint32_t max_read = 512;

/// Settings to send, in this order, before the physical interface is activated: device description, variant
/// (UPDI), function (programming), interface (one wire), clock.
std::vector<Jtagice3Command> settings(const UpdiDevice& device);
Jtagice3Command activate_physical();
Jtagice3Command deactivate_physical();
Jtagice3Command enter_programming();
Jtagice3Command leave_programming();
Jtagice3Command erase_chip();
Jtagice3Command read(Avr8Memory memory, std::uint32_t address, std::uint32_t size);
Jtagice3Command write(Avr8Memory memory, std::uint32_t address, base::ByteView bytes);

}  // namespace avr8

}  // namespace debugger
