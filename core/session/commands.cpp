#include "session/commands.hpp"

#include <array>

#include "base/sleep.hpp"
#include "board/provisioning_client.hpp"
#include "session/errors.hpp"
#include "state/commands.hpp"
#include "state/read_json.hpp"

namespace session {

namespace {

using Task = base::task<void>;

/// For commands that do not wait: they are performed before their task starts.
Task done() {
  co_return;
}

/// The error of a job is in the state (JobState.error) and only there; what kept the job from starting is
/// thrown.
Task job_of(Session& session, int board, Task work) {
  std::optional<base::Error> failure;
  try {
    co_await std::move(work);
  } catch (const base::Error& error) {
    failure = error;
  }
  if (!failure) co_return;
  // The user may have forgotten the board meanwhile.
  const BoardSession* found = session.devices().find(board);
  const bool is_shown =
      found != nullptr && found->jobs().current().error && found->jobs().current().error->is(failure->code());
  if (!is_shown) throw base::Error(*failure);
}
Task job_of(Session& session, int board, JobKind kind) {
  return job_of(session, board, session.jobs().run(board, kind));
}

Task blink_leds(BoardSession& board, base::Log& log) {
  co_await board.port().serial().open(ports::BaudRate::provisioning);
  board::ProvisioningClient client(board.port().serial(), log);
  co_await client.blink_leds();
}

Task restart(SharedDebugger debugger) {
  co_await debugger->open();
  std::optional<base::Error> failure;
  try {
    co_await debugger::reset(debugger->target());
  } catch (const base::Error& error) {
    failure = error;
  }
  co_await base::shielded(debugger->close(failure));
  if (failure) throw *failure;
}

/// The demo firmware has no command for the LEDs, but shows on them that it starts.
Task blink(Devices::Board board, base::Log& log) {
  if (board->facts().firmware == Firmware::provisioning) {
    co_await board->port().run(DeviceStatus::busy, blink_leds(*board, log));
  } else if (board->kit() != nullptr) {
    co_await board->port().run(DeviceStatus::busy, restart(board->shared_debugger()));
  } else {
    throw base::Error(no_debugger).with("board", board->id());
  }
}

provision::CertificateChoice choice(bool renew) {
  return renew ? provision::CertificateChoice::renew : provision::CertificateChoice::keep;
}

Task run(Session& session, const state::IdentifyAgain& command) {
  return session.jobs().identify_again(command.board);
}
Task run(Session& session, const state::BoardGone& command) {
  session.devices().board_gone(command.board);
  return done();
}
Task run(Session& session, const state::ForgetBoard& command) {
  return session.devices().forget_board(command.board);
}
Task run(Session& session, const state::SelectBoard& command) {
  session.select_board(command.board);
  return done();
}
Task run(Session& session, const state::GoByHand& command) {
  session.devices().board(command.board).go_by_hand(command.by_hand);
  return done();
}
Task run(Session& session, const state::DebuggerGone& command) {
  session.devices().debugger_gone(command.debugger);
  return done();
}
Task run(Session& session, const state::ForgetDebugger& command) {
  return session.devices().forget_debugger(command.debugger);
}
Task run(Session& session, const state::CheckKeysAgain& command) {
  return session.check_keys_again(aws::Region::parse(command.region));
}
Task run(Session& session, const state::SignOut&) {
  session.sign_out();
  return done();
}
Task run(Session& session, const state::CheckPermissions& command) {
  return session.account_jobs().check_permissions(command.purpose);
}
Task run(Session& session, const state::ListContents&) {
  return session.account_jobs().list_contents();
}
Task run(Session& session, const state::PlanCleanUp& command) {
  provision::CleanUpChoice choice;
  choice.boards = command.boards;
  choice.authorities = command.authorities;
  choice.policies = command.policies;
  choice.stack = command.stack;
  choice.thing_type = command.thing_type;
  choice.users = command.users;
  return session.account_jobs().plan_clean_up(std::move(choice));
}
Task run(Session& session, const state::CreateUser& command) {
  return session.use_new_user(command.boundary);
}
Task run(Session& session, const state::ReplaceStack&) {
  return session.account_jobs().replace_stack();
}
Task run(Session& session, const state::ShareAuthority&) {
  return session.share_authority();
}
Task run(Session& session, const state::CleanUp&) {
  return session.account_jobs().clean_up();
}
Task run(Session& session, const state::StopCleanUp&) {
  session.account_jobs().stop_clean_up();
  return done();
}
Task run(Session& session, const state::Blink& command) {
  return blink(session.devices().hold(command.board), session.log());
}
Task run(Session& session, const state::KeepWifi& command) {
  if (command.board == 0) {
    session.tray().use_network(std::nullopt);
    return done();
  }
  return session.jobs().set_wifi(command.board, std::nullopt);
}
Task run(Session& session, const state::UseImage& command) {
  session.jobs().use_image(command.board, command.firmware, provision::OwnImage{command.name, command.text});
  return done();
}
Task run(Session& session, const state::UseVendorsImage& command) {
  session.jobs().use_image(command.board, command.firmware, std::nullopt);
  return done();
}
Task run(Session& session, const state::MakePlan& command) {
  return job_of(session, command.board,
                session.jobs().plan(command.board, choice(command.renew), command.method));
}
Task run(Session& session, const state::Provision& command) {
  return job_of(
      session, command.board,
      session.jobs().provision(command.board, choice(command.renew), command.pairing, command.method));
}
Task run(Session& session, const state::OpenTray&) {
  session.tray().adopt_network();
  return done();
}
Task run(Session& session, const state::ProvisionTray& command) {
  if (command.board == 0) {
    session.tray().start_all(command.method);
  } else {
    session.tray().start(command.board, command.method);
  }
  return done();
}
Task run(Session& session, const state::ArmTray& command) {
  if (command.armed) {
    session.tray().arm(command.method);
  } else {
    session.tray().disarm();
  }
  return done();
}
Task run(Session& session, const state::Cancel& command) {
  session.jobs().cancel(command.board);
  return done();
}
Task run(Session& session, const state::Restore& command) {
  return job_of(session, command.board, JobKind::restore);
}
Task run(Session& session, const state::Inspect& command) {
  return job_of(session, command.board, JobKind::inspect);
}
Task run(Session& session, const state::CheckRoots& command) {
  return job_of(session, command.board, JobKind::check_roots);
}
Task run(Session& session, const state::RepairRoots& command) {
  return job_of(session, command.board, JobKind::repair_roots);
}
Task run(Session& session, const state::Diagnose& command) {
  return session.jobs().diagnose(command.board);
}
Task run(Session& session, const state::Watch& command) {
  session.watch(command.thing_name);
  return done();
}
Task run(Session& session, const state::Unwatch&) {
  session.live().unwatch();
  return done();
}
Task run(Session& session, const state::ListThings&) {
  return session.list_things();
}
Task run(Session& session, const state::SetToggle& command) {
  return session.live().set_toggle(command.on);
}

Task run(Session& session, const state::WatchAll& command) {
  return session.watch_all(command.connections);
}
Task run(Session& session, const state::UnwatchAll&) {
  session.live().unwatch_all();
  return done();
}
Task run(Session& session, const state::Explore& command) {
  session.live().explorer().subscribe(command.filter);
  return done();
}
Task run(Session& session, const state::StopExploring& command) {
  session.live().explorer().unsubscribe(command.filter);
  return done();
}
Task run(Session& session, const state::ClearExplorer&) {
  session.live().clear_explorer();
  return done();
}
Task run(Session& session, const state::PublishMessage& command) {
  return session.live().publish(command.topic, base::to_bytes(command.text));
}
Task run(Session& session, const state::OpenShadow& command) {
  session.live().explorer().open_shadow(command.thing_name);
  return done();
}
Task run(Session& session, const state::ReadShadow&) {
  return session.live().read_shadow();
}
Task run(Session& session, const state::UpdateShadow& command) {
  return session.live().update_shadow(command.desired);
}
Task run(Session& session, const state::DeleteShadow&) {
  return session.live().delete_shadow();
}

template <class C>
Task read_and_run(Session& session, std::string_view arguments) {
  return run(session, state::read_json<C>(arguments));
}

struct Entry {
  std::string_view type;
  Task (*perform)(Session&, std::string_view arguments);
};

template <class... C>
constexpr auto entries_of(const std::tuple<C...>*) {
  return std::array{Entry{state::type_name<C>, &read_and_run<C>}...};
}

constexpr auto entries = entries_of(static_cast<const state::Commands*>(nullptr));

}  // namespace

base::task<void> perform(Session& session, std::string_view name, std::string_view arguments) {
  for (const Entry& entry : entries)
    if (state::command_name(entry.type) == name) return entry.perform(session, arguments);
  throw base::Error(state::unknown_name).with("type", "Commands").with("name", name);
}

}  // namespace session
