// A fault plan says what goes wrong on a virtual board, and when. It is written as text, so that tests,
// command lines and the page can pass one. The next comment is its grammar.

// clang-format off
//
//   plan    = fault *( ";" fault )                        spaces around a fault are ignored; "" has no fault
//   fault   = kind "@" place [ "#" nth ] [ "=" value ]
//   place   = "tx:" N          byte N (from 1) from the host to the board, since the board was made
//           | "rx:" N          byte N from the board to the host
//           | "out:" N         HID report N (from 1) from the host to the debugger, since the board was made
//           | "in:" N          HID report N from the debugger to the host
//           | "cmd:" NAME      a command without its arguments, in either case; a NAME that ends in "*"
//                              stands for every command that begins with it
//           | "sector:" A      the 4 KiB sector of the WINC's flash that holds address A
//           | "slot:" N        slot N of the secure element, 0 to 15
//           | "flash:" A       the page of the microcontroller's flash that holds offset A
//           | "signature:" N | "lock:" N | "firmware:" N | "module:" N
//           | "info:" N | "parameters:" N
//                              N depends on the kind: see the table
//   nth     = N                commands only: the Nth such command (from 1); without it, every one
//
//   kind     at          value           effect
//   unplug   tx rx cmd   -               the cable is pulled, and stays out until it is plugged in again
//            out in
//   reset    tx rx cmd   -               the microcontroller restarts
//   drop     tx rx       =bytes (1)      bytes are lost, from that one on
//   drop     out in      =reports (1)    reports are lost, from that one on
//   drop     cmd         -               the command's answer is lost
//   garbage  tx rx       =bytes (1)      bytes arrive as something else, from that one on
//   garbage  out in      =reports (1)    reports arrive as noise, from that one on
//   garbage  cmd         =bytes (8)      noise comes before the command's answer
//   slow     cmd         =2s, =150ms     the command takes this much longer; the value is required
//   status   cmd         =0x1F4, =500    the command does nothing and ends in this status; the value is
//                                        required. The demo firmware has no statuses: nothing happens there
//   status   out         =0x44, =68      the debugger's command that the report belongs to does nothing and
//                                        fails with this status; the value is required
//   worn     sector      -               some bits of the sector stay cleared when it is erased
//   worn     flash       -               some bits of the page stay cleared when it is erased
//   locked   slot        -               the slot is locked
//   other    signature   -               the microcontroller is another part, with signature N (a PIC's
//                                        DEVID): 0x1E9651
//   other    lock        -               the microcontroller's lock byte (a PIC's FSEC, its low half) is N
//                                        until the chip is erased: 0x00
//   other    firmware    -               the debugger's firmware has version N, major and minor: 0x010E
//   other    module      -               the Wi-Fi module's firmware has version N: 0x130601 for 19.6.1. Its
//                                        root store is then as delivered, without the root that AWS IoT needs
//   dead     module      -               the Wi-Fi module's firmware does not start. The provisioning firmware
//                                        gives up after N more milliseconds, up to 6500 on real boards
//   absent   info        -               the debugger does not know item N of DAP_Info: 0xFF
//   short    parameters  -               the debugger answers at most N bytes of its housekeeping parameters
//
// Numbers are decimal, or hexadecimal with 0x.
//
// clang-format on
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"

namespace simulation {

enum class FaultKind : std::uint8_t {
  unplug,
  reset,
  drop,
  garbage,
  slow,
  status,
  worn,
  locked,
  other,
  dead,
  absent,
  shortened,
};
enum class FaultPlace : std::uint8_t {
  tx,
  rx,
  command,
  sector,
  slot,
  out,
  in,
  flash,
  signature,
  lock,
  firmware,
  module,
  info,
  parameters,
};

struct Fault {
  FaultKind kind = FaultKind::unplug;
  FaultPlace place = FaultPlace::tx;
  std::uint64_t number = 0;      // the number after the place
  std::string command;           // upper-case
  std::uint64_t occurrence = 0;  // of the command; 0: every one
  std::uint64_t amount = 0;      // bytes, reports, or the status
  base::Duration delay{};
};

/// Throws simulation.bad_fault_plan (fault: the text of the fault, reason) if the text breaks the grammar
/// above.
std::vector<Fault> parse_fault_plan(std::string_view plan);

/// Counts bytes, reports and commands, and returns the faults that occur at each.
class FaultInjector {
 public:
  FaultInjector() = default;
  explicit FaultInjector(std::vector<Fault> plan) : plan_(std::move(plan)) {}

  /// Counts one more byte or report in this direction, and returns its faults.
  std::vector<Fault> next(FaultPlace direction);
  /// Counts one more command with this name, and returns its faults.
  std::vector<Fault> next_command(std::string_view name);
  const std::vector<Fault>& plan() const { return plan_; }

 private:
  std::vector<Fault> plan_;
  std::map<FaultPlace, std::uint64_t> counts_;
  std::map<std::size_t, std::uint64_t> commands_;  // by index in the plan
};

}  // namespace simulation
