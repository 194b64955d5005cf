// Limits how often something happens: to an average rate, with bursts of limited size. Callers get their
// turns in the order in which they ask. (Known as the generic cell rate algorithm.)
#pragma once

#include <algorithm>

#include "base/clock.hpp"

namespace base {

class Pace {
 public:
  /// `burst`: how many turns are free at once after a quiet time, at least 1.
  Pace(int turns_per_second, int burst)
      : interval_(Duration(std::chrono::seconds(1)) / turns_per_second), credit_(interval_ * (burst - 1)) {}

  /// Takes the next turn. Returns when it begins, which is not before `now`.
  Instant take(Instant now) {
    const Instant begins = std::max(now, next_ - credit_);
    next_ = std::max(now, next_) + interval_;
    return begins;
  }
  /// Takes a turn only if it begins at once.
  bool try_take(Instant now) {
    if (next_ - credit_ > now) return false;
    take(now);
    return true;
  }

 private:
  Duration interval_;
  Duration credit_;
  Instant next_{};  // when the next turn would begin if there were no bursts
};

}  // namespace base
