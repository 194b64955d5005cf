// What this browser remembers of boards that it has seen, so that a board that is as it should be is known
// without stopping its firmware. Public data only, in the platform's key-value store, apart from the journal
// of unfinished work. Never trusted alone: the board itself says who it is, the account what it holds.
#pragma once

#include <optional>
#include <string>

#include "board/secure_element.hpp"
#include "ports/platform.hpp"

namespace provision {

/// A finished provisioning.
struct FinishedBoard {
  std::string thing_name;
  std::string certificate_id;
  std::string account;
  std::string region;
  std::string endpoint;
  friend bool operator==(const FinishedBoard&, const FinishedBoard&) = default;
};

class Memory {
 public:
  explicit Memory(ports::KeyValueStore& store) : store_(store) {}

  /// The secure element of the board that a debugger (USB serial number) was proved to sit on, in hex; empty
  /// when it was never seen.
  base::task<std::string> element_of(std::string debugger);
  base::task<void> keep_pair(std::string debugger, std::string element);

  base::task<std::optional<FinishedBoard>> finished(std::string element);
  base::task<void> keep_finished(std::string element, FinishedBoard board);
  base::task<void> forget_finished(std::string element);

 private:
  base::task<std::string> get(std::string key);
  base::task<void> put(std::string key, std::string value);
  ports::KeyValueStore& store_;
};

}  // namespace provision
