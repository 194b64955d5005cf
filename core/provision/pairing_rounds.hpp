// Finds out which serial ports belong to several debuggers, for all of them at once. Each debugger has a code
// of its own: the rounds in which it resets its board. All ports are listened to, and a port belongs to the
// debugger whose code it repeats by the firmware's starts. All codes have the same number of resets, so that
// a start that is missed or comes unasked makes a code of nobody: it leaves a port unmatched and never
// matches a wrong one. Thirty debuggers take seven rounds of about a second. Proofs for a single debugger,
// which also work for firmware that prints nothing at its start: pairing.hpp.
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
/// fails stay unmatched and disturb no other. Throws base.cancelled only.
base::task<std::vector<std::optional<std::size_t>>> match_ports(
    std::vector<debugger::TargetProgrammer*> targets, std::vector<PortCandidate> candidates, base::Log& log);

}  // namespace provision
