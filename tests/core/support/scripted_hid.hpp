// A HID device that follows a script, in order: `expect` is the beginning of the next report that must be
// sent, `give` is a report to receive (hex, spaces are skipped), and `fail` makes a receive fail. A report
// that differs fails the test. A receive without a scripted report never ends.
#pragma once

#include <deque>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <string_view>

#include "base/completion.hpp"
#include "base/hex.hpp"
#include "base/text.hpp"
#include "ports/hid_device.hpp"

namespace support {

class ScriptedHid final : public ports::HidDevice {
 public:
  ScriptedHid& expect(std::string_view hex) {
    return add({Step::Kind::expect, base::replace_all(hex, " ", ""), {}});
  }
  ScriptedHid& give(std::string_view hex) {
    return add({Step::Kind::give, base::replace_all(hex, " ", ""), {}});
  }
  ScriptedHid& fail(base::ErrorCode code) { return add({Step::Kind::fail, {}, code}); }

  bool done() const { return steps_.empty(); }
  bool is_open() const { return open_; }

  base::task<void> open() override {
    open_ = true;
    co_return;
  }
  base::task<void> close() override {
    open_ = false;
    co_return;
  }
  base::task<void> send(const ports::HidReport& report) override {
    const std::string sent = base::to_hex(report);
    if (steps_.empty() || steps_.front().kind != Step::Kind::expect) {
      ADD_FAILURE() << "unexpected report: " << sent;
      co_return;
    }
    const std::string expected = steps_.front().hex;
    EXPECT_EQ(sent.substr(0, expected.size()), expected);
    steps_.pop_front();
    wake();
  }
  base::task<ports::HidReport> receive() override {
    while (steps_.empty() || steps_.front().kind == Step::Kind::expect) {
      const base::Completion<void> change;
      reader_ = change.completer();
      co_await change.wait();
    }
    const Step step = steps_.front();
    steps_.pop_front();
    if (step.kind == Step::Kind::fail) throw base::Error(*step.code);
    const base::Bytes bytes = base::from_hex(step.hex);
    ports::HidReport report{};
    std::copy(bytes.begin(), bytes.end(), report.begin());
    co_return report;
  }

 private:
  struct Step {
    enum class Kind { expect, give, fail };
    Kind kind;
    std::string hex;
    std::optional<base::ErrorCode> code;
  };
  ScriptedHid& add(Step step) {
    steps_.push_back(std::move(step));
    wake();
    return *this;
  }
  void wake() {
    if (reader_) reader_->resolve();
    reader_.reset();
  }

  std::deque<Step> steps_;
  std::optional<base::Completer<void>> reader_;
  bool open_ = false;
};

}  // namespace support
