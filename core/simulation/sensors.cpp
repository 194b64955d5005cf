#include "simulation/sensors.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/text.hpp"

namespace simulation {

namespace {

/// A well-mixed 32-bit hash (Wellons, "prospecting for hash functions").
std::uint32_t mix(std::uint32_t x) {
  x ^= x >> 16;
  x *= 0x7feb352dU;
  x ^= x >> 15;
  x *= 0x846ca68bU;
  x ^= x >> 16;
  return x;
}

}  // namespace

/// A value from -1 to 1, the same for the same step.
double Sensors::noise(std::int64_t step, std::uint32_t channel) const {
  const std::uint32_t hash = mix(static_cast<std::uint32_t>(step) ^ mix(seed_ * 2 + channel));
  return static_cast<double>(hash) / 2147483648.0 - 1.0;
}

Reading Sensors::read(base::Duration since_start) const {
  const double t = std::chrono::duration<double>(since_start).count();
  const auto step = static_cast<std::int64_t>(t);
  const double phase = noise(0, 7) * 3.0;

  double light = 320 + 60 * std::sin(t / 41 + phase) + 25 * std::sin(t / 7.3) + 3 * noise(step, 0);
  const std::int64_t half_minute = step / 30;
  const bool covered = noise(half_minute, 2) > 0.4 && step % 30 >= 10 && step % 30 < 14;
  if (covered) light *= 0.2;

  const double celsius = 23.5 + noise(1, 7) + 0.9 * std::sin(t / 97 + phase) + 0.25 * std::sin(t / 13);
  const int sixteenths = static_cast<int>(std::lround(celsius * 16 + 0.6 * noise(step, 1)));
  return {std::clamp(static_cast<int>(std::lround(light)), 0, 1023), sixteenths * 100 / 16};
}

std::string telemetry_message(const Reading& reading) {
  const int hundredths = std::abs(reading.centi_celsius) % 100;
  return "{\"Light\":" + std::to_string(reading.light) +
         ",\"Temp\":" + std::to_string(reading.centi_celsius / 100) + "." +
         base::padded(static_cast<std::uint64_t>(hundredths), 2) + "}";
}

}  // namespace simulation
