// The plan of one run: everything that happens in it, as text of one line for each thing, so that a run that
// fails can be printed, made smaller line by line, kept and repeated. The next comment is its grammar.

// clang-format off
//
//   random N                            seeds what is random in the run itself: the network's delays, new ids
//   board KIT FIRMWARE METHOD COMPUTER  a board (from 1, in this order), plugged into this computer (from 1);
//                                       KIT as virtual-board takes it, FIRMWARE demo or provisioning
//   fault BOARD FAULT                   in the grammar of core/simulation/fault_plan.hpp
//   port BOARD N KIND [COUNT]           the Nth use of the serial port, and the next ones   } the kinds: cable.hpp
//   hid BOARD N KIND [COUNT]            the Nth use of the debugger                         }
//   http COMPUTER N KIND [COUNT]        the Nth request to AWS                              } the kinds: computer_ports.hpp
//   store COMPUTER N KIND [COUNT]       the Nth use of the browser's storage                }
//   at MS EVENT ARGUMENT…               after so many milliseconds; the events: events.cpp
//   calm MS                             when all of this ends; then the run without faults begins
//
// clang-format on
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"

namespace chaos {

/// One line of a plan.
struct Line {
  std::optional<base::Duration> at;  // of an event
  std::vector<std::string> words;    // without `at MS`

  const std::string& word(std::size_t i) const;
  /// Throws chaos.bad_plan unless the word is a decimal number.
  std::uint64_t number(std::size_t i) const;
  /// The number at this place, or 1 where the line ends before.
  std::uint64_t count(std::size_t i) const { return i < words.size() ? number(i) : 1; }
};

using Plan = std::vector<std::string>;

/// The lines of the text; empty lines and those that begin with # are left out.
Plan plan_of(std::string_view text);
/// Throws chaos.bad_plan.
Line parse_line(std::string_view text);
std::string text_of(const Plan& plan);

}  // namespace chaos
