// Makes every step of every job with a board fail in turn. Whatever goes wrong with a report, a byte or a
// request, the error has a code and names its step, the session offers a next action, and a second run
// completes the job.
#include <algorithm>
#include <gtest/gtest.h>
#include <tuple>

#include "base/hex.hpp"
#include "session/errors.hpp"
#include "support/error_of.hpp"
#include "support/session_world.hpp"
#include "support/stride.hpp"
#include "support/trace.hpp"

namespace {

using namespace std::chrono_literals;
using board::FirmwareRole;
using provision::StepName;
using session::JobStatus;
using session::NextAction;
using simulation::KitId;
using support::code_of;
using support::Direction;
using support::HidFault;
using support::HttpFault;
using support::SerialFault;

/// A board as delivered, granted to a session that is signed in.
struct Scene : support::SessionWorld {
  explicit Scene(KitId kit, const std::string& faults = {}) : board(add_board(options(kit, faults))) {
    hid.on_step = [this](Direction direction, base::ByteView report) { count(direction, report); };
    executor.run_for(10s);
    id = grant_port(board);
    tool = grant_debugger(board);
    sign_in();
  }
  bool went_wrong() const { return serial.happened() || hid.happened() || requests.happened(); }
  const session::BoardSession& seen() const { return *session->devices().find(id); }
  /// The number of a report to the debugger since the board was made; 0 for another step.
  int count(Direction direction, base::ByteView report) {
    return direction == Direction::out && !report.empty() ? ++reports_sent : 0;
  }

  simulation::VirtualBoard& board;
  int id = 0;
  int tool = 0;

