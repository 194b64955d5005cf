#include "provision/pairing_rounds.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <utility>

#include "base/channel.hpp"
#include "base/sleep.hpp"
#include "base/task_scope.hpp"
#include "base/when_all.hpp"
#include "ports/errors.hpp"

namespace provision {

namespace {

using namespace std::chrono_literals;

/// Both firmwares print their banner within about a second after their start. Three times as long, because a
/// board that restarts by itself before it has printed must be heard in the same round, not in the next one.
constexpr base::Duration round_timeout = 4s;
constexpr base::Duration pause_after_line_error =
    10ms;  // so that a port that only fails cannot block the others

std::uint64_t combinations(std::uint32_t of, std::uint32_t chosen) {
  std::uint64_t result = 1;
  for (std::uint32_t i = 1; i <= chosen; ++i) result = result * (of - chosen + i) / i;
  return result;
}

/// What one port has sent: in which rounds its firmware started.
struct Ear {
  board::StartDetector starts;
  std::uint32_t code = 0;
  bool is_void = false;  // the port failed, or its firmware started between two rounds
};

/// The rounds as the listeners see them.
class Rounds {
 public:
  explicit Rounds(std::size_t ports) { heard_in_round_.reserve(ports); }

  void open(std::uint32_t round) {
    current_ = round;
    heard_in_round_.clear();
  }
  void close() {
    closed_ = current_.has_value() || closed_;
    current_.reset();
  }
  void take_start(std::size_t port, Ear& ear) {
    // A start before the first round may be old: the system can have kept what the port sent earlier.
    if (!current_) {
      ear.is_void = ear.is_void || closed_;
      return;
    }
    ear.code |= 1U << *current_;
    if (std::find(heard_in_round_.begin(), heard_in_round_.end(), port) != heard_in_round_.end()) return;
    heard_in_round_.push_back(port);
    arrivals_.push({});
  }
  base::task<void> wait_for_starts(std::size_t count) {
    while (heard_in_round_.size() < count) co_await arrivals_.pop();
  }

 private:
  std::optional<std::uint32_t> current_;
  bool closed_ = false;  // true after the first round
  std::vector<std::size_t> heard_in_round_;
  base::Channel<std::monostate> arrivals_;
};

base::task<void> listen(PortCandidate candidate, std::size_t index, Ear& ear, Rounds& rounds) {
  while (true) {
    bool line_error = false;
    try {
      for (const std::byte byte : co_await candidate.port->read())
        if (ear.starts.feed(byte)) rounds.take_start(index, ear);
    } catch (const base::Error& error) {
      if (error.is(base::cancelled)) co_return;  // all rounds are over
      // A target that is being released may cause line errors.
      line_error = error.is(ports::serial_read_failed);
      ear.is_void = ear.is_void || !line_error;
    }
    if (ear.is_void) co_return;
    if (line_error) co_await base::sleep(pause_after_line_error);
  }
}

/// Returns the targets that were entered. Those that failed are logged.
base::task<std::vector<debugger::TargetProgrammer*>> enter_all(
    std::vector<debugger::TargetProgrammer*> targets, base::Log& log) {
  std::vector<base::task<base::Outcome<void>>> entering;
  for (debugger::TargetProgrammer* target : targets) entering.push_back(base::settled(target->enter()));
  std::vector<base::Outcome<void>> outcomes = co_await base::when_all(std::move(entering));
  std::vector<debugger::TargetProgrammer*> entered;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (outcomes[i].ok()) {
      entered.push_back(targets[i]);
    } else if (!outcomes[i].error().is(base::cancelled)) {
      log.error("pairing", outcomes[i].error());
    }
  }
  co_return entered;
}

base::task<std::size_t> leave_all(std::vector<debugger::TargetProgrammer*> targets, base::Log& log) {
  std::vector<base::task<base::Outcome<void>>> leaving;
  for (debugger::TargetProgrammer* target : targets) leaving.push_back(base::settled(target->leave()));
  std::size_t left = 0;
  for (const base::Outcome<void>& outcome : co_await base::when_all(std::move(leaving))) {
    if (outcome.ok()) {
      ++left;
    } else {
      log.error("pairing", outcome.error());
    }
  }
  co_return left;
}

base::task<void> run_round(std::uint32_t number, std::vector<debugger::TargetProgrammer*> targets,
                           Rounds& rounds, base::Log& log) {
  const std::vector<debugger::TargetProgrammer*> entered = co_await enter_all(std::move(targets), log);
  rounds.open(number);
  const std::size_t released = co_await base::shielded(leave_all(entered, log));
  try {
    co_await base::with_timeout(round_timeout, rounds.wait_for_starts(released));
  } catch (const base::Error& error) {
    if (!error.is(base::timed_out)) throw;
  }
  rounds.close();
}

/// True if a port has repeated the code so far. A debugger without such a port has nothing left to prove.
bool is_possible(std::uint32_t code, std::uint32_t rounds, const std::vector<Ear>& ears) {
  const std::uint32_t so_far = code & ((1U << rounds) - 1);
  return std::any_of(ears.begin(), ears.end(),
                     [so_far](const Ear& ear) { return !ear.is_void && ear.code == so_far; });
}

base::task<void> run_rounds(const RoundCodes& codes, std::vector<debugger::TargetProgrammer*> targets,
                            const std::vector<Ear>& ears, Rounds& rounds, base::Log& log) {
  for (std::uint32_t round = 0; round < codes.rounds; ++round) {
    std::vector<debugger::TargetProgrammer*> reset;
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const std::uint32_t code = codes.codes[i];
      if ((code >> round & 1U) != 0 && is_possible(code, round, ears)) reset.push_back(targets[i]);
    }
    if (!reset.empty()) co_await run_round(round, std::move(reset), rounds, log);
  }
}

}  // namespace

