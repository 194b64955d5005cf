// The seam between the flow that programs a board and the kinds of target: what AVR and PIC have in common.
// Knows the order in which a target is programmed and how it is left when that fails; knows neither a
// protocol nor which image belongs on which board.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/task.hpp"
#include "debugger/intel_hex.hpp"

namespace debugger {

enum class ProgrammingPhase : std::uint8_t { erasing, writing, verifying };

/// Told how far the work is, after each piece of it. Must not throw.
class ProgrammingObserver {
 public:
  /// `done` of `total` pieces (pages, blocks) of this phase.
  virtual void on_progress(ProgrammingPhase phase, std::size_t done, std::size_t total) = 0;

 protected:
  ~ProgrammingObserver() = default;
};

/// A byte of fuses or configuration that is not as the image has it. Reported, never written.
struct ConfigurationDifference {
  std::uint32_t address;  // the image's
  std::byte expected;
  std::byte found;
};
using ConfigurationDifferences = std::vector<ConfigurationDifference>;

/// A target behind a debugger with an open session. Whoever enters leaves, whatever happens in between.
class TargetProgrammer {
 public:
  virtual ~TargetProgrammer() = default;

  virtual std::string_view target_name() const = 0;
  virtual ImageRanges image_ranges() const = 0;
  /// Stops the target and takes it into programming mode. The first thing done there is to read the
  /// signature: wrong_target. A failure leaves the target released. target_unpowered, target_silent,
  /// target_locked, the debugger's errors.
  virtual base::task<void> enter() = 0;
  /// Erases program (and what the target erases with it), not fuses.
  virtual base::task<void> erase() = 0;
  /// Writes an image to an erased target; pages that the image leaves blank are skipped.
  virtual base::task<void> write(const FlashImage& image, ProgrammingObserver& observer) = 0;
  /// Reads back all that the image has and compares: verify_failed at the first difference of the program.
  virtual base::task<ConfigurationDifferences> verify(const FlashImage& image,
                                                      ProgrammingObserver& observer) = 0;
  /// What is in a range of image addresses.
  virtual base::task<base::Bytes> read(ImageRange range) = 0;
  /// Releases the target: it starts its program. Bounded in time; not reached by cancellation. Throws what
  /// went wrong.
  virtual base::task<void> leave() = 0;
};

/// Enter, erase, write, verify, leave. Whatever fails, the target is released; when that was after the erase,
/// it holds no program or a part of one, its provisioning is untouched, and running again recovers it.
base::task<ConfigurationDifferences> program(TargetProgrammer& target, const FlashImage& image,
                                             ProgrammingObserver& observer);
/// Starts the target's program afresh: enter and leave.
base::task<void> reset(TargetProgrammer& target);

}  // namespace debugger
