// The four LEDs of the board, with a callback for each change.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>

namespace simulation {

enum class Led : std::uint8_t { error, data, conn, wifi };  // in the order of the port's pins
inline constexpr std::array<std::string_view, 4> led_names{"ERROR", "DATA", "CONN", "WIFI"};

class Leds {
 public:
  using States = std::array<bool, 4>;

  std::function<void(const States&)> on_change;

  void set(Led led, bool on) {
    bool& state = states_[static_cast<std::size_t>(led)];
    if (state == on) return;
    state = on;
    if (on_change) on_change(states_);
  }
  void all_off() {
    for (const Led led : {Led::error, Led::data, Led::conn, Led::wifi}) set(led, false);
  }
  bool is_on(Led led) const { return states_[static_cast<std::size_t>(led)]; }
  const States& states() const { return states_; }

 private:
  States states_{};
};

}  // namespace simulation
