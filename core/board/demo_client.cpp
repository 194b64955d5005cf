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

constexpr base::Duration start_timeout = 12s;  // the firmware's start, and a long log line in between
constexpr base::Duration answer_timeout = 8s;  // includes the time that a long line takes on its way
constexpr base::Duration first_repeat = 1s;
/// Seven questions fit into the firmware's receive buffer while it answers nothing at its start.
constexpr base::Duration later_repeats = 700ms;
/// A firmware that wakes while the line is on its way keeps the 63 bytes of its receive buffer. If just 37
/// more bytes follow, its line has 100, and its end is written past the buffer. This needs a wake within one
/// millisecond of a repetition, so the client repeats rarely.
constexpr base::Duration discard_repeats = 500ms;
constexpr base::Duration poll_interval = 50ms;
constexpr base::Duration byte_time = std::chrono::nanoseconds(1s) * 10 / 9600;
constexpr std::size_t chunk_size = 60;  // the receive buffer holds 63
/// The firmware empties its receive buffer every poll_interval, but not while its scheduler waits for the
/// Wi-Fi module (m2m_wifi_init, before each attempt to connect but the first). Bytes that do not fit are lost
/// without notice.
constexpr base::Duration longest_block = 2s;
/// A firmware that runs is never silent for longer than longest_block; one that starts is silent for five
/// seconds.
constexpr base::Duration shortest_start = 3s;
/// The first join begins 2.8 s after the command line wakes. What is left covers the time between the start
/// and the first answer, and the time that the settings take on their way.
constexpr base::Duration safe_after_start = 800ms;
/// The firmware loses settings that it reads during a join, which takes some three seconds. A board without a
/// connection begins a join every 14.5 s. Between two sends, this pause and what a line takes on its way make
/// 5 to 9.5 s, so that two reads never both meet a join.
constexpr base::Duration between_sends = 5s;
constexpr int max_line_errors = 16;

constexpr std::string_view too_long = "Command too long";
constexpr std::string_view wifi_refusal = "Error. Wi-Fi";
/// The serial number that the firmware reports when its secure element does not answer (attDeviceID in
/// application_manager.c).
constexpr std::string_view placeholder_serial = "BAAAAADD1DBAAADD1D";

/// Versions before this one keep 30 characters of the SSID and of the passphrase and answer OK to more.
constexpr Version keeps_whole_settings{3, 1, 0};
constexpr std::size_t kept_by_old_versions = 30;

/// Longer than any line, so that the firmware discards the line and says so. If a part of this gets lost, the
/// rest still spoils the line: a `wifi` command whose third argument is not 1, 2 or 3 is refused.
std::string discarding_line() {
  std::string line;
  while (line.size() <= demo_line_limit + 8) line += "0,";
  return line + "0\r";
}

std::chrono::milliseconds::rep milliseconds(base::Duration duration) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

