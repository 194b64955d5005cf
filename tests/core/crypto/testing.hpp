// Shared by the tests of crypto and pki: error codes, repeatable random sources, and a generator of small
// damages to an encoding.
#pragma once

#include <functional>

#include "base/bytes.hpp"
#include "crypto/digest.hpp"
#include "ports/platform.hpp"
#include "support/error_of.hpp"

namespace testing_crypto {

using support::code_of;

/// Octets of SHA-256 over a counter: different at each call, the same in each run.
class CountingRandom : public ports::Random {
 public:
  explicit CountingRandom(std::uint32_t seed = 0) : count_(seed * 1000) {}
  void fill(std::span<std::byte> bytes) override {
    for (std::byte& byte : bytes) {
      base::ByteWriter counter;
      counter.u32_be(count_++);
      byte = crypto::sha256(std::move(counter).take())[0];
    }
  }

 private:
  std::uint32_t count_;
};

/// Always the same octets.
class FixedRandom : public ports::Random {
 public:
  explicit FixedRandom(base::ByteView octets) : octets_(base::to_bytes(octets)) {}
  void fill(std::span<std::byte> bytes) override {
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = octets_.at(i % octets_.size());
  }

 private:
  base::Bytes octets_;
};

/// Calls `use` with every proper prefix, and then with the whole in which one octet is changed: each octet in
/// turn, in two ways.
inline void for_each_damage(base::ByteView whole, const std::function<void(const base::Bytes&)>& use) {
  for (std::size_t size = 0; size < whole.size(); ++size) use(base::to_bytes(whole.first(size)));
  base::Bytes damaged = base::to_bytes(whole);
  for (std::byte& octet : damaged) {
    const std::byte kept = octet;
    for (const unsigned mask : {0x01U, 0x80U}) {
      octet = kept ^ static_cast<std::byte>(mask);
      use(damaged);
    }
    octet = kept;
  }
}

}  // namespace testing_crypto
