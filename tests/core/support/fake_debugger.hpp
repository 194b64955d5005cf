// A small model of a debugger, behind a HID device on virtual time: a report takes a millisecond; EDBG
// fragments, JTAGICE3 frames, a board configuration, and an AVR that accepts the commands of programming in
// their order and refuses all others. The full model is in core/simulation.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "base/channel.hpp"
#include "base/executor.hpp"
#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "ports/hid_device.hpp"

namespace support {

class FakeDebugger final : public ports::HidDevice {
 public:
  static constexpr base::Duration report_time = std::chrono::milliseconds(1);
  static constexpr std::size_t page_size = 0x80;

  explicit FakeDebugger(base::Executor& executor) : executor_(executor) { name_kit("AVR-IoT WG"); }

  // The target.
  base::Bytes flash = base::Bytes(0xC000, std::byte{0xFF});
  base::Bytes signature = base::from_hex("1E9650");
  base::Bytes fuses = base::from_hex("00000200FFC0070000");
  bool active = false;
  bool programming = false;
  int erased = 0;     // how often
  int released = 0;   // how often its program was started
  bool worn = false;  // one bit cannot be written
  // The debugger.
  std::map<int, base::Bytes> info{{0x02, base::to_bytes("nEDBG CMSIS-DAP")},
                                  {0x03, base::to_bytes("MCHP3261021800001234")},
                                  {0x06, base::to_bytes("ATmega4808")},
                                  {0xFF, base::from_hex("4000")}};
  base::Bytes configuration = base::Bytes(512);
  bool refuses_configuration = false;
  int unanswered = -1;  // the DAP_Info id that is never answered
  bool session = false;
  int restarts = 0;
  /// Statuses with which commands ("12:20") fail, each once.
  std::map<std::string, std::deque<int>> failures;
  /// The most bytes that an answer about a housekeeping parameter can have.
  std::size_t parameter_limit = 255;
  /// How many polls for each answer find no answer yet.
  int empty_polls = 0;
  /// How long commands take. A poll for their answer is answered only then.
  std::map<std::string, base::Duration> work;
  bool is_open = false;
  /// The commands that the handlers received: "12:15" is AVR8's "enter programming mode".
  std::vector<std::string> commands;
  int reports = 0;

  void name_kit(std::string_view name) {
    std::copy(name.begin(), name.end(), reinterpret_cast<char*>(&configuration[0x48]));
  }
  /// A stale answer that still has to arrive.
  void leave_behind(std::string_view hex) { to_host_.push(report(base::from_hex(hex))); }

  base::task<void> open() override {
    is_open = true;
    co_return;
  }
  base::task<void> close() override {
    is_open = false;
    co_return;
  }
  base::task<void> send(const ports::HidReport& command) override {
    ++reports;
    const ports::HidReport taken = command;
    if (taken[0] == std::byte{0} && std::to_integer<int>(taken[1]) == unanswered) co_return;
    co_await base::sleep(report_time);
    const ports::HidReport answer = report(answer_to(taken));
    const base::Instant earliest = executor_.now() + report_time;
    const bool waits = taken[0] == std::byte{0x81};
    executor_.call_at(waits ? std::max(earliest, done_) : earliest,
                      [this, answer] { to_host_.push(answer); });
  }
  base::task<ports::HidReport> receive() override {
    const ports::HidReport answer = co_await to_host_.pop();
    ++reports;
    co_return answer;
  }

