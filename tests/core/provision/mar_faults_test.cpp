// MAR with every I/O step failing in turn: each failure is named and says its step, and the next run
// completes and leaves one certificate in the account.
#include <algorithm>
#include <gtest/gtest.h>

#include "support/mar_outcome.hpp"
#include "support/mar_world.hpp"
#include "support/stride.hpp"

namespace {

using provision::CertificateChoice;
using support::Direction;
using support::HttpFault;
using support::MarWorld;
using support::OtherCertificates;
using support::SerialFault;
using support::StoreFault;

/// What the user asks for, and what after a failure.
struct Job {
  std::string name;
  CertificateChoice first;
  CertificateChoice retry;
};
void PrintTo(const Job& job, std::ostream* out) {
  *out << job.name;
}
const std::vector<Job> jobs{{"New", CertificateChoice::keep, CertificateChoice::keep},
                            {"Renewal", CertificateChoice::renew, CertificateChoice::renew}};
/// The user has changed their mind after the failure.
const std::vector<Job> changed_jobs{
    {"NewRetriedAsRenewal", CertificateChoice::keep, CertificateChoice::renew},
    {"RenewalRetriedAsKeeping", CertificateChoice::renew, CertificateChoice::keep}};

/// The fixture as it is when the job begins.
struct Scene : MarWorld {
  explicit Scene(const Job& job) {
    if (job.first == CertificateChoice::renew) provision();
  }
  bool went_wrong() const { return serial.happened() || requests.happened() || store.sabotage.happened(); }
};

/// The steps of a job that succeeds, counted from its start.
struct Course {
  std::vector<Direction> port;
  int requests = 0;
  int clean_up = 0;  // the first request that removes an old certificate; `requests` without one
  int accesses = 0;  // to the key-value store

  /// The steps that write; the first one opens the port.
  std::vector<int> writes() const {
    std::vector<int> steps;
    for (std::size_t i = 0; i < port.size(); ++i) {
      if (port[i] == Direction::out) steps.push_back(static_cast<int>(i));
    }
    return steps;
  }
  /// For each write one read of its answer, by turns at `places` positions from the first byte to the last.
  std::vector<int> reads(int places) const {
    std::vector<int> steps;
    for (const int write : writes()) {
      const auto first = std::find(port.begin() + write, port.end(), Direction::in);
      const auto last = std::find(first, port.end(), Direction::out) - 1;
      const int place = static_cast<int>(steps.size()) % places;
      steps.push_back(
          static_cast<int>(first - port.begin() + (last - first) * place / std::max(places - 1, 1)));
    }
    return steps;
  }
};

Course course_of(const Job& job) {
  Scene world(job);
  Course course;
  const int requests = world.requests.steps;
  const int accesses = world.store.sabotage.steps;
  world.serial.on_step = [&](Direction direction, base::ByteView) { course.port.push_back(direction); };
  // The clean-up follows the attachment of the policy.
  world.requests.on_step = [&](Direction, std::span<std::byte> url) {
    const bool is_policy = base::as_text(url).find("/target-policies/") != std::string_view::npos;
    if (is_policy && course.clean_up == 0) course.clean_up = world.requests.steps - requests + 1;
  };
  world.provision(job.first);
  course.requests = world.requests.steps - requests;
  course.accesses = world.store.sabotage.steps - accesses;
  return course;
}

/// Makes the step fail that comes `step` steps from now.
template <class Fault>
void break_at(support::Sabotage<Fault>& sabotage, Fault fault, int step) {
  sabotage.fault = fault;
  sabotage.at = sabotage.steps + step;
}

/// anything: some failures harm nothing. left: a refused clean-up is no failure and may leave a certificate.
enum class Expect : std::uint8_t { failure, anything, left };

class EveryMarStep : public testing::TestWithParam<Job> {
 protected:
  /// Breaks each of these steps in turn.
  template <class Break>
  void walk(const std::vector<int>& steps, Break breaks, Expect expected) {
    for (std::size_t i = 0; i < steps.size() && !HasFailure(); i += support::stride) {
      SCOPED_TRACE(steps[i]);
      Scene world(GetParam());
      breaks(world, steps[i]);
      fail_and_recover(world, expected);
    }
  }
  void walk_port(const std::vector<int>& steps, SerialFault fault, Expect expected) {
    SCOPED_TRACE(name(fault));
    walk(
        steps, [fault](Scene& world, int step) { break_at(world.serial, fault, step); }, expected);
  }
  void walk_requests(HttpFault fault) {
    SCOPED_TRACE(name(fault));
    EXPECT_GE(course.requests, 8);
    // Where strides are big, each fault begins elsewhere.
    std::vector<int> steps;
    for (int i = 2 * static_cast<int>(fault) % static_cast<int>(support::stride); i < course.requests; ++i)
      steps.push_back(i);
    const auto refuse = [fault](Scene& world, int step) { break_at(world.requests, fault, step); };
    const auto clean_up =
        std::find_if(steps.begin(), steps.end(), [&](int step) { return step >= course.clean_up; });
    // A nonsense answer is no failure where no answer is needed.
    walk({steps.begin(), clean_up}, refuse,
         fault == HttpFault::nonsense ? Expect::anything : Expect::failure);
    walk({clean_up, steps.end()}, refuse, Expect::left);
  }

