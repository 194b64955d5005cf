// Which step of a conversation goes wrong, and how. The steps are counted over all the devices that share it,
// so that a test can make each of them fail in turn, and look at what each of them was.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

namespace support {

enum class Direction : std::uint8_t { out, in };

template <class Fault>
struct Sabotage {
  Fault fault{};
  std::optional<int> at;  // counted from 0; none: nothing goes wrong
  bool lasting = false;   // all after it go wrong, too
  int steps = 0;
  /// Told what each step carries; may change it.
  std::function<void(Direction, std::span<std::byte>)> on_step = nullptr;
  /// Told when it goes wrong.
  std::function<void(Fault)> on_strike = nullptr;

  /// Counts one more step; whether it goes wrong.
  bool strikes(Direction direction, std::span<std::byte> bytes) {
    if (on_step) on_step(direction, bytes);
    const int step = steps++;
    if (!at || step < *at || (step > *at && !lasting)) return false;
    if (on_strike) on_strike(fault);
    return true;
  }
  bool happened() const { return at && steps > *at; }
  /// From here on, all is well.
  void stop() { at.reset(); }
};

}  // namespace support
