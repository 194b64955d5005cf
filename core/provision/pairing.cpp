#include "provision/pairing.hpp"

#include <algorithm>

#include "base/when_all.hpp"

namespace provision {

namespace {

using namespace std::chrono_literals;

/// The demo firmware talks about a second after its start, the provisioning firmware sooner.
constexpr base::Duration patience = 4s;
constexpr std::uint32_t block = 512;  // what one read through the debugger brings

base::task<bool> listen(PortCandidate candidate, base::Cancellation& others) {
  try {
    if (!co_await board::hears_start(*candidate.port, candidate.firmware, patience)) co_return false;
  } catch (const base::Error&) {
    co_return false;  // found elsewhere meanwhile, or the port is gone
  }
  others.cancel();
  co_return true;
}

/// Whether each byte is the image's, or was not written any more.
bool is_part_of(const debugger::TargetProgrammer& target, const debugger::FlashImage& image,
                std::uint32_t address, base::ByteView found) {
  const debugger::ImageRange range{address, address + static_cast<std::uint32_t>(found.size())};
  const base::Bytes expected = target.content(image, range);
  const base::Bytes blank = target.content(debugger::FlashImage{}, range);
  for (std::size_t i = 0; i < found.size(); ++i)
    if (found[i] != expected[i] && found[i] != blank[i]) return false;
  return true;
}

}  // namespace

base::task<std::optional<std::size_t>> find_port(debugger::TargetProgrammer& target,
                                                 std::vector<PortCandidate> candidates) {
  const base::Context context = co_await base::this_context();
  co_await target.enter();
  // Whatever waits on the ports from before the reset is noise to the listeners: they know a start.
  base::Cancellation found(context.cancellation);
  std::vector<base::task<bool>> listeners;
  listeners.reserve(candidates.size());
  for (const PortCandidate& candidate : candidates)
    listeners.push_back(listen(candidate, found).under(&found));
  co_await target.leave();
  const std::vector<bool> heard = co_await base::when_all(std::move(listeners));
  if (context.is_cancelled()) throw base::Error(base::cancelled);
  const auto first = std::find(heard.begin(), heard.end(), true);
  if (first == heard.end()) co_return std::nullopt;
  co_return static_cast<std::size_t>(first - heard.begin());
}

base::task<bool> holds_nothing(debugger::TargetProgrammer& target,
                               std::vector<const debugger::FlashImage*> images) {
  const debugger::ImageRange range = target.image_ranges().program;
  std::vector<bool> candidate(images.size(), true);
  bool nothing = true;
  std::optional<base::Error> failure;
  co_await target.enter();
  try {
    for (std::uint32_t at = range.begin; at < range.end && nothing; at += block) {
      const base::Bytes found = co_await target.read({at, std::min(at + block, range.end)});
      for (std::size_t i = 0; i < images.size(); ++i)
        candidate[i] = candidate[i] && is_part_of(target, *images[i], at, found);
      nothing = std::find(candidate.begin(), candidate.end(), true) != candidate.end();
    }
  } catch (const base::Error& error) {
    failure = error;
  }
  try {
    co_await target.leave();
  } catch (const base::Error& error) {
    if (!failure) failure = error;
  }
  if (failure) throw *failure;
  co_return nothing;
}

}  // namespace provision