  const Course course = course_of(GetParam());

 private:
  /// The step that the error names is shown as failed, and not as done or waiting.
  static bool shows_failed(const Scene& world, std::string_view step) {
    return std::any_of(world.last_steps.begin(), world.last_steps.end(), [step](const provision::Step& one) {
      return name(one.name) == step && one.status == provision::StepStatus::failed;
    });
  }
  static void fail_and_recover(Scene& world, Expect expected) {
    const base::Error error = error_of(world, GetParam().first);
    EXPECT_TRUE(world.went_wrong());
    const bool failed = error.code().name() != "test.no_error";
    EXPECT_TRUE(failed || expected != Expect::failure);
    EXPECT_FALSE(error.is(base::internal) || error.is(base::broken_promise)) << error.describe();
    EXPECT_TRUE(!failed || shows_failed(world, error.param("step"))) << error.describe();
    world.plug_in();
    const base::Error again = error_of(world, GetParam().retry);
    EXPECT_EQ(again.code().name(), "test.no_error")
        << "the retry: " << again.describe() << "\nafter: " << error.describe();
    expect_complete(world, expected == Expect::left ? OtherCertificates::inactive : OtherCertificates::none);
  }
};

TEST_P(EveryMarStep, OfWritingToTheBoardMayFail) {
  EXPECT_GT(course.writes().size(), 21U);
  walk_port(course.writes(), SerialFault::disconnected, Expect::failure);
}

TEST_P(EveryMarStep, OfReadingFromTheBoardMayFail) {
  walk_port(course.reads(3), SerialFault::disconnected, Expect::failure);
}

TEST_P(EveryMarStep, MayBeTheLastThatTheBoardAnswers) {
  const auto silence = [](Scene& world, int step) {
    break_at(world.serial, SerialFault::silence, step);
    world.serial.lasting = true;
    // The board still receives commands and carries them out.
    world.serial.on_step = [&fault = world.serial.fault, watch = world.serial.on_step](
                               Direction direction, std::span<std::byte> bytes) {
      watch(direction, bytes);
      fault = direction == Direction::in ? SerialFault::silence : SerialFault::none;
    };
  };
  walk(course.reads(1), silence, Expect::failure);
}

TEST_P(EveryMarStep, MayBeAnsweredWithWrongBytes) {
  walk_port(course.reads(4), SerialFault::noise, Expect::anything);
}

TEST_P(EveryMarStep, MayMeetOneLineError) {
  const std::vector<int> writes = course.writes();
  const std::vector<int> reads = course.reads(3);
  std::vector<int> failing;
  std::vector<int> silent;
  for (std::size_t i = 0; i < writes.size(); ++i)  // by turns a command and an answer
    (i % 2 == 0 ? failing : silent).push_back(i % 4 < 2 ? writes[i] : reads[i]);
  walk_port(failing, SerialFault::line_error, Expect::anything);
  walk_port(silent, SerialFault::silence, Expect::anything);
}

TEST_P(EveryMarStep, OfAskingAwsMayFail) {
  for (const HttpFault fault : {HttpFault::unreachable, HttpFault::never_answered, HttpFault::answer_lost,
                                HttpFault::server_error, HttpFault::forbidden, HttpFault::nonsense})
    walk_requests(fault);
}

TEST_P(EveryMarStep, OfUsingTheKeyValueStoreMayFail) {
  // The journal is read and written, the board is no longer known as provisioned; at the end the journal
  // entry is removed, and the board is known again.
  EXPECT_EQ(course.accesses, 5);
  constexpr int needed = 3;
  const auto refuse = [](Scene& world, int step) {
    break_at(world.store.sabotage, StoreFault::refused, step);
  };
  for (int step = 0; step < course.accesses; ++step)
    walk({step}, refuse, step < needed ? Expect::failure : Expect::anything);
}

/// Each job of a second browser that finishes what a first one began, and of the first that then goes on.
class EveryStepBeforeAnotherBrowser : public EveryMarStep {
 protected:
  void fail_and_finish_elsewhere(Scene& world, OtherCertificates others = OtherCertificates::none) {
    error_of(world, GetParam().first);
    EXPECT_TRUE(world.went_wrong());
    world.plug_in();
    MarWorld::Browser first = world.change_browser();
    const std::string finished = certificate_of([&] { return world.provision(GetParam().retry); });
    world.change_browser(std::move(first));
    EXPECT_EQ(certificate_of([&] { return world.provision(); }), finished)
        << "another certificate was put back";
    expect_complete(world, others);
  }

