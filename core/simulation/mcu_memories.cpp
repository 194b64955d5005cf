#include "simulation/mcu_memories.hpp"

namespace simulation {

McuMemories blank_memories(board::Mcu mcu) {
  if (mcu == board::Mcu::pic24fj128ga705) return PicMemories{};
  return AvrMemories{};
}

base::Bytes& flash(McuMemories& memories) {
  return std::visit([](auto& each) -> base::Bytes& { return each.flash; }, memories);
}
const base::Bytes& flash(const McuMemories& memories) {
  return std::visit([](const auto& each) -> const base::Bytes& { return each.flash; }, memories);
}

std::optional<board::FirmwareRole> running_firmware(const McuMemories& memories) {
  return std::visit([](const auto& each) { return running_firmware(each.flash, each.text()); }, memories);
}

DemoEdition demo_edition(const McuMemories& memories) {
  return std::visit([](const auto& each) { return demo_edition(each.text()); }, memories);
}

McuMemories with_program(McuMemories memories, base::ByteView image) {
  std::visit(
      [image](auto& each) {
        each.erase_program();
        each.store_program(image);
      },
      memories);
  return memories;
}

McuMemories with_stand_in(McuMemories memories, board::FirmwareRole kind, DemoEdition edition) {
  std::visit(
      [kind, edition](auto& each) {
        each.erase_program();
        each.store_text(stand_in_image(kind, edition));
      },
      memories);
  return memories;
}

}  // namespace simulation
