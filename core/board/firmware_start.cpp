#include "board/firmware_start.hpp"

#include <algorithm>
#include <array>

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

constexpr std::string_view name_read = "Thing Name read from the device is ";
constexpr std::string_view id_read = "Thing ID read from the device is ";
constexpr std::string_view name_missing = "Thing Name is not present";
constexpr std::string_view id_missing = "Thing ID is not present";
constexpr std::string_view endpoint_read = "AWS Endpoint read from WINC is ";
constexpr std::string_view endpoint_missing = "AWS Endpoint is not present";
constexpr std::string_view sandbox_used = "Using the AWS Sandbox endpoint";
constexpr std::array start_lines{name_read,     id_read,          name_missing, id_missing,
                                 endpoint_read, endpoint_missing, sandbox_used};

/// The text that follows `words` in a line; nullopt when the line does not contain them. A log line begins
/// with its severity and level.
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
  for (const std::string_view words : {name_read, id_read})
    if (const auto name = after(line, words)) thing_name = name;
  if (const auto name = after(line, endpoint_read)) endpoint = name;
  thing_name_missing = thing_name_missing || after(line, name_missing) || after(line, id_missing);
  sandbox = sandbox || after(line, endpoint_missing) || after(line, sandbox_used);
}

bool StartDetector::feed(std::byte byte) {
  return firmware_ == FirmwareRole::demo ? feed_demo(byte) : lines_.feed(byte) == "READY";
}

/// The demo firmware prints each of these lines at most once in a start.
bool StartDetector::feed_demo(std::byte byte) {
  const auto event = demo_lines_.feed(byte);
  if (!event) return false;
  for (std::size_t i = 0; i < start_lines.size(); ++i) {
    if (!after(event->line, start_lines[i])) continue;
    const std::uint32_t line = 1U << i;
    const bool is_new = printed_ == 0 || (printed_ & line) != 0;
    printed_ = is_new ? line : printed_ | line;
    return is_new;
  }
  return false;
}

base::task<bool> hears_start(ports::SerialPort& port, FirmwareRole firmware, base::Duration timeout) {
  const base::Context context = co_await base::this_context();
  const base::Instant deadline = context.executor->now() + timeout;
  StartDetector starts(firmware);
  while (true) {
    const base::Duration left = deadline - context.executor->now();
    if (left <= base::Duration::zero()) co_return false;
    const base::Bytes heard = co_await listen(port, left);
    for (const std::byte byte : heard)
      if (starts.feed(byte)) co_return true;
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
