#include "board/demo_client.hpp"

#include <algorithm>
#include <utility>

#include "aws/thing_name.hpp"
#include "base/sleep.hpp"
#include "base/text.hpp"
#include "board/answer.hpp"
#include "board/errors.hpp"
#include "ports/errors.hpp"

namespace board {

namespace {

using namespace std::chrono_literals;

constexpr base::Duration patience_at_start = 12s;   // the firmware's start, and a long log line in between
constexpr base::Duration patience_for_answer = 8s;  // what a long line takes on its way is in it
constexpr base::Duration first_repeat = 1s;
constexpr base::Duration later_repeats =
    700ms;  // seven questions fit into its buffer while it is deaf at its start
constexpr base::Duration poll_interval = 50ms;
constexpr base::Duration byte_time = std::chrono::nanoseconds(1s) * 10 / 9600;
constexpr std::size_t chunk_size = 60;  // of a ring of 63
/// The ring is emptied every poll_interval, but not while the firmware's scheduler waits for its module to
/// start (m2m_wifi_init, each time that it tries to connect anew): what did not fit would be gone unnoticed.
constexpr base::Duration longest_block = 2s;
constexpr int max_line_errors = 16;

constexpr std::string_view too_long = "Command too long";

std::chrono::milliseconds::rep milliseconds(base::Duration duration) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

bool is_version(std::string_view line) {
  const auto parts = base::split(line, '.');
  return parts.size() == 3 && parts[0].size() > 1 && parts[0][0] == 'v' &&
         base::parse_decimal(parts[0].substr(1)) && base::parse_decimal(parts[1]) &&
         base::parse_decimal(parts[2]);
}

bool is_serial_number(std::string_view line) {
  return line.size() == 18 && line.find_first_not_of("0123456789ABCDEFabcdef") == std::string_view::npos;
}

/// The answer is empty on a board without a thing name.
bool is_thing_answer(std::string_view line) {
  return line.empty() || (aws::is_thing_name(line) && line != "OK");
}

bool is_ok(std::string_view line) {
  return line == "OK";
}

bool starts_with(std::string_view line, std::string_view start) {
  return line.substr(0, start.size()) == start;
}

}  // namespace

struct DemoClient::Question {
  enum class Ending : std::uint8_t { eot, line };
  enum class Repeat : std::uint8_t { never, while_silent };
  enum class Need : std::uint8_t { must_know, may_not_know };

