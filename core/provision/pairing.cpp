#include "provision/pairing.hpp"

#include <algorithm>

#include "base/finally.hpp"
#include "base/sleep.hpp"
#include "base/when_all.hpp"

namespace provision {

namespace {

using namespace std::chrono_literals;

constexpr base::Duration timeout = 4s;  // both firmwares print their banner within about a second
/// Shorter where a half-sent command can prove more than the banner.
constexpr base::Duration banner_timeout = 2s;
/// The demo firmware answers nothing for 5 s after its start, and longer when its Wi-Fi module is slow.
constexpr base::Duration half_command_time_limit = 10s;
constexpr std::uint32_t block = 512;  // bytes that one read through the debugger returns

base::task<bool> prepare(PortCandidate candidate, base::Log& log) {
  if (candidate.firmware != board::FirmwareRole::demo) co_return false;
  try {
    co_return co_await board::leave_half_command(*candidate.port, log);
  } catch (const base::Error&) {
    co_return false;  // the port is gone
  }
}

base::task<Proof> find_proof(PortCandidate candidate, bool half_command) {
  const base::Duration limit = half_command ? banner_timeout : timeout;
  const bool heard = co_await board::hears_start(*candidate.port, candidate.firmware, limit);
  if (heard) co_return Proof::restarted;
  if (!half_command) co_return Proof::unknown;
  const board::HalfCommand ended = co_await board::end_half_command(*candidate.port, half_command_time_limit);
  if (ended == board::HalfCommand::forgotten) co_return Proof::restarted;
  co_return ended == board::HalfCommand::kept ? Proof::ran_on : Proof::unknown;
}

base::task<Proof> listen(PortCandidate candidate, bool half_command, base::Cancellation& others) {
  try {
    const Proof proof = co_await find_proof(candidate, half_command);
    if (proof == Proof::restarted) others.cancel();
    co_return proof;
  } catch (const base::Error&) {
    co_return Proof::unknown;  // cancelled because another port was found, or the port is gone
  }
}

/// Terminates the half-sent command so that it cannot corrupt the next one.
base::task<void> end_line(ports::SerialPort& port) {
  try {
    co_await port.write(base::as_bytes("\r"));
  } catch (const base::Error&) {
    co_return;  // the port is gone, and with it the half-sent command
  }
}

/// True if each byte is equal to the image's or still erased.
bool is_part_of(const debugger::TargetProgrammer& target, const debugger::FlashImage& image,
                std::uint32_t address, base::ByteView found) {
  const debugger::ImageRange range{address, address + static_cast<std::uint32_t>(found.size())};
  const base::Bytes expected = target.content(image, range);
  const base::Bytes blank = target.content(debugger::FlashImage{}, range);
  for (std::size_t i = 0; i < found.size(); ++i)
    if (found[i] != expected[i] && found[i] != blank[i]) return false;
  return true;
}

/// Whether the flash holds parts of one of the images and nothing else. The target is in programming mode.
base::task<bool> holds_parts_only(debugger::TargetProgrammer& target,
                                  std::vector<const debugger::FlashImage*> images) {
  const debugger::ImageRange range = target.image_ranges().program;
  std::vector<bool> candidate(images.size(), true);
  bool nothing_else = true;
  for (std::uint32_t at = range.begin; at < range.end && nothing_else; at += block) {
    const base::Bytes found = co_await target.read({at, std::min(at + block, range.end)});
    for (std::size_t i = 0; i < images.size(); ++i)
      candidate[i] = candidate[i] && is_part_of(target, *images[i], at, found);
    nothing_else = std::find(candidate.begin(), candidate.end(), true) != candidate.end();
  }
  co_return nothing_else;
}

}  // namespace

base::task<std::vector<Proof>> find_port(debugger::TargetProgrammer& target,
                                         std::vector<PortCandidate> candidates, base::Log& log) {
  const base::Context context = co_await base::this_context();
  std::vector<base::task<bool>> preparations;
  preparations.reserve(candidates.size());
  for (const PortCandidate& candidate : candidates) preparations.push_back(prepare(candidate, log));
  const std::vector<bool> half_commands = co_await base::when_all(std::move(preparations));
  co_await target.enter();
  // Bytes buffered from before the reset are ignored: the listeners match the start-up banner only.
  base::Cancellation found(context.cancellation);
  std::vector<base::task<Proof>> listeners;
  listeners.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i)
    listeners.push_back(listen(candidates[i], half_commands[i], found).under(&found));
  co_await target.leave();
  std::vector<Proof> proofs = co_await base::when_all(std::move(listeners));
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (half_commands[i] && proofs[i] == Proof::unknown)
      co_await base::shielded(end_line(*candidates[i].port));
  if (context.is_cancelled()) throw base::Error(base::cancelled);
  co_return proofs;
}

base::task<bool> has_no_program(debugger::TargetProgrammer& target,
                                std::vector<const debugger::FlashImage*> images) {
  co_await target.enter();
  co_return co_await base::finally(holds_parts_only(target, std::move(images)), target.leave());
}

}  // namespace provision
