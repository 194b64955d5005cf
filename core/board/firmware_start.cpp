#include "board/firmware_start.hpp"

#include "base/sleep.hpp"
#include "board/answer.hpp"
#include "board/demo_answer.hpp"
#include "ports/errors.hpp"

namespace board {

namespace {

/// What follows `words`, nothing when they are not there. Severity and level stand before a log line's words.
std::optional<std::string> after(std::string_view line, std::string_view words) {
  const std::size_t at = line.find(words);
  if (at == std::string_view::npos) return std::nullopt;
  return std::string(line.substr(at + words.size()));
}

}  // namespace

void DemoStart::take(std::string_view line) {
  if (const auto name = after(line, "Thing Name read from the device is ")) thing_name = name;
  if (const auto name = after(line, "AWS Endpoint read from WINC is ")) endpoint = name;
  thing_name_missing = thing_name_missing || after(line, "Thing Name is not present");
  sandbox =
      sandbox || after(line, "AWS Endpoint is not present") || after(line, "Using the AWS Sandbox endpoint");
}

base::task<bool> hears_start(ports::SerialPort& port, FirmwareHint firmware, base::Duration patience) {
  const base::Context context = co_await base::this_context();
  const base::Instant deadline = context.executor->now() + patience;
  LineSplitter lines;
  DemoSplitter demo_lines;
  DemoStart start;
  while (true) {
    const base::Duration left = deadline - context.executor->now();
    if (left <= base::Duration::zero()) co_return false;
    base::Bytes heard;
    try {
      heard = co_await base::with_timeout(left, port.read());
    } catch (const base::Error& error) {
      // A target that is released may upset the line for a moment.
      if (!error.is(base::timed_out) && !error.is(ports::serial_read_failed)) throw;
    }
    for (const std::byte byte : heard) {
      if (firmware == FirmwareHint::provisioning) {
        if (lines.feed(byte) == "READY") co_return true;
      } else if (const auto event = demo_lines.feed(byte)) {
        start.take(event->line);
        if (start.heard()) co_return true;
      }
    }
  }
}

}  // namespace board
