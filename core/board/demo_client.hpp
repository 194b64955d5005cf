// The host's side of the demo (sensor node) firmware's command line "WxDemoV1" (board.md): typed commands
// over an open serial port at 9600 baud. Repeats commands that the firmware may have lost. Does not open or
// close the port, and does not check whether the board joins the network.
//
// Three habits of the firmware shape this class:
// - A line that was begun and never ended stays in the firmware's buffer, across a close of the port and a
//   reload of the page, and the next command would complete it. Every client therefore makes the firmware
//   discard its buffer before the first command, and again after a command that was cut short.
// - While the Wi-Fi module starts, the command line answers nothing for seconds. The client repeats its
//   question until the answer comes.
// - Wi-Fi settings that arrive while the board joins its saved network are answered OK and then lost. See
//   wifi().
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

/// Every function throws board.demo_no_answer, .demo_bad_answer and the port's errors.
class DemoClient {
 public:
  DemoClient(ports::SerialPort& port, base::Log& log) : port_(port), log_(log) {}
  DemoClient(const DemoClient&) = delete;
  DemoClient& operator=(const DemoClient&) = delete;

  /// Asks for the version until the firmware answers. Use it to wait for a firmware that is starting.
  base::task<Version> wait_until_up(base::Duration timeout);
  base::task<Version> version();
  /// Empty when the board has no thing name, or when the firmware does not know the command (the Google
  /// demo). Throws board.demo_no_thing_name.
  base::task<std::string> thing_name();
  /// Throws board.demo_no_secure_element.
  base::task<SerialNumber> device_serial();
  /// Ends when the firmware has accepted the settings; the board joins the network afterwards. If this client
  /// saw the firmware start, the board has not begun to join its saved network, and the settings are sent
  /// once. Otherwise a join may be under way, and its success would clear the settings. The client then sends
  /// them twice, with such a pause that only one of the two can meet a join; this call then takes six to ten
  /// seconds. Throws what check() throws before anything is sent, board.demo_refused, and
  /// board.wifi_too_long_for_demo for an old firmware that would cut the settings and still answer OK.
  base::task<void> wifi(WifiNetwork network);
  static constexpr int sends_to_a_running_board = 2;
  /// Restarts the firmware, which answers nothing. Call wait_until_up() to learn when it is back.
  base::task<void> reset();

 private:
  struct Question;
  /// How long to wait between the pieces of a line that is longer than the firmware's receive buffer.
  enum class Pace : std::uint8_t { quick, careful };

  base::task<std::string> ask(Question question);
  base::task<bool> takes(Question question);
  base::task<void> send(base::ByteView line, Pace pace);
  base::task<bool> discard_buffer(base::Instant deadline);
  base::task<std::optional<std::string>> listen(const Question& question, base::Duration timeout);
  std::optional<std::string> judge(const Question& question, const DemoEvent& event);
  void note_answer(base::Instant now);
  bool has_just_started(base::Instant now) const;

  ports::SerialPort& port_;
  base::Log& log_;
  base::Mutex turn_;
  DemoSplitter splitter_;
  base::Bytes unheard_;          // read from the port, after the last answer
  bool heard_ = false;           // something came since the question
  bool not_understood_ = false;  // the firmware rejected the question
  base::Instant next_line_{};    // when the firmware has read the previous line
  /// The firmware's line buffer may hold the beginning of a line: this client was cancelled while it sent the
  /// line, or an earlier program left it there.
  bool buffer_may_hold_text_ = true;
  std::optional<base::Instant> silent_since_;  // when the first question that is still unanswered was sent
  std::optional<base::Instant> started_;       // when a firmware that had just started first answered
};

}  // namespace board
