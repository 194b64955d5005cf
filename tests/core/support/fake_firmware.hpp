// A small model of the provisioning firmware's parser, behind a serial port on virtual time, with the
// oddities of reference/board.md: lines of 126 characters, blobs that never time out, blobs that are too
// long, a receive ring of 7 bytes while a command runs. The test fills in a table of answers; flash commands
// work on an image. A command takes the time `busy`.
#pragma once

#include <cstdlib>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/channel.hpp"
#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "base/text.hpp"
#include "ports/errors.hpp"
#include "ports/serial_port.hpp"

namespace support {

class FakeFirmware final : public ports::SerialPort {
 public:
  explicit FakeFirmware(base::Executor& executor) : executor_(executor), flash(0x100000, std::byte{0xFF}) {}

  base::task<void> open(ports::BaudRate) override { co_return; }
  base::task<base::Bytes> read() override { return to_host_.pop(); }
  base::task<void> write(base::ByteView bytes) override {
    for (const std::byte byte : bytes) receive(static_cast<char>(byte));
    co_return;
  }
  base::task<void> close() override { co_return; }

  /// What a command line answers before its status. A line without an entry is refused unless the code below
  /// knows the command.
  std::map<std::string, std::string> answers;
  /// The status that a command line answers instead, once.
  std::map<std::string, unsigned> statuses;
  base::Duration busy{};

 private:
  base::Executor& executor_;

 public:
  base::Bytes flash;
  std::vector<std::string> commands;  // all lines that were executed, upper-case
  std::vector<std::uint32_t> erased;

  void receive(char c) {
    if (executor_.now() < busy_until_) {
      if (ring_.size() < 7) ring_.push_back(c);
      return;
    }
    process(c);
  }
  void say(std::string_view text) { to_host_.push(base::to_bytes(text)); }

 private:
  enum class State { line, blob, error };
  static bool is_newline(char c) { return c == '\r' || c == '\n'; }

  void process(char c) {
    if (state_ == State::error) {
      if (is_newline(c)) state_ = State::line;
      return;
    }
    if (state_ == State::blob) return process_blob(c);
    if (is_newline(c)) {
      if (!line_.empty()) run_line();
      return;
    }
    if (line_.size() == 127) {
      line_.clear();
      say("ERROR: 0x2\r\n");
      state_ = State::error;
      return;
    }
    line_.push_back(c);
  }

  void process_blob(char c) {
    if (blob_.empty() && is_newline(c)) return;
    if (blob_.size() < expected_) {
      blob_.push_back(c);
    } else if (is_newline(c)) {
      state_ = State::line;
      say("\r\n");
      finish(line_, blob_);
    } else {
      say("ERROR: 0x4\r\n");
      state_ = State::error;
      line_.clear();
    }
  }

  void run_line() {
    const std::string line = base::to_upper(line_);
    say("\r\n");
    if (line.find("BLOB") != std::string::npos || line.find("SIGNDIGEST") != std::string::npos) {
      expected_ = std::strtoul(line.c_str() + (line.find_last_of("=,") + 1), nullptr, 0);
      blob_.clear();
      line_ = line;
      state_ = State::blob;
      say(">");
      return;
    }
    line_.clear();
    finish(line, {});
  }

  void finish(const std::string& line, const std::string& blob) {
    commands.push_back(line);
    std::string answer = execute(line, blob);
    line_.clear();
    if (busy > base::Duration::zero()) {
      busy_until_ = executor_.now() + busy;
      executor_.call_at(busy_until_, [this, answer = std::move(answer)] {
        say(answer);
        while (!ring_.empty()) {
          const char c = ring_.front();
          ring_.pop_front();
          process(c);
        }
      });
      return;
    }
    say(answer);
  }

  std::string execute(const std::string& line, const std::string& blob) {
    if (const auto status = statuses.find(line); status != statuses.end()) {
      const std::string answer = "ERROR: 0x" + base::hex_number(status->second) + "\r\n";
      statuses.erase(status);
      return answer;
    }
    const std::string name = line.substr(0, line.find('='));
    const std::string argument = line.size() > name.size() ? line.substr(name.size() + 1) : "";
    const auto address = static_cast<std::uint32_t>(std::strtoul(argument.c_str(), nullptr, 0));
    if (name == "MC+PING") return "MC+PONG=" + argument + "\r\nOK\r\n";
    if (name == "MC+RESET") return "Welcome to the avr-iot command handler!\r\nREADY\r\n";
    if (name == "MC+WINC+ERASE") {
      // As on a real board, any text counts as a number, and the sector around that address is erased.
      const std::uint32_t sector = address & ~0xFFFU & 0xFFFFF;
      erased.push_back(sector);
      std::fill_n(flash.data() + sector, 0x1000, std::byte{0xFF});
      return "OK\r\n";
    }
    const std::size_t comma = argument.find(',');
    const std::size_t count =
        comma == std::string::npos ? 0 : std::strtoul(argument.c_str() + comma + 1, nullptr, 0);
    if (name == "MC+WINC+READ" && count >= 1 && count <= 256)
      return base::to_hex_upper(base::ByteView(flash).subspan(address, count)) + "\r\nOK\r\n";
    if (name == "MC+WINC+WRITEBLOB") {
      if (blob.size() != 2 * count) return "\r\nERROR: 0x5\r\n";
      for (std::size_t i = 0; i < count; ++i)
        flash[address + i] &=
            static_cast<std::byte>(std::strtoul(blob.substr(2 * i, 2).c_str(), nullptr, 16));
      return "\r\nOK\r\n";
    }
    const auto answer = answers.find(line);
    if (answer == answers.end()) return "ERROR: 0x1\r\n";
    return (answer->second.empty() ? "" : answer->second + "\r\n") + "OK\r\n";
  }

  base::Channel<base::Bytes> to_host_;
  State state_ = State::line;
  std::string line_;
  std::string blob_;
  std::size_t expected_ = 0;
  base::Instant busy_until_{};
  std::deque<char> ring_;
};

}  // namespace support
