// What programming an AVR and a PIC have in common: the order of the steps, and how to leave a target when a
// step fails. Does not depend on a protocol, and does not choose the image. A target is the microcontroller
// that the debugger is connected to.
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

/// Is told the progress after each piece of work. A phase may start over. Must not throw.
class ProgrammingObserver {
 public:
  /// `done` of `total` pieces (pages, blocks) of this phase.
  virtual void on_progress(ProgrammingPhase phase, std::size_t done, std::size_t total) = 0;

 protected:
  ~ProgrammingObserver() = default;
};

/// A byte of fuses or configuration that differs from the image. Reported; not a failure.
struct ConfigurationDifference {
  std::uint32_t address;  // the image's
  std::byte expected;
  std::byte found;
};
using ConfigurationDifferences = std::vector<ConfigurationDifference>;

/// The memory of a target, in addresses of an image.
struct TargetMemory {
  std::string_view target;  // the microcontroller's name
  ImageRanges ranges;
  std::uint32_t page;               // bytes that are written together
  std::uint32_t read_size;          // most bytes of one read
  std::uint32_t verify_size;        // bytes of one comparison
  std::array<std::byte, 4> erased;  // the pattern of erased memory
  enum class Configuration : std::uint8_t { compared, written } configuration;
  base::ByteView configuration_bits{};  // the bits of each byte that are compared; empty: all
};

/// A target behind a debugger with an open session. A caller of enter() must call leave() on every path.
class TargetProgrammer {
 public:
  virtual ~TargetProgrammer() = default;
  TargetProgrammer(const TargetProgrammer&) = delete;
  TargetProgrammer& operator=(const TargetProgrammer&) = delete;

  std::string_view target_name() const { return memory_.target; }
  ImageRanges image_ranges() const { return memory_.ranges; }
  /// The bytes that a range holds after the target was erased and programmed with this image.
  base::Bytes content(const FlashImage& image, ImageRange range) const;

  /// Stops the target, enters programming mode and checks the signature before anything else. Throws
  /// wrong_target, target_unpowered, target_silent, target_locked and the debugger's errors. Releases the
  /// target on failure.
  base::task<void> enter();
  /// Erases the program, and all that the target erases with it.
  virtual base::task<void> erase() = 0;
  /// Writes an image to an erased target. Skips pages that are blank in the image.
  base::task<void> write(const FlashImage& image, ProgrammingObserver& observer);
  /// Compares the image with what the target holds. Throws verify_failed at the first difference in the
  /// program; returns the differences in the configuration.
  base::task<ConfigurationDifferences> verify(const FlashImage& image, ProgrammingObserver& observer);
  /// Erases, writes and verifies.
  virtual base::task<ConfigurationDifferences> replace_program(const FlashImage& image,
                                                               ProgrammingObserver& observer);
  /// Reads a range of image addresses.
  base::task<base::Bytes> read(ImageRange range);
  /// Releases the target, which starts its program. Takes a bounded time and cannot be cancelled.
  base::task<void> leave();

 protected:
  explicit TargetProgrammer(const TargetMemory& memory) : memory_(memory) {}
  /// Whether a range of up to verify_size bytes holds these bytes. Reads the range, unless a kind of target
  /// has a faster way.
  virtual base::task<bool> holds(ImageRange range, base::Bytes expected);
  /// Throws wrong_target (expected, found).
  static void check_signature(base::ByteView expected, base::ByteView found);

 private:
  /// Enters programming mode, then checks the signature. The caller cleans up by release().
  virtual base::task<void> take_over() = 0;
  /// May return before the page is written, and may throw the error of the previous page.
  virtual base::task<void> write_page(std::uint32_t address, base::Bytes bytes) = 0;
  /// Waits until all pages are written.
  virtual base::task<void> finish_pages() { co_return; }
  /// Reads up to read_size bytes within one of the ranges.
  virtual base::task<base::Bytes> read_piece(std::uint32_t address, std::uint32_t size) = 0;
  /// Releases the target from any state.
  virtual base::task<void> release() = 0;

  base::Bytes content(const ImageSegments& segments, ImageRange range) const;
  /// The pages of a block, up to the last one in which the segments have a byte.
  ImageRange pages_of(const ImageSegments& segments, ImageRange block) const;
  void compare(const FlashImage& image, ImageRange piece, base::ByteView found) const;
  ConfigurationDifferences differences(const FlashImage& image, base::ByteView found) const;

  TargetMemory memory_;
};

/// Enters, erases, writes, verifies and leaves. Releases the target on every failure. After a failure that
/// follows the erase, the target holds no program; its provisioning is untouched, and another run recovers
/// it.
base::task<ConfigurationDifferences> program(TargetProgrammer& target, const FlashImage& image,
                                             ProgrammingObserver& observer);
/// Restarts the target's program: enters and leaves.
base::task<void> reset(TargetProgrammer& target);

}  // namespace debugger
