// Text that must not leak: secret access keys, session tokens, passphrases, private keys, presigned queries.
// A Secret cannot be printed, compared or converted by accident, and its destructor wipes the text.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace base {

/// Overwrites memory with zeros in a way that the optimiser does not remove.
void wipe(void* memory, std::size_t size) noexcept;

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string_view text) : text_(text) {}
  /// Copies the text, and wipes the caller's string.
  static Secret taking(std::string&& text);
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret other) noexcept;
  ~Secret() { clear(); }

  /// The text itself, for the one place that needs it.
  std::string_view reveal() const { return text_; }
  bool empty() const { return text_.empty(); }
  std::size_t size() const { return text_.size(); }
  void clear() noexcept;

 private:
  std::string text_;
};

}  // namespace base
