// Small ports: randomness, key-value storage for public data, and the vendor's files.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/task.hpp"

namespace ports {

/// A cryptographically secure random source. Throws random.unavailable if the platform has none.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> bytes) = 0;
};

/// Keeps public data over a reload of the page. Secrets must never be put here.
class KeyValueStore {
 public:
  virtual ~KeyValueStore() = default;
  /// Throws storage.failed if the platform refuses (private mode, quota).
  virtual base::task<std::optional<std::string>> get(std::string key) = 0;
  virtual base::task<void> put(std::string key, std::string value) = 0;
  virtual base::task<void> remove(std::string key) = 0;
  virtual base::task<std::vector<std::string>> keys(std::string prefix) = 0;
};

/// Microchip's firmware images, which are served with the page.
class VendorFiles {
 public:
  virtual ~VendorFiles() = default;
  /// Throws file.unavailable (name). The content is not verified: the caller must check its SHA-256.
  virtual base::task<base::Bytes> read(std::string name) = 0;
};

}  // namespace ports
