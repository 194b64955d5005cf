// A debugger's script engine in small, behind a HID port on virtual time: DAP_Info's report size, and ATI's
// buffers with their oddities. A FakePic24 executes the scripts.
#pragma once

#include "base/channel.hpp"
#include "base/executor.hpp"
#include "base/sleep.hpp"
#include "ports/hid_device.hpp"
#include "support/fake_pic24.hpp"

namespace support {

class FakeAti final : public ports::HidDevice {
 public:
  explicit FakeAti(base::Executor& executor) : executor_(executor) {}

  FakePic24 pic;
  int reports = 0;
  int scripts = 0;
  /// Scripts of these numbers fail.
  std::vector<int> failing_scripts;
  /// How often the response to each script is asked for in vain.
  int questions_in_vain = 0;

  base::task<void> open() override { co_return; }
  base::task<void> close() override { co_return; }
  base::task<void> send(const ports::HidReport& command) override {
    ++reports;
    const ports::HidReport taken = command;
    co_await base::sleep(std::chrono::milliseconds(1));
    const base::Bytes answer = answer_to(taken);
    ports::HidReport report{};
    std::copy_n(answer.begin(), std::min(answer.size(), report.size()), report.begin());
    executor_.call_at(executor_.now() + std::chrono::milliseconds(1),
                      [this, report] { to_host_.push(report); });
  }
  base::task<ports::HidReport> receive() override {
    const ports::HidReport answer = co_await to_host_.pop();
    ++reports;
    co_return answer;
  }

 private:
  static base::Bytes bytes(std::initializer_list<int> values) {
    base::Bytes bytes;
    for (const int value : values) bytes.push_back(static_cast<std::byte>(value));
    return bytes;
  }

  base::Bytes answer_to(const ports::HidReport& command) {
    const auto at = [&command](std::size_t i) { return std::to_integer<unsigned>(command[i]); };
    if (at(0) == 0x00) return bytes({0x00, 2, 64, 0});
    if (at(0) != 0x94) return bytes({static_cast<int>(at(0))});
    const unsigned buffer = at(1) & 0x1F;
    const std::size_t length = std::min<std::size_t>(at(3), 60);
    const bool starts = (at(1) & 0x20) != 0;
    const bool ends = (at(1) & 0x40) != 0;
    if ((at(1) & 0x80) == 0) {
      base::Bytes& written = buffer == 0x10 ? command_ : data_;
      if (starts) written.clear();
      base::append(written, base::ByteView(command).subspan(4, length));
      if (buffer == 0x10 && ends) execute();
      return bytes({0x00, 0x02});  // sic
    }
    base::Bytes& read = buffer == 0x10 ? response_ : result_;
    if (buffer == 0x10 && unready_-- > 0) return bytes({0x94, 0x01});
    const std::size_t part = std::min(read.size(), length);
    base::Bytes answer = bytes({0x94, 0x00, 0, static_cast<int>(part)});
    base::append(answer, base::ByteView(read).first(part));
    read.erase(read.begin(), read.begin() + static_cast<std::ptrdiff_t>(part));
    return answer;
  }

  void execute() {
    unready_ = questions_in_vain;
    const bool fails =
        std::find(failing_scripts.begin(), failing_scripts.end(), scripts++) != failing_scripts.end();
    response_ = bytes({0x10, 1, fails || !run() ? 1 : 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  }
  bool run() {
    try {
      base::ByteReader reader(command_);
      if (reader.u32_le() != 0x00100001 || reader.u16_le() != 1 || reader.u8() != 1) return false;
      if (reader.u16_le() != reader.left()) return false;
      const bool has_data = reader.u8() == 1;
      const bool wants_data = reader.u8() == 1;
      std::vector<std::uint32_t> parameters(reader.u8());
      for (std::uint32_t& parameter : parameters) parameter = reader.u32_le();
      if (reader.u8() != 0xFF) return false;
      const base::Bytes script = base::to_bytes(reader.take(reader.left()));
      result_ = pic.run(script, parameters, has_data ? data_ : base::Bytes{});
      return !pic.failed && wants_data == !result_.empty();
    } catch (const base::Error&) {
      return false;
    }
  }

  base::Executor& executor_;
  base::Channel<ports::HidReport> to_host_;
  base::Bytes command_;
  base::Bytes data_;
  base::Bytes response_;
  base::Bytes result_;
  int unready_ = 0;
};

}  // namespace support