/// "v4.1.2"; old firmware says "v1.0".
bool is_version(std::string_view line) {
  if (line.empty() || line[0] != 'v') return false;
  try {
    Version::parse(line);
  } catch (const base::Error&) {
    return false;
  }
  return true;
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

/// The old firmware would cut the settings, answer OK, and never join.
void check_fits(const WifiNetwork& network, const Version& version) {
  if (!(version < keeps_whole_settings)) return;
  if (network.ssid.size() <= kept_by_old_versions && sent_passphrase_size(network) <= kept_by_old_versions)
    return;
  throw base::Error(wifi_too_long_for_demo)
      .with("limit", kept_by_old_versions)
      .with("version", version.text());
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
  base::ErrorCode refused = demo_refused;
  Ending ending = Ending::eot;
  Repeat repeat = Repeat::while_silent;
  Need need = Need::must_know;
  Pace pace = Pace::careful;
  base::Duration timeout = start_timeout;
};

base::task<std::string> DemoClient::ask(Question question) {
  const auto turn = co_await turn_.lock();
  const base::Context context = co_await base::this_context();
  const base::Instant deadline = context.executor->now() + question.timeout;
  const base::Secret sent = base::Secret::taking(std::string(question.line.reveal()) + '\r');
  heard_ = false;
  not_understood_ = false;
  bool ready = true;
  if (buffer_may_hold_text_) ready = co_await discard_buffer(deadline);
  bool repeating = false;
  int refusals = 0;
  for (int sent_before = 0; ready; ++sent_before) {
    co_await send(base::as_bytes(sent.reveal()), question.pace);
    const base::Duration left = deadline - context.executor->now();
    const bool last = question.repeat == Question::Repeat::never;
    const base::Duration wait = last ? left : std::min(left, repeating ? later_repeats : first_repeat);
    if (const auto answer = co_await listen(question, wait)) {
      log_.debug("board", question.name);
      // The firmware reads repetitions that arrived while it did not poll, and what follows them, in one
      // poll.
      if (sent_before > 0) next_line_ = std::max(next_line_, context.executor->now() + 2 * poll_interval);
      co_return *answer;
    }
    // If the firmware did not understand the question, stray characters in its buffer have spoiled the line:
    // ask again at once.
    const bool understood = !std::exchange(not_understood_, false);
    // If it happens twice in a row, the firmware does not know the command.
    refusals = understood ? 0 : refusals + 1;
    if (question.need == Question::Need::may_not_know && refusals == 2) co_return std::string();
    if (context.executor->now() >= deadline || (last && understood)) break;
    repeating = repeating || understood;
  }
  if (heard_) throw base::Error(demo_bad_answer).with("command", question.name);
  throw base::Error(demo_no_answer)
      .with("command", question.name)
      .with("milliseconds", milliseconds(question.timeout));
}

base::task<void> DemoClient::send(base::ByteView line, Pace pace) {
  const base::Context context = co_await base::this_context();
  // The firmware runs one command per poll and drops a second one.
  if (context.executor->now() < next_line_) co_await base::sleep(next_line_ - context.executor->now());
  if (!silent_since_) silent_since_ = context.executor->now();
  base::Duration pause = byte_time * static_cast<std::int64_t>(chunk_size) + 2 * poll_interval;
  if (pace == Pace::careful) pause += longest_block;
  buffer_may_hold_text_ = true;
  while (line.size() > chunk_size) {
    co_await port_.write(line.first(chunk_size));
    co_await base::sleep(pause);
    line = line.subspan(chunk_size);
  }
  co_await port_.write(line);
  buffer_may_hold_text_ = false;
  next_line_ = context.executor->now() + byte_time * static_cast<std::int64_t>(line.size()) + poll_interval;
}

/// True when the firmware has confirmed that its line buffer is empty.
base::task<bool> DemoClient::discard_buffer(base::Instant deadline) {
  const base::Context context = co_await base::this_context();
  const std::string line = discarding_line();
  Question complaint{"(discard)", {}, [](std::string_view text) { return text == too_long; }};
  complaint.ending = Question::Ending::line;
  while (true) {
    co_await send(base::as_bytes(line), Pace::quick);
    buffer_may_hold_text_ = true;  // until the firmware confirms
    const base::Duration left = deadline - context.executor->now();
    const auto confirmed = co_await listen(complaint, std::min(left, discard_repeats));
    // Any answer means that the line has ended. It is a list of commands or a refusal if a part of the line
    // got lost.
    if (confirmed || std::exchange(not_understood_, false)) {
      buffer_may_hold_text_ = false;
      co_return true;
    }
    if (context.executor->now() >= deadline) co_return false;
  }
}

/// nullopt when time is up, or when the firmware did not understand (not_understood_).
base::task<std::optional<std::string>> DemoClient::listen(const Question& question, base::Duration timeout) {
  const base::Context context = co_await base::this_context();
  const base::Instant deadline = context.executor->now() + timeout;
  int line_errors = 0;
  while (true) {
    for (std::size_t i = 0; i < unheard_.size(); ++i) {
      const auto event = splitter_.feed(unheard_[i]);
      if (!event) continue;
      const auto answer = judge(question, *event);
      if (!answer && !not_understood_) continue;
      note_answer(context.executor->now());
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
  } else {
    const bool ends_list_of_commands = !line.empty() && line.find_first_not_of('-') == std::string::npos;
    const bool refuses_another_line = question.refusal != wifi_refusal && starts_with(line, wifi_refusal);
    if (ends_list_of_commands || refuses_another_line) {
      // The firmware prints its list for an unknown command. It refuses a `wifi` line that was in its buffer
      // and that the question has ended.
      not_understood_ = true;
      return std::nullopt;
    }
  }
  if (!question.refusal.empty() && starts_with(line, question.refusal))
    throw base::Error(question.refused).with("command", question.name).because(printable(line));
  if (!question.is_answer(line)) return std::nullopt;
  return line;
}

void DemoClient::note_answer(base::Instant now) {
  if (silent_since_ && now - *silent_since_ >= shortest_start) started_ = now;
  silent_since_.reset();
}

bool DemoClient::has_just_started(base::Instant now) const {
  return started_ && now - *started_ < safe_after_start;
}

base::task<Version> DemoClient::wait_until_up(base::Duration timeout) {
  Question question{"version", base::Secret("version"), is_version};
  question.timeout = timeout;
  co_return Version::parse(co_await ask(std::move(question)));
}

base::task<Version> DemoClient::version() {
  return wait_until_up(start_timeout);
}

base::task<std::string> DemoClient::thing_name() {
  Question question{"thing", base::Secret("thing"), is_thing_answer, "Error getting", demo_no_thing_name};
  question.need = Question::Need::may_not_know;
  co_return co_await ask(std::move(question));
}

base::task<SerialNumber> DemoClient::device_serial() {
  Question question{"device", base::Secret("device"), is_serial_number, "Unknown.", demo_no_secure_element};
  const std::string serial = co_await ask(std::move(question));
  if (serial == placeholder_serial) throw base::Error(demo_no_secure_element).with("command", "device");
  co_return SerialNumber::from_hex(serial);
}

base::task<void> DemoClient::wifi(WifiNetwork network) {
  base::Secret line = wifi_line(network);
  const base::Log::Concealment concealed = log_.conceal(network.passphrase);
  // Also makes sure that the firmware listens: a line of settings is never repeated while it is silent.
  const Version firmware = co_await version();
  check_fits(network, firmware);
  Question question{"wifi", std::move(line), is_ok, wifi_refusal};
  question.repeat = Question::Repeat::never;
  question.timeout = answer_timeout;
  const base::Context context = co_await base::this_context();
  if (has_just_started(context.executor->now())) {
    question.pace = Pace::quick;
    if (co_await takes(question)) co_return;
    question.pace = Pace::careful;
  }
  for (int sent = 0; sent < sends_to_a_running_board; ++sent) {
    if (sent > 0) co_await base::sleep(between_sends);
    if (!co_await takes(question)) co_await ask(question);
  }
}

/// False if the line or its answer got lost. What has arrived of the line is discarded before the next one.
base::task<bool> DemoClient::takes(Question question) {
  bool taken = true;
  try {
    co_await ask(std::move(question));
  } catch (const base::Error& error) {
    if (!error.is(demo_no_answer) && !error.is(demo_bad_answer)) throw;
    taken = false;
    buffer_may_hold_text_ = true;
  }
  co_return taken;
}

base::task<void> DemoClient::reset() {
  const auto turn = co_await turn_.lock();
  const base::Context context = co_await base::this_context();
  bool ready = true;
  if (buffer_may_hold_text_) ready = co_await discard_buffer(context.executor->now() + answer_timeout);
  if (!ready)
    throw base::Error(demo_no_answer)
        .with("command", "reset")
        .with("milliseconds", milliseconds(answer_timeout));
  const std::string line = "reset\r";
  co_await send(base::as_bytes(line), Pace::careful);
}

}  // namespace board
