// How long things take on the virtual board. Facts: reference/board.md and debugger.md; the recording in
// tests/core/simulation; the data sheets of the ATmega4808 and the PIC24FJ128GA705 (they give maximum erase
// times; those here are typical). The times of the provisioning firmware are those of the vendor's image,
// which tests/peers/avr_board executes and compares with these.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/clock.hpp"

namespace simulation::time_model {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

/// Eight data bits between a start and a stop bit.
inline constexpr base::Duration byte_time(std::uint32_t baud) {
  return base::Duration(std::chrono::seconds(10)) / baud;
}

inline constexpr milliseconds receiver_start{2};  // from reset until the microcontroller's UART receives
inline constexpr microseconds command{500};       // the firmware itself, each command
inline constexpr milliseconds module_start{579};  // from reset to banner, while the WINC starts
inline constexpr milliseconds module_gives_up{
    2000};  // until the driver reports that the WINC's firmware does not start
inline constexpr milliseconds download_mode{325};    // from the WINC's normal mode to its download mode
inline constexpr milliseconds normal_mode{508};      // and back, with a start of the WINC
inline constexpr microseconds module_version{3600};  // read from the WINC
inline constexpr milliseconds sector_erase{50};      // WINC flash
inline constexpr microseconds page_write{6700};      // WINC flash, each page touched
inline constexpr microseconds flash_read{1700};      // WINC flash, each command
inline constexpr nanoseconds flash_byte{19'500};     // WINC flash, each byte read or written
inline constexpr microseconds generate_public_key{129'200};
inline constexpr microseconds no_private_key{121'600};  // until the secure element refuses to generate it
inline constexpr microseconds sign_digest{192'600};
inline constexpr microseconds block_read{15'100};  // secure element, each 32 bytes
inline constexpr microseconds word_read{11'500};   // secure element, each 4 bytes; also a refusal to read
inline constexpr microseconds block_write{55'200};
inline constexpr microseconds word_write{51'400};
inline constexpr microseconds slot_lock{53'200};
inline constexpr milliseconds drive_programming{4000};  // an image dropped on the drive

inline constexpr milliseconds hid_report{1};  // in either direction
inline constexpr milliseconds avr_enter{3};   // reset, key, NVM controller
inline constexpr milliseconds avr_chip_erase{4};
inline constexpr milliseconds avr_page_write{2};  // or erase
inline constexpr milliseconds avr_eeprom_write{4};
inline constexpr milliseconds pic_enter{25};  // MCLR to the first instruction: P7
inline constexpr milliseconds pic_bulk_erase{25};
inline constexpr milliseconds pic_page_erase{25};
inline constexpr microseconds pic_row_write{1500};
inline constexpr unsigned icsp_clocks{28};     // an instruction, or VISI: 4 bits of command, 24 of contents
inline constexpr nanoseconds icsp_clock{200};  // until the host sets another
inline constexpr microseconds executive_timeout{
    20'000};  // how long the debugger waits for a target that does not answer
inline constexpr milliseconds debugger_restart{1500};  // until it is on USB again

inline constexpr milliseconds demo_reads_flash{1000};  // until it prints what it read
inline constexpr milliseconds demo_start{5000};        // reset to the first command that is answered
inline constexpr milliseconds demo_poll{50};           // how often the command line reads its buffer
// The demo's cloud task runs every 500 ms and lets 2 s pass before it starts the module and joins a network.
inline constexpr milliseconds demo_before_attempt{2500};
// m2m_wifi_init, during which the command line reads nothing: in the first attempt, and in every later one.
inline constexpr milliseconds demo_first_module_start{300};
inline constexpr milliseconds demo_module_start{2000};
inline constexpr milliseconds wifi_join{2500};
inline constexpr milliseconds cloud_connect{1500};     // name, TCP, TLS with the secure element, MQTT
inline constexpr milliseconds cloud_reconnect{500};    // the cloud task opens the next socket
inline constexpr milliseconds attempt_timeout{10000};  // from the start of a join to the MQTT connection
inline constexpr milliseconds telemetry_interval{1000};
inline constexpr milliseconds shadow_report{2000};  // after the connection
inline constexpr milliseconds blink{250};

}  // namespace simulation::time_model
