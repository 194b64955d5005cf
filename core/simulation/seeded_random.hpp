// A deterministic source of numbers: the same seed gives the same numbers, for tests that must be repeatable.
// NOT a cryptographic source: do not make real keys with it.
#pragma once

#include <cstdint>

#include "ports/platform.hpp"

namespace simulation {

class SeededRandom final : public ports::Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}

  void fill(std::span<std::byte> bytes) override {
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(next() >> 56);
  }

 private:
  /// SplitMix64 (Steele, Lea, Flood).
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

}  // namespace simulation
