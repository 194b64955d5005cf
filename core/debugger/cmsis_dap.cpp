#include "debugger/cmsis_dap.hpp"

#include <algorithm>
#include <utility>

#include "base/finally.hpp"
#include "base/sleep.hpp"
#include "base/text.hpp"
#include "debugger/errors.hpp"

namespace debugger {

namespace {

using namespace std::chrono_literals;

// The debugger can hold one stale answer, and the operating system or browser a few more.
constexpr int max_stale = 16;
constexpr base::Duration stale_timeout = 20ms;

std::string command_name(const ports::HidReport& report) {
  return "0x" + base::hex_number(std::to_integer<std::uint8_t>(report[0]));
}

bool is_printable(char c) {
  return c >= ' ' && c <= '~';
}

/// The bytes that an answer to DAP_Info carries: id, length, bytes.
base::ByteView info(const ports::HidReport& answer) {
  constexpr std::size_t header = 2;
  const auto length = std::to_integer<std::size_t>(answer[1]);
  return base::ByteView(answer).subspan(header, std::min(length, answer.size() - header));
}

/// Translates an error of with_timeout() into this layer's.
[[noreturn]] void rethrow(const base::Error& error, const ports::HidReport& command, base::Duration limit) {
  if (!error.is(base::timed_out)) throw error;
  throw base::Error(no_answer)
      .with("command", command_name(command))
      .with("milliseconds", std::chrono::duration_cast<std::chrono::milliseconds>(limit).count());
}

[[noreturn]] void only_stale_answers(const ports::HidReport& command) {
  throw base::Error(bad_answer).with("command", command_name(command)).because("only stale answers");
}

}  // namespace

ports::HidReport DapInfo::encode() const {
  ports::HidReport report{};
  report[1] = static_cast<std::byte>(id);
  return report;
}

std::string DapInfo::parse_text(const ports::HidReport& answer) {
  std::string text = base::to_text(info(answer));
  text = text.substr(0, text.find('\0'));
  for (char& c : text)
    if (!is_printable(c)) c = '?';
  return text;
}

std::optional<std::uint16_t> DapInfo::parse_size(const ports::HidReport& answer) {
  const base::ByteView bytes = info(answer);
  if (bytes.size() < 2) return std::nullopt;
  return base::ByteReader(bytes).u16_le();
}

base::task<void> CmsisDap::open() {
  co_await device_.open();
  in_step_ = false;
  co_await base::on_failure(check_report_size(), device_.close());
}

base::task<void> CmsisDap::check_report_size() {
  std::optional<std::uint16_t> size;
  try {
    size = DapInfo::parse_size(co_await exchange(DapInfo{DapInfo::Id::packet_size}.encode()));
  } catch (const base::Error& error) {
    // The vendor's tools never ask for the packet size, so a debugger may not support the question.
    if (!error.is(no_answer) && !error.is(bad_answer)) throw;
    log_.debug("debugger", "packet size unknown: " + error.describe());
  }
  if (size && *size != ports::HidReport{}.size()) throw base::Error(report_size).with("size", *size);
}

base::task<void> CmsisDap::close() {
  return base::shielded(device_.close());
}

base::task<ports::HidReport> CmsisDap::exchange(ports::HidReport command, base::Duration limit,
                                                IsAnswer is_answer) {
  if (!in_step_) co_await drain();
  // If this exchange is cut short, its answer still arrives later and must be drained.
  in_step_ = false;
  try {
    const ports::HidReport answer = co_await base::with_timeout(limit, transfer(command, is_answer));
    in_step_ = true;
    co_return answer;
  } catch (const base::Error& error) {
    rethrow(error, command, limit);
  }
}

base::task<ports::HidReport> CmsisDap::transfer(ports::HidReport command, IsAnswer is_answer) {
  co_await device_.send(command);
  for (int stale = 0; stale < max_stale; ++stale) {
    const ports::HidReport answer = co_await device_.receive();
    if (is_answer(command, answer)) co_return answer;
    log_.debug("debugger", command_name(command) + ": dropped a stale answer to " + command_name(answer));
  }
  only_stale_answers(command);
}

base::task<void> CmsisDap::drain() {
  try {
    for (int stale = 0; stale < max_stale; ++stale) {
      const ports::HidReport answer = co_await base::with_timeout(stale_timeout, device_.receive());
      log_.debug("debugger", "dropped a stale answer to " + command_name(answer));
    }
  } catch (const base::Error& error) {
    if (!error.is(base::timed_out)) throw;
  }
}

}  // namespace debugger
