// Programs an AVR over UPDI through the AVR8 generic handler: chip erase, page writes, reads. Fuses, EEPROM
// and lock bits are never written; nor is a locked chip unlocked.
#pragma once

#include "debugger/avr8.hpp"
#include "debugger/programmer.hpp"

namespace debugger {

class Avr8Programmer final : public TargetProgrammer {
 public:
  Avr8Programmer(Jtagice3& protocol, const UpdiDevice& device) : protocol_(protocol), device_(device) {}

  std::string_view target_name() const override { return device_.name; }
  ImageRanges image_ranges() const override { return device_.image_ranges(); }
  base::task<void> enter() override;
  base::task<void> erase() override;
  base::task<void> write(const FlashImage& image, ProgrammingObserver& observer) override;
  base::task<ConfigurationDifferences> verify(const FlashImage& image,
                                              ProgrammingObserver& observer) override;
  base::task<base::Bytes> read(ImageRange range) override;
  base::task<void> leave() override;

 private:
  base::task<void> activate();
  base::task<void> release();

  Jtagice3& protocol_;
  const UpdiDevice& device_;
};

}  // namespace debugger