  std::string_view name;  // for errors and the log: never an argument
  base::Secret line;
  bool (*is_answer)(std::string_view line);
  std::string_view refusal{};  // the beginning of the line that refuses
  Ending ending = Ending::eot;
  Repeat repeat = Repeat::while_silent;
  Need need = Need::must_know;
  base::Duration patience = patience_at_start;
};

base::task<std::string> DemoClient::ask(Question question) {
  const auto turn = co_await turn_.lock();
  const base::Context context = co_await base::this_context();
  const base::Instant deadline = context.executor->now() + question.patience;
  const std::string line = std::string(question.line.reveal()) + '\r';
  const base::Secret sent(line);
  heard_ = false;
  not_understood_ = false;
  if (half_line_) co_await spoil_half_line();
  bool repeating = false;
  int refusals = 0;
  while (true) {
    co_await send_paced(base::as_bytes(sent.reveal()));
    const base::Duration left = deadline - context.executor->now();
    const bool last = question.repeat == Question::Repeat::never;
    const base::Duration wait = last ? left : std::min(left, repeating ? later_repeats : first_repeat);
    if (const auto answer = co_await listen(question, wait)) {
      log_.debug("board", question.name);
      co_return *answer;
    }
    // What was not understood met with characters that were not ours: once more, at once.
    const bool understood = !std::exchange(not_understood_, false);
    // Twice in a row: it was not for such characters.
    refusals = understood ? 0 : refusals + 1;
    if (question.need == Question::Need::may_not_know && refusals == 2) co_return std::string();
    if (context.executor->now() >= deadline || (last && understood)) break;
    repeating = repeating || understood;
  }
  if (heard_) throw base::Error(demo_bad_answer).with("command", question.name);
  throw base::Error(demo_no_answer)
      .with("command", question.name)
      .with("milliseconds", milliseconds(question.patience));
}

base::task<void> DemoClient::send_paced(base::ByteView line) {
  const base::Context context = co_await base::this_context();
  // One command a poll: a second line in it would be dropped.
  if (context.executor->now() < next_line_) co_await base::sleep(next_line_ - context.executor->now());
  half_line_ = true;
  while (line.size() > chunk_size) {
    co_await port_.write(line.first(chunk_size));
    co_await base::sleep(byte_time * static_cast<std::int64_t>(chunk_size) + poll_interval + longest_block);
    line = line.subspan(chunk_size);
  }
  co_await port_.write(line);
  half_line_ = false;
  next_line_ = context.executor->now() + byte_time * static_cast<std::int64_t>(line.size()) + poll_interval;
}

/// Half of a `wifi` line must not become a command: it is made too long for one.
base::task<void> DemoClient::spoil_half_line() {
  const std::string filler = std::string(demo_line_limit + 1, '.') + '\r';
  co_await send_paced(base::as_bytes(filler));
  Question complaint{"(too long)", {}, [](std::string_view line) { return line == too_long; }};
  complaint.ending = Question::Ending::line;
  co_await listen(complaint, first_repeat);
}

/// Nothing when time is up, or when the firmware did not understand (not_understood_).
base::task<std::optional<std::string>> DemoClient::listen(const Question& question, base::Duration patience) {
  const base::Context context = co_await base::this_context();
  const base::Instant deadline = context.executor->now() + patience;
  int line_errors = 0;
  while (true) {
    for (std::size_t i = 0; i < unheard_.size(); ++i) {
      const auto event = splitter_.feed(unheard_[i]);
      if (!event) continue;
      const auto answer = judge(question, *event);
      if (!answer && !not_understood_) continue;
      unheard_.erase(unheard_.begin(), unheard_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      co_return answer;
    }
    unheard_.clear();
    const base::Duration left = deadline - context.executor->now();
    if (left <= base::Duration::zero()) co_return std::nullopt;
    try {
      unheard_ = co_await base::with_timeout(left, port_.read());
    } catch (const base::Error& error) {
      if (error.is(base::timed_out)) co_return std::nullopt;
      if (!error.is(ports::serial_read_failed) || ++line_errors > max_line_errors) throw;
    }
  }
}

std::optional<std::string> DemoClient::judge(const Question& question, const DemoEvent& event) {
  const std::string& line = event.line;
  heard_ = true;
  if (event.kind == DemoEvent::Kind::line) {
    if (starts_with(line, too_long)) not_understood_ = !question.is_answer(line);
    if (question.ending == Question::Ending::eot) return std::nullopt;
  } else if (line.find_first_not_of('-') == std::string::npos && !line.empty()) {
    not_understood_ = true;  // the list of commands, which ends with a rule
    return std::nullopt;
  }
  if (!question.refusal.empty() && starts_with(line, question.refusal))
    throw base::Error(demo_refused).with("command", question.name).because(printable(line));
  if (!question.is_answer(line)) return std::nullopt;
  return line;
}

base::task<Version> DemoClient::wait_until_up(base::Duration patience) {
  Question question{"version", base::Secret("version"), is_version};
  question.patience = patience;
  co_return Version::parse(co_await ask(std::move(question)));
}

base::task<Version> DemoClient::version() {
  return wait_until_up(patience_at_start);
}

base::task<Version> DemoClient::cli_version() {
  Question question{"cli_version", base::Secret("cli_version"), is_version};
  co_return Version::parse(co_await ask(std::move(question)));
}

base::task<std::string> DemoClient::thing_name() {
  Question question{"thing", base::Secret("thing"), is_thing_answer, "Error getting"};
  question.need = Question::Need::may_not_know;
  co_return co_await ask(std::move(question));
}

base::task<SerialNumber> DemoClient::device_serial() {
  Question question{"device", base::Secret("device"), is_serial_number, "Unknown."};
  co_return SerialNumber::from_hex(co_await ask(std::move(question)));
}

base::task<void> DemoClient::wifi(WifiNetwork network) {
  base::Secret line = wifi_line(network);
  const base::Log::Concealment concealed = log_.conceal(network.passphrase);
  co_await version();  // it listens: the settings are sent once
  Question question{"wifi", std::move(line), is_ok, "Error. Wi-Fi"};
  question.repeat = Question::Repeat::never;
  question.patience = patience_for_answer;
  co_await ask(std::move(question));
}

base::task<void> DemoClient::reconnect() {
  Question question{"reconnect", base::Secret("reconnect"), is_ok};
  question.ending = Question::Ending::line;
  co_await ask(std::move(question));
}

base::task<void> DemoClient::set_debug_level(DebugLevel level) {
  const std::string text = "debug " + std::to_string(static_cast<int>(level));
  Question question{"debug", base::Secret(text), is_ok, "debug parameter"};
  question.ending = Question::Ending::line;
  co_await ask(std::move(question));
}

base::task<void> DemoClient::reset() {
  const auto turn = co_await turn_.lock();
  if (half_line_) co_await spoil_half_line();
  const std::string line = "reset\r";
  co_await send_paced(base::as_bytes(line));
}

}  // namespace board
