#include "base/secret.hpp"

namespace base {

void wipe(void* memory, std::size_t size) noexcept {
  auto* octets = static_cast<volatile unsigned char*>(memory);
  for (std::size_t i = 0; i < size; ++i) octets[i] = 0;
}

Secret Secret::taking(std::string&& text) {
  Secret secret(text);
  wipe(text.data(), text.size());
  text.clear();
  return secret;
}

// Moving a short std::string leaves its characters in the source, so swap, and wipe the source.
Secret::Secret(Secret&& other) noexcept {
  text_.swap(other.text_);
  other.clear();
}

Secret& Secret::operator=(Secret other) noexcept {
  text_.swap(other.text_);
  return *this;
}

void Secret::clear() noexcept {
  wipe(text_.data(), text_.size());
  text_.clear();
}

}  // namespace base
