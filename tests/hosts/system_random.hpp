// The operating system's source of random numbers.
#pragma once

#include <random>

#include "ports/platform.hpp"

namespace hosts {

class SystemRandom final : public ports::Random {
 public:
  void fill(std::span<std::byte> bytes) override {
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(device_());
  }

 private:
  std::random_device device_;
};

}  // namespace hosts
