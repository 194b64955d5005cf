// Finds out which serial ports belong to several debuggers, for all of them at once. Each debugger has a code
// of its own: the rounds in which it resets its board. All ports are listened to, and a port belongs to the
// debugger in whose rounds the port's firmware starts. All codes have the same number of resets. If a start
// is missed, or happens without a reset, the port's code is therefore no debugger's: the port stays unmatched
// and is never matched to a wrong debugger. Thirty debuggers take seven rounds of about a second. pairing.hpp
// has the proof for a single debugger, which also works with firmware that prints nothing at its start.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "provision/pairing.hpp"

namespace provision {

/// The codes of some debuggers. Bit i of a code says whether the debugger resets its board in round i.
struct RoundCodes {
  std::uint32_t rounds = 0;
  std::vector<std::uint32_t> codes;  // different from each other, all with the same number of bits set
};
/// Codes in as few rounds as possible; `count` at most a few thousand.
RoundCodes round_codes(std::size_t count);

/// For each candidate, the index of the target that it belongs to; nullopt where nothing is proved. The
/// debuggers' sessions and the candidates' ports are open. A target that cannot be reset and a port that
/// fails stay unmatched, and do not disturb the others. Throws base.cancelled only.
base::task<std::vector<std::optional<std::size_t>>> match_ports(
    std::vector<debugger::TargetProgrammer*> targets, std::vector<PortCandidate> candidates, base::Log& log);

}  // namespace provision
