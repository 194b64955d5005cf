// Chooses the step of a conversation that fails, and how it fails. Steps are counted over all devices that
// share one Sabotage, so that a test can make each of them fail in turn and can watch what each one carries.
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
  std::optional<int> at;  // the step that fails, from 0; empty: no step fails
  bool lasting = false;   // all later steps fail as well
  int steps = 0;
  /// Called with the bytes of each step, and may change them.
  std::function<void(Direction, std::span<std::byte>)> on_step = nullptr;
  /// Called when a step is made to fail.
  std::function<void(Fault)> on_strike = nullptr;

  /// Counts one more step. Returns whether this step fails.
  bool strikes(Direction direction, std::span<std::byte> bytes) {
    if (on_step) on_step(direction, bytes);
    const int step = steps++;
    if (!at || step < *at || (step > *at && !lasting)) return false;
    if (on_strike) on_strike(fault);
    return true;
  }
  bool happened() const { return at && steps > *at; }
  /// No later step fails.
  void stop() { at.reset(); }
};

}  // namespace support