 private:
  /// Of a job that must succeed.
  template <class Run>
  static std::string certificate_of(Run run) {
    try {
      return run().certificate_id;
    } catch (const base::Error& error) {
      ADD_FAILURE() << error.describe();
      return {};
    }
  }
};

TEST_P(EveryStepBeforeAnotherBrowser, MayBeAPulledCable) {
  const std::vector<int> writes = course.writes();
  for (std::size_t i = 0; i < writes.size() && !HasFailure(); i += 3 * support::stride) {
    SCOPED_TRACE(writes[i]);
    Scene world(GetParam());
    break_at(world.serial, SerialFault::disconnected, writes[i]);
    fail_and_finish_elsewhere(world);
  }
}

TEST_P(EveryStepBeforeAnotherBrowser, MayBeARefusalOrALostAnswerOfAws) {
  for (const HttpFault fault : {HttpFault::forbidden, HttpFault::answer_lost}) {
    for (int i = 0; i < course.requests && !HasFailure(); i += static_cast<int>(support::stride)) {
      SCOPED_TRACE(std::string(name(fault)) + " " + std::to_string(i));
      Scene world(GetParam());
      break_at(world.requests, fault, i);
      const bool cleans_up = i >= course.clean_up;
      fail_and_finish_elsewhere(world, cleans_up ? OtherCertificates::inactive : OtherCertificates::none);
    }
  }
}

constexpr auto name_of = [](const auto& chosen) { return chosen.param.name; };
INSTANTIATE_TEST_SUITE_P(Mar, EveryStepBeforeAnotherBrowser, testing::ValuesIn(jobs), name_of);
INSTANTIATE_TEST_SUITE_P(Mar, EveryMarStep, testing::ValuesIn(jobs), name_of);

class EveryRequestOfAChangedMind : public EveryMarStep {};

TEST_P(EveryRequestOfAChangedMind, MayFail) {
  for (const HttpFault fault : {HttpFault::forbidden, HttpFault::answer_lost}) walk_requests(fault);
}

INSTANTIATE_TEST_SUITE_P(Mar, EveryRequestOfAChangedMind, testing::ValuesIn(changed_jobs), name_of);

}  // namespace
