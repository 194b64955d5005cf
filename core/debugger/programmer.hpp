// The seam between the flow that programs a board and the kinds of target: what AVR and PIC have in common.
// Knows the order in which a target is programmed and how it is left when that fails; knows neither a
// protocol nor which image belongs on which board.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/task.hpp"
#include "debugger/intel_hex.hpp"

namespace debugger {

enum class ProgrammingPhase : std::uint8_t { erasing, writing, verifying };

/// Told how far the work is, after each piece of it; it may begin again from the start. Must not throw.
class ProgrammingObserver {
 public:
  /// `done` of `total` pieces (pages, blocks) of this phase.
  virtual void on_progress(ProgrammingPhase phase, std::size_t done, std::size_t total) = 0;

 protected:
  ~ProgrammingObserver() = default;
};

/// A byte of fuses or configuration that is not as the image has it: reported, no failure.
struct ConfigurationDifference {
  std::uint32_t address;  // the image's
  std::byte expected;
  std::byte found;
};
using ConfigurationDifferences = std::vector<ConfigurationDifference>;

/// What all targets have in common, in addresses of an image.
struct TargetMemory {
  std::string_view target;  // its name
  ImageRanges ranges;
  std::uint32_t page;               // bytes that are written at once
  std::uint32_t read_size;          // bytes that are read at once, at most
  std::uint32_t verify_size;        // and that are compared at once
  std::array<std::byte, 4> erased;  // what an erased memory holds, again and again
  enum class Configuration : std::uint8_t { compared, written } configuration;
  base::ByteView configuration_bits{};  // of its bytes, those that are compared; empty: all
};

/// A target behind a debugger with an open session. Whoever enters leaves, whatever happens in between.
class TargetProgrammer {
 public:
  virtual ~TargetProgrammer() = default;
  TargetProgrammer(const TargetProgrammer&) = delete;
  TargetProgrammer& operator=(const TargetProgrammer&) = delete;

  std::string_view target_name() const { return memory_.target; }
  ImageRanges image_ranges() const { return memory_.ranges; }
  /// What a range holds in a target that was erased and took this image.
  base::Bytes content(const FlashImage& image, ImageRange range) const;

  /// Stops the target and takes it into programming mode. The first thing done there is to read its
  /// signature: wrong_target. A failure leaves the target released. target_unpowered, target_silent,
  /// target_locked, the debugger's errors.
  base::task<void> enter();
  /// Erases the program, and what the target erases with it.
  virtual base::task<void> erase() = 0;
  /// Writes an image to an erased target; pages that the image leaves blank are skipped.
  base::task<void> write(const FlashImage& image, ProgrammingObserver& observer);
  /// Compares all that the image has with what the target holds: verify_failed at the first difference of the
  /// program.
  base::task<ConfigurationDifferences> verify(const FlashImage& image, ProgrammingObserver& observer);
  /// Erases, writes and verifies.
  virtual base::task<ConfigurationDifferences> replace_program(const FlashImage& image,
                                                               ProgrammingObserver& observer);
  /// What is in a range of image addresses.
  base::task<base::Bytes> read(ImageRange range);
  /// Releases the target: it starts its program. Bounded in time; not reached by cancellation. Throws what
  /// went wrong.
  base::task<void> leave();

 protected:
  explicit TargetProgrammer(const TargetMemory& memory) : memory_(memory) {}
  /// Whether that is in a range, of verify_size at most; reads it unless the target knows better.
  virtual base::task<bool> holds(ImageRange range, base::Bytes expected);
  /// wrong_target (expected, found).
  static void check_signature(base::ByteView expected, base::ByteView found);

 private:
  /// Programming mode, then the signature; what fails is cleaned up by release().
  virtual base::task<void> take_over() = 0;
  /// May return before the page is written, and throw what went wrong with the page before.
  virtual base::task<void> write_page(std::uint32_t address, base::Bytes bytes) = 0;
  /// All pages are written.
  virtual base::task<void> finish_pages() { co_return; }
  /// Up to read_size bytes within one of the ranges.
  virtual base::task<base::Bytes> read_piece(std::uint32_t address, std::uint32_t size) = 0;
  /// Whatever state the target is in.
  virtual base::task<void> release() = 0;

  base::Bytes content(const ImageSegments& segments, ImageRange range) const;
  /// Of a block, the pages up to the last that segments lie in.
  ImageRange pages_of(const ImageSegments& segments, ImageRange block) const;
  void compare(const FlashImage& image, ImageRange piece, base::ByteView found) const;
  ConfigurationDifferences differences(const FlashImage& image, base::ByteView found) const;

  TargetMemory memory_;
};

/// Enter, erase, write, verify, leave. Whatever fails, the target is released; when that was after the erase,
/// it holds no program or a part of one, its provisioning is untouched, and running again recovers it.
base::task<ConfigurationDifferences> program(TargetProgrammer& target, const FlashImage& image,
                                             ProgrammingObserver& observer);
/// Starts the target's program afresh: enter and leave.
base::task<void> reset(TargetProgrammer& target);

}  // namespace debugger
