// What goes wrong on a virtual board, and when. A plan is text, so that a test, a command line and a page can
// say it:
//
//   plan    = fault *( ";" fault )                        spaces around a fault are ignored; "" is no fault
//   fault   = kind "@" place [ "#" nth ] [ "=" value ]
//   place   = "tx:" N      the N-th byte (from 1) from the host to the board since the board was made
//           | "rx:" N      the N-th byte from the board to the host
//           | "cmd:" NAME  a command without its arguments, any case; NAME may end in "*": any that begins so
//           | "sector:" A  a 4 KiB sector of the WINC's flash, by any address in it
//           | "slot:" N    a slot of the secure element, 0..15
//           | "out:" N     the N-th HID report (from 1) from the host to the debugger since the board was
//           made | "in:" N      the N-th HID report from the debugger to the host | "flash:" A   a page of
//           the microcontroller's flash, by any offset in it | "signature:" N, "lock:" N, "firmware:" N,
//           "module:" N
//                          another value than usual: see below
//   nth     = N            commands only: the N-th such command (from 1); without it, every one
//
//   kind     at          value           what happens
//   unplug   tx rx cmd   -               the cable is pulled; it stays out until it is plugged in again
//            out in
//   reset    tx rx cmd   -               the microcontroller restarts
//   drop     tx rx       =bytes (1)      bytes are lost, from that one on
//   drop     out in      =reports (1)    reports are lost, from that one on
//   drop     cmd         -               the command's answer is lost
//   garbage  tx rx       =bytes (1)      bytes arrive as something else, from that one on
//   garbage  out in      =reports (1)    reports arrive as noise, from that one on
//   garbage  cmd         =bytes (8)      noise comes before the command's answer
//   slow     cmd         =2s, =150ms     the command takes so much longer; must be given
//   status   cmd         =0x1F4, =500    the command does nothing and ends in this status; must be given (the
//                                        demo firmware has no statuses: nothing happens)
//   status   out         =0x44, =68      the debugger's command that the report belongs to does nothing and
//                                        fails with this status; must be given
//   worn     sector      -               some bits of the sector stay cleared when it is erased
//   worn     flash       -               some bits of the page stay cleared when it is erased
//   locked   slot        -               the slot is locked
//   other    signature   -               the microcontroller is another part, of this signature (a PIC's
//                                        DEVID): 0x1E9651
//   other    lock        -               the microcontroller's lock byte (a PIC's FSEC, its low half), as
//                                        long as it is not erased: 0x00
//   other    firmware    -               the debugger's firmware has this version, major and minor: 0x010E
//   other    module      -               the Wi-Fi module's firmware has this version: 0x130601 for 19.6.1;
//                                        its root store is as delivered then, without what AWS IoT needs
//
// Numbers are decimal, or hexadecimal with 0x.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"

namespace simulation {

enum class FaultKind : std::uint8_t { unplug, reset, drop, garbage, slow, status, worn, locked, other };
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
};

struct Fault {
  FaultKind kind = FaultKind::unplug;
  FaultPlace place = FaultPlace::tx;
  std::uint64_t number = 0;      // of the byte, report or slot; an address; the other value
  std::string command;           // upper-case
  std::uint64_t occurrence = 0;  // of the command; 0: every one
  std::uint64_t amount = 0;      // bytes, reports, or the status
  base::Duration delay{};
};

/// simulation.bad_fault_plan (fault: its text, reason) unless the text follows the grammar above.
std::vector<Fault> parse_fault_plan(std::string_view plan);

/// Counts bytes, reports and commands, and tells which faults strike.
class FaultInjector {
 public:
  FaultInjector() = default;
  explicit FaultInjector(std::vector<Fault> plan) : plan_(std::move(plan)) {}

  /// Counts one more byte or report of that direction.
  std::vector<Fault> next(FaultPlace direction);
  /// Counts one more command of that name.
  std::vector<Fault> next_command(std::string_view name);
  const std::vector<Fault>& plan() const { return plan_; }

 private:
  std::vector<Fault> plan_;
  std::map<FaultPlace, std::uint64_t> counts_;
  std::map<std::size_t, std::uint64_t> commands_;  // by the fault's place in the plan
};

}  // namespace simulation
