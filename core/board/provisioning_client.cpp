#include "board/provisioning_client.hpp"

#include <algorithm>
#include <utility>

#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "base/text.hpp"
#include "board/errors.hpp"
#include "ports/errors.hpp"

namespace board {

namespace {

using namespace std::chrono_literals;

// How long an answer may take after the command was sent: the times measured on boards (board.md), and much
// room for a busy host.
constexpr base::Duration firmware_timeout = 1s;
constexpr base::Duration element_timeout = 2s;
/// The driver tries up to 6.5 s to start a Wi-Fi module whose firmware is dead, at the board's start and in
/// commands that need the module. The provisioning firmware answers nothing meanwhile.
constexpr base::Duration module_timeout = 10s;
constexpr base::Duration drop_timeout = 300ms;
constexpr base::Duration ping_timeout = 500ms;
constexpr base::Duration stale_timeout = 100ms;  // for the PONG, once the firmware sent other output

constexpr int fewest_attempts_to_find_step = 4;
constexpr int attempts_at_command = 2;
constexpr int max_probe_line_errors = 16;  // during find_step(); a port with more is broken

constexpr char filler = '.';  // in no command, and no hex digit
// The firmware discards a line of 128 characters or more. The surplus covers the characters that get lost
// while the firmware reports that.
constexpr std::size_t line_filler = 128 + 32;
// More than any unfinished blob can lack.
constexpr std::size_t blob_filler = 1024 + 64;

constexpr std::size_t otp_size = 64;
constexpr std::size_t digest_hex = 64;

constexpr std::uint32_t bad_argument_value = 5;  // the highest of the command handler's own statuses
/// ATCA_EXECUTION_ERROR: the secure element understood the command and could not execute it.
constexpr std::uint32_t status_execution = 0x1F4;

std::string arguments(std::size_t first, std::size_t second) {
  return std::to_string(first) + ',' + std::to_string(second);
}

/// Whether a spoilt line can have caused the error, so that the command is worth repeating.
bool may_be_line_noise(const base::Error& error) {
  for (const base::ErrorCode code :
       {no_answer, module_silent, garbled, bad_answer, restarted, command_refused, ports::serial_read_failed})
    if (error.is(code)) return true;
  return false;
}

std::chrono::milliseconds::rep in_milliseconds(base::Duration duration) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

}  // namespace

struct ProvisioningClient::Command {
  std::string_view name;  // a literal
  std::string arguments{};
  std::string blob{};
  base::Duration timeout = firmware_timeout;
  /// If set, the answer is one line of hex with this many octets (no line if 0). Otherwise the answer is
  /// text.
  std::optional<std::size_t> octets{};
  // What a failure of this command is called.
  base::ErrorCode silence_error = no_answer;
  base::ErrorCode execution_error = secure_element_failed;  // status_execution
  base::ErrorCode module_error = module_failed;             // a status of the module's driver

  /// A command that the firmware carries out with the Wi-Fi module.
  static Command to_module(std::string_view name, std::string arguments) {
    Command command{name, std::move(arguments)};
    command.timeout = module_timeout;
    command.silence_error = module_silent;
    return command;
  }

