#include "session/first_messages.hpp"

#include <utility>
#include <variant>

#include "base/channel.hpp"
#include "base/sleep.hpp"

namespace session {

namespace {

using namespace std::chrono_literals;

/// Joining a network, connecting and a first message take some ten seconds.
constexpr base::Duration patience_with_wifi = 25s;
constexpr base::Duration patience_for_message = 60s;

using Arrivals = base::Channel<std::monostate>;

base::task<bool> arrives_within(base::Duration limit, Arrivals& messages) {
  try {
    co_await base::with_timeout(limit, messages.pop());
    co_return true;
  } catch (const base::Error& error) {
    if (!error.is(base::timed_out)) throw;
  }
  co_return false;
}

}  // namespace

void FirstMessages::expect(Board board) {
  board->jobs().expect_registration();
  if (board->facts().firmware == Firmware::demo) board->jobs().expect_message();
  resume(std::move(board));
}

void FirstMessages::resume(Board board) {
  base::TaskScope& waits = waits_.try_emplace(board->id(), platform_.executor).first->second;
  waits.cancel();
  if (board->jobs().waits_for_registration()) waits.spawn<void>(follow(board));
  if (board->jobs().waits_for_message()) waits.spawn<void>(wait_for(std::move(board)));
}

base::task<void> FirstMessages::follow(Board board) {
  const base::Context context = co_await base::this_context();
  const base::Outcome<void> followed = co_await base::settled(follow_(board));
  if (context.is_cancelled() || followed.ok()) co_return;
  platform_.log.error("session", followed.error());
  board->jobs().registration_failed(followed.error());
}

void FirstMessages::cancel(int board) {
  const auto found = waits_.find(board);
  if (found != waits_.end()) found->second.cancel();
}

void FirstMessages::cancel_all() {
  for (auto& [board, waits] : waits_) waits.cancel();
}

base::task<void> FirstMessages::wait_for(Board board) {
  const base::Context context = co_await base::this_context();
  const auto messages = std::make_shared<Arrivals>();
  const telemetry::Subscription subscription = live_.listen(board->facts().thing_name, [board, messages] {
    board->jobs().message_came();
    messages->push({});
  });
  bool has_arrived = co_await arrives_within(patience_with_wifi, *messages);
  if (has_arrived || !board->jobs().waits_for_message()) co_return;
  if (!board->jobs().is_seen()) {
    const base::Outcome<void> sent = co_await base::settled(board->send_wifi_again());
    if (context.is_cancelled()) co_return;
    if (!sent.ok()) platform_.log.error("session", sent.error());  // the board's state shows it
  }
  has_arrived = co_await arrives_within(patience_for_message - patience_with_wifi, *messages);
  if (has_arrived || !board->jobs().waits_for_message()) co_return;
  if (!board->jobs().is_seen()) {
    const base::Outcome<void> diagnosed = co_await base::settled(diagnose_(board));
    if (context.is_cancelled()) co_return;
    if (!diagnosed.ok()) platform_.log.error("session", diagnosed.error());
  }
  co_await messages->pop();
}

}  // namespace session
