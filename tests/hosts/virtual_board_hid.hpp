// A Unix stream socket as the HID interface of a virtual board's debugger: raw reports of 64 bytes, without
// framing, for one client at a time.
#pragma once

#include <string>

#include "base/task.hpp"
#include "poll_executor.hpp"
#include "simulation/hid_line.hpp"

namespace hosts {

/// Listens at a path. The destructor removes the path.
class HidSocket {
 public:
  explicit HidSocket(std::string path);
  HidSocket(const HidSocket&) = delete;
  HidSocket& operator=(const HidSocket&) = delete;
  ~HidSocket();

  int listener() const { return listener_; }

 private:
  std::string path_;
  int listener_ = -1;
};

/// Carries reports between the line and one client after another. Never ends by itself. Socket and line must
/// outlive it.
base::task<void> bridge(PollExecutor& executor, HidSocket& socket, simulation::HidLine& line);

}  // namespace hosts
