#include "simulation/pic24_memories.hpp"

#include <algorithm>

namespace simulation {

base::Bytes PicMemories::erased(std::size_t size) {
  base::Bytes bytes(size, std::byte{0xFF});
  for (std::size_t at = instruction - 1; at < size; at += instruction) bytes[at] = std::byte{0};
  return bytes;
}

bool PicMemories::is_protected() const {
  constexpr std::byte general_segment{0xC0};  // GSS1:GSS0, both set: no protection
  return (flash[security_word] & general_segment) != general_segment;
}

void PicMemories::store_program(base::ByteView image) {
  for (std::size_t at = 0; at < std::min(image.size(), flash.size()); ++at) flash[at] &= image[at];
}

void PicMemories::store_text(base::ByteView text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    flash[i / 2 * instruction + i % 2] = text[i];
    flash[i / 2 * instruction + 2] = std::byte{0};
  }
}

base::Bytes PicMemories::text() const {
  base::Bytes text(flash.size() / 2);
  for (std::size_t at = 0; at < flash.size(); at += instruction) {
    text[at / 2] = flash[at];
    text[at / 2 + 1] = flash[at + 1];
  }
  return text;
}

}  // namespace simulation
