// Text that must not leave: secret access keys, session tokens, passphrases, private keys, presigned queries.
// It cannot be printed, compared or turned into a string by accident, and is wiped when it goes.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace base {

/// Overwrites memory in a way that the optimiser keeps.
void wipe(void* memory, std::size_t size) noexcept;

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string_view text) : text_(text) {}
  /// Takes the text over and wipes what the caller's string leaves behind.
  static Secret taking(std::string&& text);
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret other) noexcept;
  ~Secret() { clear(); }

  /// The text itself, for the one place where it belongs.
  std::string_view reveal() const { return text_; }
  bool empty() const { return text_.empty(); }
  std::size_t size() const { return text_.size(); }
  void clear() noexcept;

 private:
  std::string text_;
};

}  // namespace base
