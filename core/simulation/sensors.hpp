// The light and temperature sensors in an ordinary room: a slow drift, some noise, and from time to time a
// hand over the light sensor. The same seed gives the same readings.
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.hpp"

namespace simulation {

struct Reading {
  int light;          // ADC counts, 0..1023
  int centi_celsius;  // hundredths of a degree, in the sensor's steps of 1/16 degree
};

class Sensors {
 public:
  explicit Sensors(std::uint32_t seed) : seed_(seed) {}
  Reading read(base::Duration since_start) const;

 private:
  double noise(std::int64_t step, std::uint32_t channel) const;
  std::uint32_t seed_;
};

/// The JSON that the demo firmware publishes.
std::string telemetry_message(const Reading& reading);

}  // namespace simulation
