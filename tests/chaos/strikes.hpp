// Counts the uses of something, and tells which of them a plan lets go wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace chaos {

template <class Fault>
class Strikes {
 public:
  /// The `first` use (from 1) and the `count - 1` uses after it go wrong.
  void add(std::uint64_t first, Fault fault, std::uint64_t count) {
    planned_.push_back({first, count, fault});
  }
  /// Counts one more use, and returns how it goes wrong.
  std::optional<Fault> next() {
    const std::uint64_t use = ++uses_;
    for (const Planned& one : planned_)
      if (use >= one.first && use - one.first < one.count) return one.fault;
    return std::nullopt;
  }
  bool next_is(Fault fault) { return next() == fault; }
  /// From now on, nothing goes wrong.
  void stop() { planned_.clear(); }

 private:
  struct Planned {
    std::uint64_t first;
    std::uint64_t count;
    Fault fault;
  };
  std::vector<Planned> planned_;
  std::uint64_t uses_ = 0;
};

}  // namespace chaos
