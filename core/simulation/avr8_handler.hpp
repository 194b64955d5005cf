// The debugger's AVR8 generic handler on UPDI: programming sessions, erase, read and write. All that it knows
// of the AVR is the device description that the host sends, so a wrong description leads to a wrong access.
// Facts: Microchip, "EDBG-based Tools Protocols", AVR8 generic protocol; pyedbglib's avr8protocol and
// pymcuprog's avr8target.
#pragma once

#include <array>
#include <cstdint>
#include <functional>

#include "simulation/atmega4808.hpp"
#include "simulation/jtagice3_message.hpp"

namespace simulation {

class Avr8Handler {
 public:
  explicit Avr8Handler(Atmega4808& target) : target_(target) {}

  Jtagice3Reply handle(base::ByteView message);
  bool holds_target() const { return programming_; }
  /// The debugger restarts: releases the target.
  void restart();

  /// The target is held in reset, or released: it then starts its program.
  std::function<void()> on_hold;
  std::function<void()> on_release;
  /// A memory of the target that keeps its content without power has changed.
  std::function<void()> on_change;

 private:
  enum class Status : std::uint8_t;
  struct Access {
    std::uint8_t memory;
    std::uint32_t address;
    std::uint32_t size;
  };

  Jtagice3Reply dispatch(std::uint8_t command, base::ByteReader& arguments);
  Jtagice3Reply set_parameters(base::ByteReader& arguments);
  Jtagice3Reply get_parameters(base::ByteReader& arguments) const;
  Jtagice3Reply activate();
  Jtagice3Reply deactivate();
  Jtagice3Reply enter();
  Jtagice3Reply leave();
  Jtagice3Reply erase(base::ByteReader& arguments);
  Jtagice3Reply read(base::ByteReader& arguments) const;
  Jtagice3Reply read_interface(const Access& access) const;
  Jtagice3Reply write(base::ByteReader& arguments);
  Jtagice3Reply write_page(const Access& access, base::ByteView bytes);
  Jtagice3Reply write_bytes(const Access& access, base::ByteView bytes);

  static Access access_of(base::ByteReader& arguments);
  static Jtagice3Reply fail(Status status);
  std::uint32_t described(std::size_t offset, std::size_t size) const;
  std::uint32_t flash_base() const;
  std::uint32_t flash_page() const;

  static constexpr std::size_t contexts = 5;
  Atmega4808& target_;
  std::array<std::array<std::byte, 256>, contexts> parameters_{};
  bool active_ = false;
  bool programming_ = false;
};

}  // namespace simulation
