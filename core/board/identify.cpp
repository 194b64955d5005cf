#include "board/identify.hpp"

#include <optional>
#include <utility>

#include "base/sleep.hpp"
#include "board/answer.hpp"
#include "board/demo_client.hpp"
#include "board/errors.hpp"
#include "board/provisioning_client.hpp"
#include "ports/errors.hpp"

namespace board {

namespace {

using namespace std::chrono_literals;

constexpr base::Duration glance = 1s;  // an answer that is at hand comes in milliseconds
constexpr std::size_t max_remembered = 64;

/// A port that keeps the last of what it heard.
class RememberingPort final : public ports::SerialPort {
 public:
  explicit RememberingPort(ports::SerialPort& port) : port_(port) {}

  base::task<void> open(ports::BaudRate rate) override { return port_.open(rate); }
  base::task<base::Bytes> read() override {
    base::Bytes bytes = co_await port_.read();
    heard_ += base::as_text(bytes);
    if (heard_.size() > max_remembered) heard_.erase(0, heard_.size() - max_remembered);
    co_return bytes;
  }
  base::task<void> write(base::ByteView bytes) override { return port_.write(bytes); }
  base::task<void> close() override { return port_.close(); }

  const std::string& heard() const { return heard_; }

 private:
  ports::SerialPort& port_;
  std::string heard_;
};

/// Whether the error only says that this firmware is not there.
bool is_no_answer(const base::Error& error) {
  for (const base::ErrorCode code :
       {base::timed_out, no_answer, not_in_step, garbled, bad_answer, bad_version, restarted, command_refused,
        demo_no_answer, demo_bad_answer, ports::serial_read_failed})
    if (error.is(code)) return true;
  return false;
}

base::task<Version> ask_provisioning(ports::SerialPort& port, base::Log& log) {
  co_await port.open(ports::BaudRate::provisioning);
  ProvisioningClient client(port, log);
  co_return co_await client.firmware_version();
}

base::task<Version> ask_demo(ports::SerialPort& port, base::Log& log, base::Duration patience) {
  co_await port.open(ports::BaudRate::demo);
  DemoClient client(port, log);
  co_return co_await client.wait_until_up(patience);
}

base::task<std::optional<Version>> attempt(base::task<Version> question, base::Duration patience) {
  try {
    co_return co_await base::with_timeout(patience, std::move(question));
  } catch (const base::Error& error) {
    if (!is_no_answer(error)) throw;
  }
  co_return std::nullopt;
}

base::task<IdentifiedFirmware> search(RememberingPort& port, base::Log& log, IdentifyOptions options) {
  const bool demo_first = options.hint == FirmwareHint::demo;
  if (demo_first) {
    if (const auto version = co_await attempt(ask_demo(port, log, glance), 2 * glance))
      co_return DemoFirmware{*version};
  }
  // A provisioning firmware that has just been started, or that was left in the middle of a blob, needs some
  // time.
  const base::Duration patience = options.hint == FirmwareHint::provisioning ? 4 * glance : glance;
  if (const auto version = co_await attempt(ask_provisioning(port, log), patience))
    co_return ProvisioningFirmware{*version};
  if (const auto version =
          co_await attempt(ask_demo(port, log, options.demo_patience), options.demo_patience + glance))
    co_return DemoFirmware{*version};
  if (patience < 4 * glance) {
    if (const auto version = co_await attempt(ask_provisioning(port, log), 4 * glance))
      co_return ProvisioningFirmware{*version};
  }
  co_return UnknownFirmware{printable(port.heard())};
}

}  // namespace

base::task<IdentifiedFirmware> identify(ports::SerialPort& port, base::Log& log, IdentifyOptions options) {
  RememberingPort remembering(port);
  IdentifiedFirmware found;
  std::optional<base::Error> failure;
  try {
    found = co_await search(remembering, log, options);
  } catch (const base::Error& error) {
    failure = error;
  }
  co_await base::shielded(port.close());
  if (failure) throw *failure;
  co_return found;
}

}  // namespace board
