// A serial port that follows a script. `expect` adds a text that must be written next, `give` a text that is
// read next. Any other write fails the test. A read before its turn in the script waits.
#pragma once

#include <deque>
#include <functional>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/completion.hpp"
#include "base/sleep.hpp"
#include "ports/errors.hpp"
#include "ports/serial_port.hpp"

namespace support {

class ScriptedSerial final : public ports::SerialPort {
 public:
  ScriptedSerial& expect(std::string_view written) {
    return add({Step::Kind::expect, std::string(written), {}, {}});
  }
  ScriptedSerial& give(std::string_view text, base::Duration after = {}) {
    return add({Step::Kind::give, std::string(text), {}, after});
  }
  /// Gives a text that depends on what was written under expect_anything_until().
  ScriptedSerial& reply(std::function<std::string(const std::string& written)> text) {
    add({Step::Kind::give, {}, {}, {}});
    steps_.back().reply = std::move(text);
    return *this;
  }
  ScriptedSerial& fail_read(base::ErrorCode code) { return add({Step::Kind::fail_read, {}, code, {}}); }
  /// Accepts any text that ends with this character.
  ScriptedSerial& expect_anything_until(char last) {
    return add({Step::Kind::expect_until, std::string(1, last), {}, {}});
  }

  bool done() const { return steps_.empty(); }
  const std::vector<ports::BaudRate>& opened() const { return opened_; }
  /// Everything that was written under expect_anything_until().
  const std::string& recorded() const { return recorded_; }

  base::task<void> open(ports::BaudRate rate) override {
    opened_.push_back(rate);
    co_return;
  }
  base::task<base::Bytes> read() override {
    while (steps_.empty() || steps_.front().is_write()) {
      const base::Completion<void> written;
      reader_ = written.completer();
      co_await written.wait();
    }
    if (steps_.front().after > base::Duration::zero()) {
      co_await base::sleep(steps_.front().after);
      steps_.front().after = {};
    }
    const Step step = steps_.front();
    steps_.pop_front();
    if (step.kind == Step::Kind::fail_read) throw base::Error(*step.code);
    co_return base::to_bytes(step.reply ? step.reply(recorded_) : step.text);
  }
  base::task<void> write(base::ByteView bytes) override {
    const std::string text = base::to_text(bytes);
    if (steps_.empty() || !steps_.front().is_write()) {
      ADD_FAILURE() << "unexpected write: " << text;
      co_return;
    }
    Step& step = steps_.front();
    if (step.kind == Step::Kind::expect_until) {
      recorded_ += text;
      if (text.back() == step.text[0]) next();
      co_return;
    }
    if (step.text.compare(0, text.size(), text) != 0) {
      ADD_FAILURE() << "written: " << text << "\nexpected: " << step.text;
      co_return;
    }
    step.text.erase(0, text.size());
    if (step.text.empty()) next();
  }
  base::task<void> close() override { co_return; }

 private:
  struct Step {
    enum class Kind { expect, expect_until, give, fail_read };
    Kind kind;
    std::string text;
    std::optional<base::ErrorCode> code;
    base::Duration after;
    std::function<std::string(const std::string&)> reply{};
    bool is_write() const { return kind == Kind::expect || kind == Kind::expect_until; }
  };
  ScriptedSerial& add(Step step) {
    steps_.push_back(std::move(step));
    return *this;
  }
  void next() {
    steps_.pop_front();
    if (reader_) reader_->resolve();
    reader_.reset();
  }

  std::deque<Step> steps_;
  std::optional<base::Completer<void>> reader_;
  std::vector<ports::BaudRate> opened_;
  std::string recorded_;
};

}  // namespace support
