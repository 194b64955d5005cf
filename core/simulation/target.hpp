// A kit's microcontroller at the programming interface of its debugger. This interface separates the kinds of
// kits. The board sees a program that runs or is held. The debugger passes on the messages that only the
// target can answer.
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

  // Operations of the debugger's drive.
  virtual void erase_chip() = 0;
  /// Writes an image into an erased chip.
  virtual void write_program(base::ByteView image) = 0;

  // Apply a fault of the plan from now on.
  virtual void wear_out(std::uint32_t flash_offset) = 0;
  virtual void set_signature(std::uint32_t signature) = 0;
  virtual void set_lock(std::uint8_t lock) = 0;

  virtual bool is_held() const = 0;
  /// The debugger restarts: releases the target.
  virtual void restart() = 0;

  /// The ids of the target's handlers for JTAGICE3 messages.
  virtual std::vector<std::byte> handlers() const { return {}; }
  virtual Jtagice3Reply handle(std::uint8_t, base::ByteView) {
    return jtagice3::failure(jtagice3::not_supported);
  }
  /// Answers a CMSIS-DAP report that the debugger itself does not handle; nullopt if the target
  /// does not handle it either.
  virtual std::optional<ports::HidReport> answer(base::ByteView, std::optional<std::uint8_t>) { return {}; }

  /// The target is held in reset, or released: it then starts its program.
  std::function<void()> on_hold;
  std::function<void()> on_release;
  /// A memory that keeps its content without power has changed.
  std::function<void()> on_change;
};

/// The target that has these memories.
std::unique_ptr<Target> make_target(Timeline& timeline, McuMemories& memories);

}  // namespace simulation
