// Small edges: randomness, public key-value storage, files handed to the user.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/task.hpp"

namespace ports {

/// A cryptographically secure source; random.unavailable when the platform has none.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> bytes) = 0;
};

/// Survives a reload. Public data only: nothing secret is ever put here.
class KeyValueStore {
 public:
  virtual ~KeyValueStore() = default;
  /// storage.failed when the platform refuses (private mode, quota).
  virtual base::task<std::optional<std::string>> get(std::string key) = 0;
  virtual base::task<void> put(std::string key, std::string value) = 0;
  virtual base::task<void> remove(std::string key) = 0;
  virtual base::task<std::vector<std::string>> keys(std::string prefix) = 0;
};

/// Files of the vendor's that travel with the product: firmware images.
class VendorFiles {
 public:
  virtual ~VendorFiles() = default;
  /// file.unavailable (name). What comes is not to be trusted: the caller knows its sum.
  virtual base::task<base::Bytes> read(std::string name) = 0;
};

}  // namespace ports
