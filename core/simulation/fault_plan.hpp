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
//   nth     = N            commands only: the N-th such command (from 1); without it, every one
//
//   kind     at          value           what happens
//   unplug   tx rx cmd   -               the cable is pulled; it stays out until it is plugged in again
//   reset    tx rx cmd   -               the microcontroller restarts
//   drop     tx rx       =bytes (1)      bytes are lost, from that one on
//   drop     cmd         -               the command's answer is lost
//   garbage  tx rx       =bytes (1)      bytes arrive as something else, from that one on
//   garbage  cmd         =bytes (8)      noise comes before the command's answer
//   slow     cmd         =2s, =150ms     the command takes so much longer; must be given
//   status   cmd         =0x1F4, =500    the command does nothing and ends in this status; must be given (the
//                                        demo firmware has no statuses: nothing happens)
//   worn     sector      -               some bits of the sector stay cleared when it is erased
//   locked   slot        -               the slot is locked
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

enum class FaultKind : std::uint8_t { unplug, reset, drop, garbage, slow, status, worn, locked };
enum class FaultPlace : std::uint8_t { tx, rx, command, sector, slot };

struct Fault {
  FaultKind kind = FaultKind::unplug;
  FaultPlace place = FaultPlace::tx;
  std::uint64_t number = 0;      // of the byte or slot; the sector's address
  std::string command;           // upper-case
  std::uint64_t occurrence = 0;  // of the command; 0: every one
  std::uint64_t amount = 0;      // bytes, or the status
  base::Duration delay{};
};

/// simulation.bad_fault_plan (fault: its text, reason) unless the text follows the grammar above.
std::vector<Fault> parse_fault_plan(std::string_view plan);

/// Counts bytes and commands, and tells which faults strike.
class FaultInjector {
 public:
  FaultInjector() = default;
  explicit FaultInjector(std::vector<Fault> plan) : plan_(std::move(plan)) {}

  /// Counts one more byte of that direction.
  std::vector<Fault> next_byte(FaultPlace direction);
  /// Counts one more command of that name.
  std::vector<Fault> next_command(std::string_view name);
  const std::vector<Fault>& plan() const { return plan_; }

 private:
  std::vector<Fault> plan_;
  std::map<FaultPlace, std::uint64_t> bytes_;
  std::map<std::size_t, std::uint64_t> commands_;  // by the fault's place in the plan
};

}  // namespace simulation
