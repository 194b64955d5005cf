#include "board/firmware_start.hpp"

#include <algorithm>

#include "base/sleep.hpp"
#include "board/answer.hpp"
#include "board/demo_answer.hpp"
#include "board/demo_client.hpp"
#include "board/errors.hpp"
#include "ports/errors.hpp"

namespace board {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view half_command = "version";
/// The time that the half command takes through USB and at 9600 baud. The board must not be reset before.
constexpr base::Duration on_the_way = 100ms;
/// The command line of the demo firmware does not answer for two seconds before each attempt to join a
/// network.
constexpr base::Duration answer_of_an_idle_firmware = 3s;
constexpr base::Duration repeat = 2s;

/// The text that follows `words` in a line; empty when the line does not contain them. A log line begins with
/// its severity and level.
std::optional<std::string> after(std::string_view line, std::string_view words) {
  const std::size_t at = line.find(words);
  if (at == std::string_view::npos) return std::nullopt;
  return std::string(line.substr(at + words.size()));
}

/// Reads from the port for at most `timeout`. Returns nothing after a line error, which a target that is
/// being released may cause.
base::task<base::Bytes> listen(ports::SerialPort& port, base::Duration timeout) {
  try {
    co_return co_await base::with_timeout(timeout, port.read());
  } catch (const base::Error& error) {
    if (!error.is(base::timed_out) && !error.is(ports::serial_read_failed)) throw;
  }
  co_return base::Bytes();
}

HalfCommand judge(const DemoEvent& event) {
  if (event.kind != DemoEvent::Kind::end_of_answer || event.line.empty()) return HalfCommand::unanswered;
  if (event.line.find_first_not_of('-') == std::string::npos) return HalfCommand::forgotten;
  return event.line[0] == 'v' ? HalfCommand::kept : HalfCommand::unanswered;
}

}  // namespace

void DemoStart::take(std::string_view line) {
  for (const std::string_view words :
       {"Thing Name read from the device is ", "Thing ID read from the device is "})
    if (const auto name = after(line, words)) thing_name = name;
  if (const auto name = after(line, "AWS Endpoint read from WINC is ")) endpoint = name;
  thing_name_missing = thing_name_missing || after(line, "Thing Name is not present") ||
                       after(line, "Thing ID is not present");
  sandbox =
      sandbox || after(line, "AWS Endpoint is not present") || after(line, "Using the AWS Sandbox endpoint");
}

base::task<bool> hears_start(ports::SerialPort& port, FirmwareRole firmware, base::Duration timeout) {
  const base::Context context = co_await base::this_context();
  const base::Instant deadline = context.executor->now() + timeout;
  LineSplitter lines;
  DemoSplitter demo_lines;
  DemoStart start;
  while (true) {
    const base::Duration left = deadline - context.executor->now();
    if (left <= base::Duration::zero()) co_return false;
    const base::Bytes heard = co_await listen(port, left);
    for (const std::byte byte : heard) {
      if (firmware == FirmwareRole::provisioning) {
        if (lines.feed(byte) == "READY") co_return true;
      } else if (const auto event = demo_lines.feed(byte)) {
        start.take(event->line);
        if (start.heard()) co_return true;
      }
    }
  }
}

base::task<bool> leave_half_command(ports::SerialPort& port, base::Log& log) {
  DemoClient client(port, log);
  try {
    co_await client.wait_until_up(answer_of_an_idle_firmware);
  } catch (const base::Error& error) {
    if (!error.is(demo_no_answer) && !error.is(demo_bad_answer)) throw;
    co_return false;
  }
  co_await port.write(base::as_bytes(half_command));
  co_await base::sleep(on_the_way);
  co_return true;
}

base::task<HalfCommand> end_half_command(ports::SerialPort& port, base::Duration timeout) {
  const base::Context context = co_await base::this_context();
  const base::Instant deadline = context.executor->now() + timeout;
  DemoSplitter lines;
  while (context.executor->now() < deadline) {
    co_await port.write(base::as_bytes("\r"));
    const base::Instant next = std::min(deadline, context.executor->now() + repeat);
    while (context.executor->now() < next) {
      const base::Bytes heard = co_await listen(port, next - context.executor->now());
      for (const std::byte byte : heard) {
        const auto event = lines.feed(byte);
        const HalfCommand answer = event ? judge(*event) : HalfCommand::unanswered;
        if (answer != HalfCommand::unanswered) co_return answer;
      }
    }
  }
  co_return HalfCommand::unanswered;
}

}  // namespace board
