// Programs a PIC24 over ICSP with scripts for the debugger's engine: bulk erase, rows, reads. There are two
// ways. The fast one: while a row is being written, the next is on its way to the debugger; what was written
// is read back by the target's own core, which sums it up, and where the sums are not the image's, or there
// are none, it is read through the debugger. When that fails, all is done again the careful way: script by
// script as the vendor's tool does it, which is known to work on boards. The configuration words lie in
// flash: the bulk erase takes them, so the image's are written, last of all.
#pragma once

#include <optional>

#include "debugger/pic24.hpp"
#include "debugger/programmer.hpp"

namespace debugger {

class Pic24Programmer final : public TargetProgrammer {
 public:
  Pic24Programmer(CmsisDap& dap, const Pic24Device& device);

  base::task<void> erase() override;
  /// Once the careful way was taken it is kept to; what fails there is thrown.
  base::task<ConfigurationDifferences> replace_program(const FlashImage& image,
                                                       ProgrammingObserver& observer) override;

 private:
  base::task<void> take_over() override;
  base::task<void> write_page(std::uint32_t address, base::Bytes bytes) override;
  base::task<void> finish_pages() override;
  base::task<base::Bytes> read_piece(std::uint32_t address, std::uint32_t size) override;
  base::task<bool> holds(ImageRange range, base::Bytes expected) override;
  base::task<bool> sums_up_to(ImageRange range, base::ByteView expected);
  base::task<void> release() override;

  Gen4Engine engine_;
  const Pic24Device& device_;
  base::Log& log_;
  bool careful_ = false;
  bool sums_up_ = true;                    // the target's core does
  std::optional<std::uint32_t> next_row_;  // where the core has got to, the fast way
};

}  // namespace debugger
