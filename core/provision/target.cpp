#include "provision/target.hpp"

#include "debugger/avr8_programmer.hpp"
#include "debugger/pic24_programmer.hpp"
#include "provision/errors.hpp"

namespace provision {

bool is_programmable(const board::Kit* kit) {
  return kit != nullptr && kit->images != nullptr;
}

debugger::ImageRanges image_ranges(board::Mcu mcu) {
  if (mcu == board::Mcu::atmega4808) return debugger::atmega4808.image_ranges();
  if (mcu == board::Mcu::pic24fj128ga705) return debugger::pic24fj128ga705.image_ranges();
  throw base::Error(unknown_kit).with("kit", name(mcu));
}

std::unique_ptr<debugger::TargetProgrammer> make_programmer(board::Mcu mcu, debugger::Debugger& debugger) {
  if (mcu == board::Mcu::atmega4808)
    return std::make_unique<debugger::Avr8Programmer>(debugger.protocol(), debugger::atmega4808);
  if (mcu == board::Mcu::pic24fj128ga705)
    return std::make_unique<debugger::Pic24Programmer>(debugger.dap(), debugger::pic24fj128ga705);
  throw base::Error(unknown_kit).with("kit", name(mcu));
}

}  // namespace provision
