// One LED of the demo firmware: off, on, or blinking.
#pragma once

#include "simulation/leds.hpp"
#include "simulation/time_model.hpp"
#include "simulation/timeline.hpp"

namespace simulation {

class Blinker {
 public:
  Blinker(Timeline& timeline, Leds& leds, Led led) : leds_(leds), led_(led), next_(timeline) {}

  void off() { hold(false); }
  void on() { hold(true); }
  void hold(bool lit) {
    next_.stop();
    leds_.set(led_, lit);
  }
  void blink() {
    if (!next_.is_set()) turn_over();
  }
  /// One blink.
  void flash() {
    leds_.set(led_, true);
    next_.set(time_model::blink, [this] { leds_.set(led_, false); });
  }

 private:
  void turn_over() {
    leds_.set(led_, !leds_.is_on(led_));
    next_.set(time_model::blink, [this] { turn_over(); });
  }

  Leds& leds_;
  Led led_;
  Alarm next_;
};

}  // namespace simulation
