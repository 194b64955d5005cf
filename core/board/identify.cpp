#include "board/identify.hpp"

#include <array>
#include <optional>
#include <utility>

#include "base/finally.hpp"
#include "base/sleep.hpp"
#include "board/answer.hpp"
#include "board/demo_client.hpp"
#include "board/errors.hpp"
#include "board/provisioning_client.hpp"
#include "ports/errors.hpp"
#include "ports/first_open.hpp"

namespace board {

namespace {

using namespace std::chrono_literals;

constexpr base::Duration blink = 250ms;  // a firmware that runs answers within milliseconds
constexpr base::Duration glance = 1s;
constexpr std::size_t max_remembered = 64;

/// A port that remembers the last bytes that it received.
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

base::task<Version> ask_provisioning(ports::SerialPort& port, base::Log& log) {
  ProvisioningClient client(port, log);
  co_return co_await client.firmware_version();
}

base::task<Version> ask_demo(ports::SerialPort& port, base::Log& log, base::Duration timeout) {
  DemoClient client(port, log);
  co_return co_await client.wait_until_up(timeout);
}

base::task<std::optional<Version>> attempt(base::task<Version> question, base::Duration timeout) {
  try {
    co_return co_await base::with_timeout(timeout, std::move(question));
  } catch (const base::Error& error) {
    if (!is_no_answer(error)) throw;
  }
  co_return std::nullopt;
}

base::task<IdentifiedFirmware> search(RememberingPort& port, base::Log& log, IdentifyOptions options) {
  // A firmware that runs answers at once. A firmware that is starting, or that was left in the middle of a
  // blob, needs some time: later rounds are longer.
  struct Round {
    FirmwareRole asked;
    base::Duration timeout;
  };
  const bool demo_first = options.hint == FirmwareRole::demo;
  const FirmwareRole first = demo_first ? FirmwareRole::demo : FirmwareRole::provisioning;
  const FirmwareRole second = demo_first ? FirmwareRole::provisioning : FirmwareRole::demo;
  const std::array<Round, 5> rounds{Round{first, !options.hint ? blink
                                                 : demo_first  ? 2 * glance
                                                               : 4 * glance},
                                    Round{second, 3 * blink}, Round{FirmwareRole::provisioning, glance},
                                    Round{FirmwareRole::demo, options.demo_timeout + glance},
                                    Round{FirmwareRole::provisioning, 4 * glance}};
  for (const Round& round : rounds) {
    const bool demo = round.asked == FirmwareRole::demo;
    const ports::BaudRate rate = demo ? ports::BaudRate::demo : ports::BaudRate::provisioning;
    const ports::OpenAttempt open = [&port, rate] { return port.open(rate); };
    co_await ports::first_open(open, log);
    base::task<Version> question =
        demo ? ask_demo(port, log, options.demo_timeout) : ask_provisioning(port, log);
    const std::optional<Version> version = co_await attempt(std::move(question), round.timeout);
    if (version && demo) co_return DemoFirmware{*version};
    if (version) co_return ProvisioningFirmware{*version};
  }
  co_return UnknownFirmware{printable(port.heard())};
}

}  // namespace

bool is_no_answer(const base::Error& error) {
  for (const base::ErrorCode code :
       {base::timed_out, no_answer, module_silent, not_in_step, garbled, bad_answer, bad_version, restarted,
        command_refused, demo_no_answer, demo_bad_answer, ports::serial_read_failed})
    if (error.is(code)) return true;
  return false;
}

base::task<IdentifiedFirmware> identify(ports::SerialPort& port, base::Log& log, IdentifyOptions options) {
  RememberingPort remembering(port);
  co_return co_await base::finally(search(remembering, log, options), port.close());
}

}  // namespace board
