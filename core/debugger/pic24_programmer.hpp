// Programs a PIC24 over ICSP with scripts for the debugger's engine: bulk erase, writing rows, reads.
//
// There are two ways. The fast way sends a row to the debugger while the previous one is being written, and
// verifies with checksums that the PIC's own core computes; where a checksum differs or is missing, it reads
// the flash through the debugger. If the fast way fails, everything is done again in the careful way: script
// by script like the vendor's tool, which is known to work on boards.
//
// The configuration words are in flash. The bulk erase clears them, so they are written with the image, last.
#pragma once

#include <optional>

#include "debugger/pic24.hpp"
#include "debugger/programmer.hpp"

namespace debugger {

class Pic24Programmer final : public TargetProgrammer {
 public:
  Pic24Programmer(CmsisDap& dap, const Pic24Device& device);

  base::task<void> erase() override;
  /// Tries the fast way first. If it fails, uses the careful way from then on, and throws its errors.
  base::task<ConfigurationDifferences> replace_program(const FlashImage& image,
                                                       ProgrammingObserver& observer) override;

 private:
  base::task<void> take_over() override;
  base::task<void> write_page(std::uint32_t address, base::Bytes bytes) override;
  base::task<void> finish_pages() override;
  base::task<base::Bytes> read_piece(std::uint32_t address, std::uint32_t size) override;
  base::task<bool> holds(ImageRange range, base::Bytes expected) override;
  base::task<bool> sums_match(ImageRange range, base::ByteView expected);
  base::task<void> release() override;

  Gen4Engine engine_;
  const Pic24Device& device_;
  base::Log& log_;
  bool careful_ = false;
  bool uses_sums_ = true;                  // verifies with checksums of the target's core
  std::optional<std::uint32_t> next_row_;  // the row that write_next_row() writes next, on the fast way
};

}  // namespace debugger
