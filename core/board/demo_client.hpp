// The host's side of the demo (sensor node) firmware's command line "WxDemoV1" (board.md): typed commands
// over an open serial port at 9600 baud. Answers end with EOT, or with a line end for the few commands that
// forget it; log lines of the firmware may stand in between. While the Wi-Fi module starts nothing is
// answered for seconds: the client asks again until the answer comes. It does not open or close the port.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/channel.hpp"
#include "base/log.hpp"
#include "base/task.hpp"
#include "board/demo_answer.hpp"
#include "board/secure_element.hpp"
#include "board/version.hpp"
#include "board/wifi.hpp"
#include "ports/serial_port.hpp"

namespace board {

enum class DebugLevel : std::uint8_t { none = 0, errors = 1, warnings = 2, notices = 3, everything = 4 };

/// Every function can end with board.demo_no_answer, .demo_bad_answer, .demo_refused, and the port's errors.
class DemoClient {
 public:
  DemoClient(ports::SerialPort& port, base::Log& log) : port_(port), log_(log) {}
  DemoClient(const DemoClient&) = delete;
  DemoClient& operator=(const DemoClient&) = delete;

  /// Asks for the version until it answers: how a start is waited for.
  base::task<Version> wait_until_up(base::Duration patience);
  base::task<Version> version();
  base::task<Version> cli_version();
  /// Empty when the firmware has none, or knows no such command: the Google demo.
  base::task<std::string> thing_name();
  base::task<SerialNumber> device_serial();
  /// Ends when the firmware has taken the settings; it joins afterwards. Checked before anything is sent.
  base::task<void> wifi(WifiNetwork network);
  base::task<void> reconnect();
  base::task<void> set_debug_level(DebugLevel level);
  /// Restarts the firmware; nothing is answered. wait_until_up() tells when it is back.
  base::task<void> reset();

 private:
  struct Question;
  base::task<std::string> ask(Question question);
  base::task<void> send_paced(base::ByteView line);
  base::task<void> spoil_half_line();
  base::task<std::optional<std::string>> listen(const Question& question, base::Duration patience);
  std::optional<std::string> judge(const Question& question, const DemoEvent& event);

  ports::SerialPort& port_;
  base::Log& log_;
  base::Mutex turn_;
  DemoSplitter splitter_;
  base::Bytes unheard_;          // read, but behind the answer
  bool heard_ = false;           // something, since the question
  bool not_understood_ = false;  // the question, or what went before it in the firmware's buffer
  base::Instant next_line_{};    // when the firmware has taken the line before
  /// A line of ours stands unfinished in the firmware's buffer.
  bool half_line_ = false;
};

}  // namespace board