  std::string line() const {
    std::string line(name);
    if (!arguments.empty()) line += '=' + arguments;
    if (!blob.empty()) line += (arguments.empty() ? '=' : ',') + std::to_string(blob.size());
    return line;
  }
  bool plausible(const AnswerLines& lines) const {
    if (!octets) return true;
    if (*octets == 0) return lines.empty();
    return lines.size() == 1 && lines[0].size() == 2 * *octets &&
           lines[0].find_first_not_of("0123456789ABCDEFabcdef") == std::string::npos;
  }
};

base::task<void> ProvisioningClient::synchronise() {
  const auto turn = co_await turn_.lock();
  co_await find_step();
}

base::task<AnswerLines> ProvisioningClient::run(Command command) {
  const auto turn = co_await turn_.lock();
  std::optional<base::Error> failure;
  for (int attempt = 1;; ++attempt) {
    try {
      if (!in_step_) co_await find_step();
    } catch (const base::Error& error) {
      // A firmware that hangs in the module's driver does not answer a PING either.
      if (failure && failure->is(module_silent) && error.is(not_in_step)) throw *failure;
      throw;
    }
    try {
      co_return co_await attempt_once(command);
    } catch (const base::Error& error) {
      failure = error;
    }
    if (attempt == attempts_at_command || !may_be_line_noise(*failure)) throw *failure;
    log_.warning("board", "again: " + failure->describe());
  }
}

base::task<AnswerLines> ProvisioningClient::attempt_once(const Command& command) {
  // If this ends early, also by cancellation, the firmware is in an unknown state.
  in_step_ = false;
  unheard_.clear();
  Answer answer(command.blob.empty() ? Answer::Prompt::none : Answer::Prompt::expected);
  co_await send(command.line() + '\n');
  bool in_time = co_await hear(answer, command.timeout);
  if (answer.state() == Answer::State::prompted) {
    co_await send(command.blob + '\n');
    answer.blob_sent();
    in_time = co_await hear(answer, command.timeout);
  } else if (answer.state() == Answer::State::ok && !command.blob.empty()) {
    throw base::Error(bad_answer).with("command", command.name).because("no prompt for the blob");
  }
  if (!in_time) throw silence(command, answer);
  if (answer.state() != Answer::State::ok) throw refusal(command, answer);
  if (!command.plausible(answer.lines()))
    throw base::Error(bad_answer).with("command", command.name).because(answer.text_for_log());
  in_step_ = true;
  log_.debug("board", command.line());
  co_return answer.lines();
}

base::Error ProvisioningClient::silence(const Command& command, const Answer& answer) const {
  if (answer.received_anything())
    return base::Error(garbled).with("command", command.name).because(answer.text_for_log());
  return base::Error(command.silence_error)
      .with("command", command.name)
      .with("milliseconds", in_milliseconds(command.timeout));
}

base::Error ProvisioningClient::refusal(const Command& command, const Answer& answer) {
  if (answer.state() == Answer::State::ready) return base::Error(restarted).with("command", command.name);
  if (answer.state() == Answer::State::overflow)
    return base::Error(garbled).with("command", command.name).because(answer.text_for_log());
  const std::uint32_t status = answer.status();
  const bool of_library = status > bad_argument_value;
  // After a status of a library the firmware listens again. The command handler's own statuses may come from
  // a spoilt line, and then the next line may get lost as well.
  in_step_ = of_library;
  const auto code = [&] {
    if (status == status_execution) return command.execution_error;
    if (of_library && status >> 8 == 1) return secure_element_failed;
    if (of_library && status >> 8 == 2) return command.module_error;
    return command_refused;
  }();
  return base::Error(code).with("command", command.name).with("status", status).because(command.line());
}

base::task<void> ProvisioningClient::find_step() {
  in_step_ = false;
  line_errors_ = 0;
  const base::Executor& clock = *(co_await base::this_context()).executor;
  const base::Instant give_up = clock.now() + module_timeout;
  int attempt = 0;
  while (attempt < fewest_attempts_to_find_step || clock.now() < give_up) {
    ++attempt;
    // Never send a newline first: it would end a half-sent ERASE line, which then names another sector.
    co_await drop_unfinished(attempt == 1 ? line_filler : blob_filler);
    if (co_await ping()) {
      in_step_ = true;
      co_return;
    }
  }
  throw base::Error(not_in_step).with("attempts", attempt).because(printable(stray_));
}

base::task<void> ProvisioningClient::drop_unfinished(std::size_t fillers) {
  Answer complaint(Answer::Prompt::none);
  co_await send(std::string(fillers, filler) + '\n');
  co_await hear_in_noise(complaint, drop_timeout);
  stray_ = complaint.text_for_log();
}

base::task<bool> ProvisioningClient::ping() {
  const base::Context context = co_await base::this_context();
  // Unique across sessions, so that no stale answer matches.
  const auto moment = static_cast<std::uint64_t>(context.executor->now().time_since_epoch().count());
  const std::string token = base::hex_number(0x100000 | ((moment * 0x9E3779B1U >> 16) + ++pings_) % 0xF00000);
  base::Instant deadline = context.executor->now() + ping_timeout;
  co_await send("MC+PING=" + token + '\n');
  while (true) {
    Answer answer(Answer::Prompt::none);
    if (!co_await hear_in_noise(answer, deadline - context.executor->now())) co_return false;
    const AnswerLines& lines = answer.lines();
    const bool ours = std::find(lines.begin(), lines.end(), "MC+PONG=" + token) != lines.end();
    if (ours && answer.state() == Answer::State::ok) co_return true;
    stray_ = answer.text_for_log();
    // An OK without our PONG answers an earlier command: the PONG still comes. Any other output may mean that
    // the firmware started or joined the PING to older text, and so lost it: wait only shortly then.
    if (answer.state() != Answer::State::ok)
      deadline = std::min(deadline, context.executor->now() + stale_timeout);
  }
}

base::task<void> ProvisioningClient::send(std::string text) {
  co_await port_.write(base::as_bytes(text));
}

/// Reads until the answer ends or prompts; false when time is up before.
base::task<bool> ProvisioningClient::hear(Answer& answer, base::Duration timeout) {
  const base::Context context = co_await base::this_context();
  const base::Instant deadline = context.executor->now() + timeout;
  while (true) {
    const std::size_t taken = answer.feed(unheard_);
    unheard_.erase(unheard_.begin(), unheard_.begin() + static_cast<std::ptrdiff_t>(taken));
    if (answer.state() != Answer::State::open) co_return true;
    const base::Duration left = deadline - context.executor->now();
    if (left <= base::Duration::zero()) co_return false;
    try {
      unheard_ = co_await base::with_timeout(left, port_.read());
    } catch (const base::Error& error) {
      if (!error.is(base::timed_out)) throw;
      co_return false;
    }
  }
}

/// Like hear(), but counts line errors as noise: a board that is being released, or that still sends at
/// another rate, causes them.
base::task<bool> ProvisioningClient::hear_in_noise(Answer& answer, base::Duration timeout) {
  const base::Context context = co_await base::this_context();
  const base::Instant deadline = context.executor->now() + timeout;
  while (true) {
    try {
      co_return co_await hear(answer, deadline - context.executor->now());
    } catch (const base::Error& error) {
      if (!error.is(ports::serial_read_failed) || ++line_errors_ > max_probe_line_errors) throw;
    }
  }
}

base::task<Version> ProvisioningClient::firmware_version() {
  Command command{"MC+VERSION", "FIRMWARE"};
  const AnswerLines lines = co_await run(std::move(command));
  if (lines.size() != 1) throw base::Error(bad_answer).with("command", "MC+VERSION");
  co_return Version::parse(lines[0]);
}

base::task<void> ProvisioningClient::blink_leds() {
  using namespace std::chrono_literals;
  for (int i = 0; i < 3; ++i) {
    for (const char* state : {"ON", "OFF"}) {
      Command command{"MC+SETLED", "ALL,"};
      command.arguments += state;
      co_await run(std::move(command));
      co_await base::sleep(300ms);
    }
  }
}

base::task<WincVersions> ProvisioningClient::winc_versions() {
  constexpr std::string_view firmware = "WINC firmware ";
  constexpr std::string_view driver = "WINC driver ";
  Command command = Command::to_module("MC+VERSION", "WINC");
  command.module_error = module_not_running;
  const AnswerLines lines = co_await run(std::move(command));
  if (lines.size() != 2 || !base::starts_with_ignoring_case(lines[0], firmware) ||
      !base::starts_with_ignoring_case(lines[1], driver))
    throw base::Error(bad_answer).with("command", "MC+VERSION");
  WincVersions versions;
  versions.firmware = Version::parse(std::string_view(lines[0]).substr(firmware.size()));
  versions.driver = Version::parse(std::string_view(lines[1]).substr(driver.size()));
  co_return versions;
}

/// A command whose answer is one line of hex.
base::task<base::Bytes> ProvisioningClient::ask(Command command) {
  const AnswerLines lines = co_await run(std::move(command));
  co_return base::from_hex(lines.at(0));
}

base::task<SerialNumber> ProvisioningClient::serial_number() {
  Command command{"MC+ECC+SERIAL", {}, {}, element_timeout, std::tuple_size_v<SerialNumber::Octets>};
  co_return SerialNumber::from_bytes(co_await ask(std::move(command)));
}

base::task<crypto::PublicKey> ProvisioningClient::gen_public_key(SlotIndex slot) {
  Command command{"MC+ECC+GENPUBKEY", {}, {}, element_timeout, 64};
  command.execution_error = slot_has_no_key;
  if (!(slot == SlotIndex::device_key())) command.arguments = std::to_string(slot.value());
  co_return crypto::PublicKey::from_coordinates(co_await ask(std::move(command)));
}

base::task<crypto::Signature> ProvisioningClient::sign_digest(crypto::Sha256Digest digest) {
  Command command{"MC+ECC+SIGNDIGEST", std::to_string(digest_hex), base::to_hex(digest), element_timeout, 64};
  co_return crypto::Signature::from_numbers(co_await ask(std::move(command)));
}

base::task<base::Bytes> ProvisioningClient::read_slot(SlotIndex slot, std::size_t size) {
  if (size == 0 || size > slot_size(slot))
    throw base::Error(size_refused).with("slot", slot.value()).with("size", size);
  Command command{"MC+ECC+READ", arguments(slot.value(), size), {}, element_timeout, size};
  co_return co_await ask(std::move(command));
}

base::task<void> ProvisioningClient::write_slot(SlotIndex slot, base::Bytes content) {
  if (content.empty() || content.size() % 4 != 0 || content.size() > slot_size(slot))
    throw base::Error(size_refused).with("slot", slot.value()).with("size", content.size());
  Command command{"MC+ECC+WRITEBLOB", arguments(slot.value(), content.size()), base::to_hex(content)};
  command.timeout = element_timeout;
  command.octets = 0;
  co_await run(std::move(command));
}

base::task<base::Bytes> ProvisioningClient::read_otp(std::size_t size) {
  if (size == 0 || size > otp_size) throw base::Error(size_refused).with("size", size);
  Command command{"MC+ECC+OTP+READ", std::to_string(size), {}, element_timeout, size};
  co_return co_await ask(std::move(command));
}

base::task<void> ProvisioningClient::winc_erase(SectorAddress sector) {
  Command command = Command::to_module("MC+WINC+ERASE", std::to_string(sector.value()));
  command.octets = 0;
  co_await run(std::move(command));
}

base::task<base::Bytes> ProvisioningClient::winc_read(FlashAddress address, ReadSize size) {
  if (size.value() > winc_flash_size - address.value())
    throw base::Error(size_refused).with("address", address.value()).with("size", size.value());
  Command command = Command::to_module("MC+WINC+READ", arguments(address.value(), size.value()));
  command.octets = size.value();
  co_return co_await ask(std::move(command));
}

base::task<void> ProvisioningClient::winc_write(PageChunk chunk) {
  Command command = Command::to_module("MC+WINC+WRITEBLOB", arguments(chunk.address(), chunk.bytes().size()));
  command.blob = base::to_hex(chunk.bytes());
  command.octets = 0;
  co_await run(std::move(command));
}

}  // namespace board
