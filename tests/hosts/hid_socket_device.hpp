// A HID device behind a Unix stream socket, as `virtual-board --hid` offers it: raw reports of 64 bytes,
// without framing.
#pragma once

#include <string>

#include "poll_executor.hpp"
#include "ports/hid_device.hpp"

namespace hosts {

class HidSocketDevice final : public ports::HidDevice {
 public:
  /// The executor must outlive the device.
  HidSocketDevice(PollExecutor& executor, std::string path) : executor_(executor), path_(std::move(path)) {}
  HidSocketDevice(const HidSocketDevice&) = delete;
  HidSocketDevice& operator=(const HidSocketDevice&) = delete;
  ~HidSocketDevice() override { release(); }

  base::task<void> open() override;
  base::task<void> send(const ports::HidReport& report) override;
  base::task<ports::HidReport> receive() override;
  base::task<void> close() override;

 private:
  void release() noexcept;
  [[noreturn]] void fail(const char* call);

  PollExecutor& executor_;
  std::string path_;
  int descriptor_ = -1;
  base::Bytes received_;  // an incomplete report
};

}  // namespace hosts