RoundCodes round_codes(std::size_t count) {
  RoundCodes result;
  std::uint32_t weight = 0;
  while (result.codes.size() < count) {
    ++result.rounds;
    weight = std::max(1U, result.rounds / 2);
    if (combinations(result.rounds, weight) < count) continue;
    for (std::uint32_t code = 1; result.codes.size() < count; ++code)
      if (static_cast<std::uint32_t>(std::popcount(code)) == weight) result.codes.push_back(code);
  }
  return result;
}

base::task<std::vector<std::optional<std::size_t>>> match_ports(
    std::vector<debugger::TargetProgrammer*> targets, std::vector<PortCandidate> candidates, base::Log& log) {
  const base::Context context = co_await base::this_context();
  const RoundCodes codes = round_codes(targets.size());
  Rounds rounds(candidates.size());
  std::vector<Ear> ears;
  ears.reserve(candidates.size());
  base::TaskScope listeners(*context.executor);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    ears.push_back({board::StartDetector(candidates[i].firmware)});
    listeners.spawn<void>(listen(candidates[i], i, ears[i], rounds));
  }
  const base::Outcome<void> ended =
      co_await base::settled(run_rounds(codes, std::move(targets), ears, rounds, log));
  co_await listeners.cancel_and_join();
  if (context.is_cancelled()) throw base::Error(base::cancelled);
  if (!ended.ok()) throw ended.error();

  std::map<std::uint32_t, std::size_t> target_of;
  for (std::size_t i = 0; i < codes.codes.size(); ++i) target_of[codes.codes[i]] = i;
  std::map<std::uint32_t, int> ports_of;
  for (const Ear& ear : ears) ++ports_of[ear.code];
  std::vector<std::optional<std::size_t>> matches;
  for (const Ear& ear : ears) {
    const auto found = target_of.find(ear.code);
    const bool proved = found != target_of.end() && !ear.is_void && ports_of[ear.code] == 1;
    matches.push_back(proved ? std::optional(found->second) : std::nullopt);
  }
  co_return matches;
}

}  // namespace provision
