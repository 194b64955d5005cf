#include "provision/programming.hpp"

#include <exception>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "board/identify.hpp"
#include "board/provisioning_client.hpp"
#include "debugger/errors.hpp"
#include "provision/errors.hpp"
#include "provision/run_step.hpp"

namespace provision {

namespace {

using namespace std::chrono_literals;
using debugger::ProgrammingPhase;

/// A start takes a few hundred milliseconds. A USB port may lose the banner; then a command shows whether the
/// firmware runs.
constexpr base::Duration ready_timeout = 2s;

/// Turns the programmer's phases into the two steps of a role.
class ProgrammingSteps final : public debugger::ProgrammingObserver {
 public:
  ProgrammingSteps(Progress& progress, board::FirmwareRole role)
      : progress_(progress),
        write_(role == board::FirmwareRole::demo ? StepName::program_demo : StepName::program_provisioning),
        verify_(role == board::FirmwareRole::demo ? StepName::verify_demo : StepName::verify_provisioning) {
    progress_.begin(running_ = write_);
  }

  void on_progress(ProgrammingPhase phase, std::size_t done, std::size_t total) override {
    const StepName step = phase == ProgrammingPhase::verifying ? verify_ : write_;
    if (step != running_) {
      // The programmer goes back from verifying to writing when the read-back differs, and tries again.
      progress_.end(running_, running_ == write_ ? StepStatus::done : StepStatus::waiting);
      progress_.begin(running_ = step);
    }
    if (phase != ProgrammingPhase::erasing)
      progress_.advance(running_, static_cast<double>(done) / static_cast<double>(total));
  }
  StepName running() const { return running_; }

 private:
  Progress& progress_;
  StepName write_;
  StepName verify_;
  StepName running_ = StepName::program_provisioning;
};

/// Whether the provisioning firmware answers. Throws the port's errors, except line errors.
base::task<bool> answers(ports::SerialPort& port, base::Log& log) {
  board::ProvisioningClient client(port, log);
  try {
    co_await client.firmware_version();
  } catch (const base::Error& error) {
    if (!board::is_no_answer(error)) throw;
    co_return false;
  }
  co_return true;
}

base::task<void> wait_for_start(ports::SerialPort& port, base::Log& log) {
  bool started = co_await board::hears_start(port, board::FirmwareRole::provisioning, ready_timeout);
  if (!started) started = co_await answers(port, log);
  if (!started) throw base::Error(firmware_silent).with("firmware", name(board::FirmwareRole::provisioning));
}

}  // namespace

base::task<std::vector<base::Error>> program_firmware(debugger::TargetProgrammer& target,
                                                      const debugger::FlashImage& image,
                                                      board::FirmwareRole role, Progress& progress) {
  ProgrammingSteps steps(progress, role);
  debugger::ConfigurationDifferences differences;
  try {
    differences = co_await debugger::program(target, image, steps);
  } catch (const base::Error& error) {
    if (!error.is(base::cancelled)) progress.end(steps.running(), StepStatus::failed);
    throw base::Error(error).with("step", name(steps.running()));
  }
  progress.end(steps.running());
  std::vector<base::Error> warnings;
  for (const debugger::ConfigurationDifference& one : differences) {
    warnings.push_back(base::Error(fuses_differ)
                           .with("address", base::hex_number(one.address))
                           .with("expected", base::hex_number(std::to_integer<unsigned>(one.expected)))
                           .with("found", base::hex_number(std::to_integer<unsigned>(one.found))));
  }
  for (const debugger::OtherMemory memory : image.not_written)
    warnings.push_back(base::Error(debugger::memory_not_written).with("memory", name(memory)));
  co_return warnings;
}

base::task<std::vector<base::Error>> start_provisioning_firmware(debugger::TargetProgrammer& target,
                                                                 ports::SerialPort& port,
                                                                 const debugger::FlashImage& image,
                                                                 Progress& progress, base::Log& log) {
  co_await prepare_step(progress, StepName::program_provisioning, port.open(ports::BaudRate::provisioning));
  std::vector<base::Error> warnings =
      co_await program_firmware(target, image, board::FirmwareRole::provisioning, progress);
  co_await run_step(progress, StepName::start_provisioning, wait_for_start(port, log));
  co_return warnings;
}

}  // namespace provision
