// A kit's microcontroller at the end of its debugger's programming interface: the seam between the kinds of
// kits. The board sees a program that runs or is held; the debugger passes on what is for the target alone.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "ports/hid_device.hpp"
#include "simulation/jtagice3_message.hpp"
#include "simulation/mcu_memories.hpp"
#include "simulation/timeline.hpp"

namespace simulation {

class Target {
 public:
  Target() = default;
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;
  virtual ~Target() = default;

  // As the debugger's drive does it.
  virtual void erase_chip() = 0;
  /// An image, into an erased chip.
  virtual void write_program(base::ByteView image) = 0;

  // From now on it has a fault of the plan.
  virtual void wear_out(std::uint32_t flash_offset) = 0;
  virtual void set_signature(std::uint32_t signature) = 0;
  virtual void set_lock(std::uint8_t lock) = 0;

  virtual bool is_held() const = 0;
  /// The debugger restarts: the target is let go.
  virtual void restart() = 0;

  // What the debugger gets for the target.
  /// The handlers of JTAGICE3 messages.
  virtual std::vector<std::byte> handlers() const { return {}; }
  virtual Jtagice3Reply handle(std::uint8_t, base::ByteView) {
    return jtagice3::failure(jtagice3::not_supported);
  }
  /// A report of CMSIS-DAP's that is none of the debugger's own; nothing when it is not the target's either.
  virtual std::optional<ports::HidReport> answer(base::ByteView, std::optional<std::uint8_t>) { return {}; }

  /// The target is stopped, and later let go: it starts anew.
  std::function<void()> on_hold;
  std::function<void()> on_release;
  /// What the target keeps without power has changed.
  std::function<void()> on_change;
};

/// The one whose memories these are.
std::unique_ptr<Target> make_target(Timeline& timeline, McuMemories& memories);

}  // namespace simulation