 private:
  static ports::HidReport report(const base::Bytes& bytes) {
    ports::HidReport report{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), report.size()), report.begin());
    return report;
  }
  static std::uint32_t number(const base::Bytes& bytes, std::size_t at) {
    return base::ByteReader(base::ByteView(bytes).subspan(at)).u32_le();
  }

  base::Bytes answer_to(const ports::HidReport& command) {
    const auto at = [&command](std::size_t i) { return std::to_integer<std::uint8_t>(command[i]); };
    base::ByteWriter answer;
    answer.u8(at(0));
    if (at(0) == 0x00) {
      const auto found = info.find(at(1));
      const base::Bytes value = found != info.end() ? found->second : base::Bytes{};
      answer.u8(static_cast<std::uint8_t>(value.size())).bytes(value);
    } else if (at(0) == 0x80) {
      const int number = at(1) >> 4;
      const int total = at(1) & 15;
      if (number == 1) from_host_.clear();
      for (std::size_t i = 0; i < at(3); ++i) from_host_.push_back(command[4 + i]);
      answer.u8(number == total ? 1 : 0);
      if (number == total) take_frame();
    } else if (at(0) == 0x81) {
      answer.bytes(next_fragment());
    } else if (at(0) == 0x83 || at(0) == 0x84) {
      const std::size_t low = at(0) == 0x83 ? 4 : 3;
      const std::size_t offset =
          (std::size_t{at(low)} | std::size_t{at(low + 1)} << 8) % configuration.size();
      const auto place = configuration.begin() + static_cast<std::ptrdiff_t>(offset);
      answer.u8(refuses_configuration ? 1 : 0);
      if (refuses_configuration) {
        // The answer has nothing but the status.
      } else if (at(0) == 0x83) {
        answer.u8(0).u8(32).u8(0x40).u8(0).bytes(base::ByteView(configuration).subspan(offset, 32));
      } else {
        std::copy_n(command.begin() + 5, 32, place);
      }
    }
    return std::move(answer).take();
  }

  void take_frame() {
    const std::string name =
        base::to_hex_upper({&from_host_[4], 1}) + ":" + base::to_hex_upper({&from_host_[5], 1});
    commands.push_back(name);
    frame_ = {std::byte{0x0E}, from_host_[2], from_host_[3], from_host_[4]};
    sent_ = 0;
    unready_ = empty_polls;
    done_ = executor_.now() + work[name];
    auto& failure = failures[name];
    if (failure.empty()) {
      base::append(frame_, execute(name, {from_host_.begin() + 7, from_host_.end()}));
    } else {
      fail(failure.front());
      failure.pop_front();
    }
  }

  base::Bytes next_fragment() {
    if (unready_-- > 0 || sent_ * 60 >= frame_.size()) return {};
    const std::size_t total = (frame_.size() + 59) / 60;
    const std::size_t size = std::min<std::size_t>(60, frame_.size() - sent_ * 60);
    base::ByteWriter fragment;
    fragment.u8(static_cast<std::uint8_t>((sent_ + 1) << 4 | total)).u16_be(static_cast<std::uint16_t>(size));
    fragment.bytes(base::ByteView(frame_).subspan(sent_++ * 60, size));
    return std::move(fragment).take();
  }

  void fail(int status) {
    base::append(frame_, base::Bytes{std::byte{0xA0}, std::byte{0}, std::byte(status)});
  }

  static base::Bytes refused(int status) { return {std::byte{0xA0}, std::byte{0}, std::byte(status)}; }
  static base::Bytes data(base::ByteView bytes) {
    base::Bytes answer{std::byte{0x84}, std::byte{0}};
    base::append(answer, bytes);
    answer.push_back(std::byte{0});
    return answer;
  }

  static std::size_t number8(const base::Bytes& bytes, std::size_t at) {
    return std::to_integer<std::size_t>(bytes.at(at));
  }
  /// Bytes of the housekeeping parameters: hardware, major, minor, build.
  base::Bytes version(std::size_t offset, std::size_t size) const {
    const base::Bytes all = base::from_hex("0101113700");
    const std::size_t given = std::min({size, parameter_limit, all.size() - std::min(offset, all.size())});
    const auto from = all.begin() + static_cast<std::ptrdiff_t>(all.size() < offset ? all.size() : offset);
    return {from, from + static_cast<std::ptrdiff_t>(given)};
  }

  base::Bytes execute(const std::string& name, const base::Bytes& arguments) {
    base::Bytes ok{std::byte{0x80}, std::byte{0}};
    if (name == "01:10") session = true;
    if (name == "01:11") {
      session = false;
      restarts += arguments[0] == std::byte{1} ? 1 : 0;
    }
    if (name == "01:02") return data(version(number8(arguments, 1), number8(arguments, 2)));
    if (name == "12:10") {
      if (active) return refused(0x31);
      active = true;
    }
    if (name == "12:11") {
      if (!active) return refused(0x31);
      active = false;
    }
    if (name == "12:15") {
      if (!active) return refused(0x31);
      programming = true;
    }
    if (name == "12:16") {
      if (!programming) return refused(0x32);
      programming = false;
      ++released;
    }
    if (name == "12:20" || name == "12:21" || name == "12:23") return access(name, arguments);
    return ok;
  }

  base::Bytes access(const std::string& name, const base::Bytes& arguments) {
    if (!programming) return refused(0x32);
    if (name == "12:20") {
      std::fill(flash.begin(), flash.end(), std::byte{0xFF});
      ++erased;
      return {std::byte{0x80}, std::byte{0}};
    }
    const auto memory = std::to_integer<int>(arguments[0]);
    const std::uint32_t address = number(arguments, 1);
    const std::uint32_t size = number(arguments, 5);
    if (name == "12:21") {
      if (memory == 0x20 && address == 0x1100 && size == 3) return data(signature);
      if (memory == 0x20 && address == 0x1280 && size == 9) return data(fuses);
      if (memory != 0xB0 || address + size > flash.size() || size > 512) return refused(0x38);
      return data(base::ByteView(flash).subspan(address, size));
    }
    if (memory != 0xB0 || address % page_size != 0 || size != page_size || address + size > flash.size() ||
        arguments.size() != 10 + size)
      return refused(0x38);
    for (std::uint32_t i = 0; i < size; ++i) flash[address + i] &= arguments[10 + i];
    if (worn) flash[address] ^= std::byte{1};
    return {std::byte{0x80}, std::byte{0}};
  }

  base::Executor& executor_;
  base::Channel<ports::HidReport> to_host_;
  base::Bytes from_host_;
  base::Bytes frame_;  // the answer
  std::size_t sent_ = 0;
  int unready_ = 0;
  base::Instant done_{};  // when the command is done
};

}  // namespace support