 private:
  /// The board knows a network, which it joins again after each start.
  static simulation::VirtualBoard::Options options(KitId kit, const std::string& faults) {
    simulation::SeededRandom factory(7);
    simulation::VirtualBoard::Options options;
    options.kit = kit;
    options.state = simulation::manufacture(factory, FirmwareRole::demo, kit);
    simulation::remember_network(options.state->winc_flash, {"old", base::Secret("old passphrase"), 2});
    options.faults = simulation::parse_fault_plan(faults);
    return options;
  }
  int reports_sent = 0;
};

struct Job {
  const char* name;
  void (*run)(Scene&);
  /// For faults other than a pulled cable, only every `stride`-th step fails.
  std::size_t stride;
  KitId kit = KitId::avr_iot_wg;
};

void PrintTo(const Job& job, std::ostream* out) {
  *out << job.name;
}

void provision_board(Scene& scene) {
  scene.executor.run(scene.session->jobs().set_wifi(
      scene.id, {{"home", board::WifiSecurity::wpa, base::Secret("a good passphrase")}}));
  scene.provision(scene.id);
}

/// Joins follow each other after 14.5 s, and settings may be given during one.
void expect_new_network(Scene& scene) {
  const auto network = [&scene] {
    const auto joined = simulation::remembered_network(scene.board.state().winc_flash);
    return joined ? joined->ssid : std::string();
  };
  for (int i = 0; i < 8 && network() != "home"; ++i) scene.executor.run_for(5s);
  EXPECT_EQ(network(), "home");
}

const Job jobs[] = {
    {"Provision", provision_board, 1},
    {"ProvisionPic", provision_board, 5, KitId::pic_iot_wg},
    {"Restore",
     [](Scene& scene) { scene.executor.run(scene.session->jobs().run(scene.id, session::JobKind::restore)); },
     13},
    {"Inspect",
     [](Scene& scene) { scene.executor.run(scene.session->jobs().run(scene.id, session::JobKind::inspect)); },
     13},
    {"RepairRoots",
     [](Scene& scene) {
       scene.executor.run(scene.session->jobs().run(scene.id, session::JobKind::repair_roots));
     },
     13},
};

/// Chooses the steps of a job at which the fault happens. The cable is pulled at each step of every job. The
/// other faults happen at each step of provisioning only, because the other jobs use the same code to program
/// and to talk to the board. With a large stride, each fault begins at another step; if only one step is
/// chosen, it is one in the middle.
template <class Fault>
std::vector<int> walk(const std::vector<int>& steps, const Job& job, Fault fault, Fault pulled) {
  const std::size_t stride = support::stride * (fault == pulled ? 1 : job.stride);
  const std::size_t part = fault == pulled ? 0 : 1 + static_cast<std::size_t>(fault) % 3;
  std::vector<int> taken;
  for (std::size_t i = std::min(stride, steps.size()) * part / 4; i < steps.size(); i += stride)
    taken.push_back(steps[i]);
  return taken;
}

/// Plugs the board in again after a pulled cable, or after the browser reported a lost device.
void reconnect(Scene& scene) {
  if (!scene.board.plugged()) {
    scene.session->devices().board_gone(scene.id);
    scene.session->devices().debugger_gone(scene.tool);
    EXPECT_EQ(scene.session->next(), NextAction::connect_board);
    scene.board.replug();
    scene.tool = scene.grant_debugger(scene.board);
    EXPECT_EQ(scene.grant_port(scene.board), scene.id);
    const std::optional<base::Error>& error = scene.seen().port().error();
    EXPECT_TRUE(!error || error->is(session::unknown_firmware)) << error->code().name();
  }
}

/// The step that the error names is shown as failed, and not as done or waiting.
bool shows_failed(const Scene& scene, std::string_view name) {
  const std::vector<provision::Step> steps = scene.seen().jobs().progress().steps();
  return std::any_of(steps.begin(), steps.end(), [name](const provision::Step& step) {
    return provision::name(step.name) == name && step.status == provision::StepStatus::failed;
  });
}

struct Outcome {
  bool failed;
  bool happened;  // whether the fault happened before the job ended
};

/// Runs the job once with the fault and once without it.
Outcome fail_and_recover(const Job& job, Scene& scene) {
  std::optional<base::Error> failure;
  try {
    job.run(scene);
  } catch (const base::Error& error) {
    failure = error;
  }
  const bool happened = scene.went_wrong();
  scene.stop_sabotage();
  const std::string what = failure ? failure->describe() : "no failure";
  if (failure) {
    EXPECT_FALSE(failure->is(base::internal)) << what;
    EXPECT_TRUE(shows_failed(scene, failure->param("step"))) << what;
    EXPECT_EQ(scene.seen().jobs().current().status, JobStatus::failed) << what;
  }
  reconnect(scene);
  if (failure) {
    EXPECT_NE(scene.session->next(), NextAction::wait) << what;
    EXPECT_NE(scene.session->next(), NextAction::connect_board) << what;
  }
  EXPECT_EQ(code_of([&] { job.run(scene); }), "") << "the second run, after " << what;
  EXPECT_EQ(scene.seen().jobs().current().status, JobStatus::done) << what;
  EXPECT_EQ(scene.board.state().firmware(), FirmwareRole::demo) << what;
  if (scene.seen().wifi().is_decided()) expect_new_network(scene);
  return {failure.has_value(), happened};
}

/// The programming step that is running, and its progress.
std::optional<provision::Step> programming(const Scene& scene) {
  for (const provision::Step& step : scene.seen().jobs().progress().steps()) {
    const bool programs = step.name == StepName::program_provisioning ||
                          step.name == StepName::verify_provisioning || step.name == StepName::program_demo ||
                          step.name == StepName::verify_demo;
    if (programs && step.status == provision::StepStatus::running) return step;
  }
  return std::nullopt;
}

/// The shape of a report, without its data: the command, the fragment, and a frame's handler and message.
std::string shape_of(Direction direction, base::ByteView report) {
  if (report.empty()) return "open";
  std::string shape = (direction == Direction::out ? "> " : "< ") + base::to_hex(report.first(2));
  const bool begins_frame = report[0] == std::byte{0x80} && (report[1] & std::byte{0xF0}) == std::byte{0x10};
  if (begins_frame) shape += base::to_hex(report.subspan(8, 2));
  return shape;
}

struct HidTrace {
  support::Trace trace;
  std::vector<int> sent;  // for each step, the result of Scene::count()
};

/// Distinguishes pages and blocks of an image by the progress of their step.
HidTrace trace_of_hid(const Job& job) {
  Scene scene(job.kit);
  HidTrace found;
  scene.hid.on_step = [&](Direction direction, base::ByteView report) {
    const int sent = scene.count(direction, report);
    const auto step = programming(scene);
    found.trace.add(step ? name(step->name) : "", step ? step->fraction.value_or(-1) : -1,
                    shape_of(direction, report));
    found.sent.push_back(sent);
  };
  job.run(scene);
  return found;
}

/// All bytes between two commands count as alike.
support::Trace trace_of_serial(const Job& job) {
  Scene scene(job.kit);
  support::Trace trace;
  std::string command;
  int commands = 0;
  int reads = 0;
  scene.serial.on_step = [&](Direction direction, base::ByteView bytes) {
    const bool writes = direction == Direction::out;
    if (writes) command = std::to_string(++commands) + " " + base::to_text(bytes);
    reads = writes ? 0 : reads + 1;
    trace.add(command, reads, writes ? "write" : "read");
  };
  job.run(scene);
  return trace;
}

constexpr auto name_of = [](const auto& instance) {
  std::string name = std::get<0>(instance.param).name;
  for (const char c : std::string(support::name(std::get<1>(instance.param)))) {
    if (c != ' ') name.push_back(c);
  }
  return name;
};

/// The last reports end the debugger's session. If they fail, the job still succeeds, because everything else
/// is done.
constexpr int closing_reports = 4;

class EveryReport : public testing::TestWithParam<std::tuple<Job, HidFault>> {};

TEST_P(EveryReport, MayFail) {
  const auto& [job, fault] = GetParam();
  const HidTrace found = trace_of_hid(job);
  const std::vector<int> steps = found.trace.representatives();
  EXPECT_LT(steps.size(), found.sent.size() / 5);
  RecordProperty("reports", found.trace.steps());
  RecordProperty("walked", static_cast<int>(steps.size()));
  int failures = 0;
  for (const int step : walk(steps, job, fault, HidFault::unplugged)) {
    Scene scene(job.kit);
    scene.hid.fault = fault;
    scene.hid.at = scene.hid.steps + step;
    SCOPED_TRACE("at " + std::to_string(step));
    const Outcome outcome = fail_and_recover(job, scene);
    if (fault == HidFault::unplugged && step < found.trace.steps() - closing_reports) {
      EXPECT_TRUE(outcome.failed || !outcome.happened);
    }
    failures += outcome.failed ? 1 : 0;
  }
  // Some lost or garbled reports do no harm.
  if (fault == HidFault::unplugged || support::stride == 1) {
    EXPECT_GT(failures, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Jobs, EveryReport,
                         testing::Combine(testing::ValuesIn(jobs),
                                          testing::Values(HidFault::unplugged, HidFault::lost,
                                                          HidFault::wrong_echo)),
                         name_of);

class EveryCommandToTheDebugger : public testing::TestWithParam<Job> {};

TEST_P(EveryCommandToTheDebugger, MayBeRefused) {
  const HidTrace found = trace_of_hid(GetParam());
  std::vector<int> sent;
  for (const int step : found.trace.representatives()) {
    const int number = found.sent[static_cast<std::size_t>(step)];
    if (number != 0) sent.push_back(number);
  }
  int failures = 0;
  for (const int number : walk(sent, GetParam(), HidFault::noise, HidFault::unplugged)) {
    const std::string plan = "status@out:" + std::to_string(number) + "=0x20";
    SCOPED_TRACE(plan);
    Scene scene(GetParam().kit, plan);
    failures += fail_and_recover(GetParam(), scene).failed ? 1 : 0;
  }
  if (support::stride == 1) {
    EXPECT_GT(failures, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Jobs, EveryCommandToTheDebugger, testing::ValuesIn(jobs),
                         [](const auto& instance) { return instance.param.name; });

class EveryReadAndWrite : public testing::TestWithParam<std::tuple<Job, SerialFault>> {};

TEST_P(EveryReadAndWrite, OfTheSerialPortMayFail) {
  const auto& [job, fault] = GetParam();
  const support::Trace trace = trace_of_serial(job);
  const std::vector<int> steps = trace.representatives();
  RecordProperty("reads_and_writes", trace.steps());
  RecordProperty("walked", static_cast<int>(steps.size()));
  int failures = 0;
  for (const int step : walk(steps, job, fault, SerialFault::disconnected)) {
    Scene scene(job.kit);
    scene.serial.fault = fault;
    scene.serial.at = scene.serial.steps + step;
    SCOPED_TRACE("at " + std::to_string(step));
    const Outcome outcome = fail_and_recover(job, scene);
    if (fault == SerialFault::disconnected) {
      EXPECT_TRUE(outcome.failed || !outcome.happened);
    }
    failures += outcome.failed ? 1 : 0;
  }
  // The clients repeat unanswered commands, and some reads fail only after all needed bytes have arrived.
  if (fault == SerialFault::silence) {
    EXPECT_EQ(failures, 0);
  } else if (fault == SerialFault::disconnected || support::stride == 1) {
    EXPECT_GT(failures, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Jobs, EveryReadAndWrite,
                         testing::Combine(testing::ValuesIn(jobs),
                                          testing::Values(SerialFault::disconnected, SerialFault::line_error,
                                                          SerialFault::silence)),
                         name_of);

/// The client survives a single failure by retrying. These failures are permanent.
TEST(EveryRequest, OfAProvisioningMayFail) {
  constexpr bool each = support::stride == 1;
  for (const HttpFault fault : {HttpFault::unreachable, HttpFault::answer_lost, HttpFault::server_error,
                                HttpFault::forbidden, HttpFault::nonsense}) {
    int failures = 0;
    int requests = 0;
    for (bool happened = true; happened; requests += each ? 1 : 3) {
      Scene scene(jobs[0].kit);
      scene.requests.fault = fault;
      scene.requests.at = scene.requests.steps + requests;
      scene.requests.lasting = true;
      SCOPED_TRACE(std::string(name(fault)) + " from " + std::to_string(requests));
      const Outcome outcome = fail_and_recover(jobs[0], scene);
      failures += outcome.failed ? 1 : 0;
      happened = outcome.happened;
    }
    EXPECT_GE(failures, each ? 5 : 1) << name(fault);
  }
}

}  // namespace
