// Converts what the layers below read and decided into what the page sees. Converting an inspection or a root
// store takes milliseconds, so callers convert it once, when it was read, and keep the result.
#pragma once

#include "base/bytes.hpp"
#include "provision/board_diagnosis.hpp"
#include "provision/inspection.hpp"
#include "state/board.hpp"

namespace state {

std::int64_t to_milliseconds(base::Duration duration);

Plan convert(const provision::Plan& plan);
std::vector<StepState> convert(const std::vector<provision::Step>& steps);
/// Verifies the signatures of the certificates.
Inspection convert(const provision::Inspection& inspection);
Diagnosis convert(const provision::BoardDiagnosis& diagnosis);
/// `region`: the root store's flash region as read.
RootsState roots_state(base::ByteView region);

}  // namespace state
