// A small model of the demo firmware's command line, behind a serial port on virtual time: a ring of 64 bytes
// polled every 50 ms, one command per poll, 100 characters per line, no answer before the start is over.
// Bytes take as long as at 9600 baud; at another rate they are garbage.
#pragma once

#include <cstdlib>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/channel.hpp"
#include "base/sleep.hpp"
#include "base/spawn.hpp"
#include "ports/serial_port.hpp"

namespace support {

class FakeDemo final : public ports::SerialPort {
 public:
  static constexpr std::size_t ring_size = 64;

  FakeDemo(base::Executor& executor, base::Duration start)
      : executor_(executor), up_at_(executor.now() + start) {
    run_ = base::spawn<void>(executor, poll(), [](base::Outcome<void>) {});
  }

  base::task<void> open(ports::BaudRate rate) override {
    rate_ = rate;
    to_host_.clear();
    co_return;
  }
  base::task<base::Bytes> read() override { return to_host_.pop(); }
  base::task<void> write(base::ByteView bytes) override {
    // Handed to the platform at once; each byte arrives when its time on the wire is over.
    line_free_ = std::max(line_free_, executor_.now());
    for (const std::byte byte : bytes) {
      line_free_ += byte_time;
      const char c = rate_ == ports::BaudRate::demo ? static_cast<char>(byte) : '\x7F';
      executor_.call_at(line_free_, [this, c] { receive(c); });
    }
    co_return;
  }
  base::task<void> close() override { co_return; }

  void say(std::string_view text) {
    if (rate_ == ports::BaudRate::demo && !text.empty()) to_host_.push(base::to_bytes(text));
  }
  /// Stops the polling, so that an executor can come to rest.
  void stop() { run_.cancel(); }

  std::map<std::string, std::string> answers{{"version", "v4.1.2\r\n\4"}, {"cli_version", "v1.0.1\r\n\4"}};
  std::string before_answers;
  std::vector<std::string> commands;
  std::size_t lost = 0;

 private:
  static constexpr base::Duration byte_time = std::chrono::nanoseconds(std::chrono::seconds(1)) * 10 / 9600;

  void receive(char c) {
    if (executor_.now() < up_at_) return;  // the receiver is not switched on yet
    if (ring_.size() < ring_size) {
      ring_.push_back(c);
    } else {
      ++lost;
    }
  }

  base::task<void> poll() {
    while (true) {
      co_await base::sleep(std::chrono::milliseconds(50));
      bool executed = false;
      while (!ring_.empty()) {
        const char c = ring_.front();
        ring_.pop_front();
        if (c != '\r' && c != '\n') {
          if (line_.size() < 100) {
            line_.push_back(c);
          } else {
            too_long_ = true;
          }
          continue;
        }
        if (too_long_) say("\r\nCommand too long\r\n");
        if (!too_long_ && !executed) execute(line_);
        executed = executed || !too_long_;
        too_long_ = false;
        line_.clear();
      }
    }
  }

  void execute(const std::string& line) {
    commands.push_back(line);
    say(before_answers);
    const auto answer = answers.find(line);
    say(answer != answers.end()
            ? answer->second
            : "----\r\nUnknown command. List of available commands:\r\nreset\r\nversion\r\n"
              "--------------------------------------------\r\n\4");
  }

  base::Executor& executor_;
  base::Instant up_at_;
  base::Instant line_free_{};
  ports::BaudRate rate_ = ports::BaudRate::demo;
  base::Channel<base::Bytes> to_host_;
  std::deque<char> ring_;
  std::string line_;
  bool too_long_ = false;
  base::Spawned run_;
};

}  // namespace support
