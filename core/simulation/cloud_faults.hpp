// What a test can make go wrong in the simulated account. Everything is off at first.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/clock.hpp"

namespace simulation {

struct CloudFaults {
  /// AWS IoT is eventually consistent. For this long after a policy, a certificate or a thing was created,
  /// AttachPolicy and AttachThingPrincipal answer that it does not exist.
  base::Duration attach_delay{};
  /// Until this time of the executor, AWS IoT answers every request with ThrottlingException.
  base::Instant throttled_until{};
  /// How many of each a region takes before it answers LimitExceededException.
  std::size_t max_certificates = SIZE_MAX;
  std::size_t max_policies = SIZE_MAX;
  std::size_t max_things = SIZE_MAX;
};

}  // namespace simulation
