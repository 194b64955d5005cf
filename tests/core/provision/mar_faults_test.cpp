// Runs MAR with every I/O step failing in turn. Each failure has an error code and names its step, and the
// next run completes and leaves one certificate in the account.
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
using support::SerialFault;
using support::StoreFault;

/// The user's choice in the run that fails, and in the next run.
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
/// The user chooses something else after the failure.
const std::vector<Job> changed_jobs{
    {"NewRetriedAsRenewal", CertificateChoice::keep, CertificateChoice::renew},
    {"RenewalRetriedAsKeeping", CertificateChoice::renew, CertificateChoice::keep}};

/// The world as it is when the job begins: before a renewal, the board is already provisioned.
struct Scene : MarWorld {
  explicit Scene(const Job& job) {
    if (job.first == CertificateChoice::renew) provision();
  }
  bool went_wrong() const { return serial.happened() || requests.happened() || store.sabotage.happened(); }
};

/// The I/O steps of a job that succeeds, counted from its start.
struct StepCounts {
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
  /// For each write one read of its answer. The reads cycle through `places` positions in the answer, from
  /// its first byte to its last.
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

StepCounts count_steps(const Job& job) {
  Scene world(job);
  StepCounts counts;
  const int requests = world.requests.steps;
  const int accesses = world.store.sabotage.steps;
  world.serial.on_step = [&](Direction direction, base::ByteView) { counts.port.push_back(direction); };
  // The clean-up follows the attachment of the policy.
  world.requests.on_step = [&](Direction, std::span<std::byte> url) {
    const bool is_policy = base::as_text(url).find("/target-policies/") != std::string_view::npos;
    if (is_policy && counts.clean_up == 0) counts.clean_up = world.requests.steps - requests + 1;
  };
  world.provision(job.first);
  counts.requests = world.requests.steps - requests;
  counts.accesses = world.store.sabotage.steps - accesses;
  return counts;
}

/// Makes the step fail that comes `step` steps from now.
template <class Fault>
void break_at(support::Sabotage<Fault>& sabotage, Fault fault, int step) {
  sabotage.fault = fault;
  sabotage.at = sabotage.steps + step;
}

/// What a job with a fault must do. failure: it fails. anything: it may also succeed, because a refused
/// clean-up is not a failure.
enum class Expect : std::uint8_t { failure, anything };

class MarWithEveryFault : public testing::TestWithParam<Job> {
 protected:
  /// Runs a job once for each of these steps, with `breaks` making that step fail.
  template <class Break>
  void fail_each(const std::vector<int>& steps, Break breaks, Expect expected) {
    for (std::size_t i = 0; i < steps.size() && !HasFailure(); i += support::stride) {
      SCOPED_TRACE(steps[i]);
      Scene world(GetParam());
      breaks(world, steps[i]);
      fail_and_recover(world, expected);
    }
  }
  void fail_each_access(const std::vector<int>& steps, SerialFault fault, Expect expected) {
    SCOPED_TRACE(name(fault));
    fail_each(
        steps, [fault](Scene& world, int step) { break_at(world.serial, fault, step); }, expected);
  }
  void fail_each_request(HttpFault fault) {
    SCOPED_TRACE(name(fault));
    EXPECT_GE(counts.requests, 8);
    // With a large stride, each kind of fault starts at another request.
    std::vector<int> steps;
    for (int i = 2 * static_cast<int>(fault) % static_cast<int>(support::stride); i < counts.requests; ++i)
      steps.push_back(i);
    const auto refuse = [fault](Scene& world, int step) { break_at(world.requests, fault, step); };
    const auto clean_up =
        std::find_if(steps.begin(), steps.end(), [&](int step) { return step >= counts.clean_up; });
    // A nonsense answer does no harm to a request whose answer is not used.
    fail_each({steps.begin(), clean_up}, refuse,
              fault == HttpFault::nonsense ? Expect::anything : Expect::failure);
    fail_each({clean_up, steps.end()}, refuse, Expect::anything);
  }

  const StepCounts counts = count_steps(GetParam());

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
    expect_complete(world);
  }
};

TEST_P(MarWithEveryFault, RecoversFromEachFailedWriteToTheBoard) {
  EXPECT_GT(counts.writes().size(), 21U);
  fail_each_access(counts.writes(), SerialFault::disconnected, Expect::failure);
}

TEST_P(MarWithEveryFault, RecoversFromEachFailedReadFromTheBoard) {
  fail_each_access(counts.reads(3), SerialFault::disconnected, Expect::failure);
}

TEST_P(MarWithEveryFault, RecoversIfTheBoardStopsAnsweringAtAnyStep) {
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
  fail_each(counts.reads(1), silence, Expect::failure);
}

TEST_P(MarWithEveryFault, RecoversFromWrongBytesInAnyAnswer) {
  fail_each_access(counts.reads(4), SerialFault::noise, Expect::anything);
}

TEST_P(MarWithEveryFault, RecoversFromOneLineErrorAtAnyStep) {
  const std::vector<int> writes = counts.writes();
  const std::vector<int> reads = counts.reads(3);
  std::vector<int> failing;
  std::vector<int> silent;
  for (std::size_t i = 0; i < writes.size(); ++i)  // by turns a command and an answer
    (i % 2 == 0 ? failing : silent).push_back(i % 4 < 2 ? writes[i] : reads[i]);
  fail_each_access(failing, SerialFault::line_error, Expect::anything);
  fail_each_access(silent, SerialFault::silence, Expect::anything);
}

TEST_P(MarWithEveryFault, RecoversFromEachFailedRequestToAws) {
  for (const HttpFault fault : {HttpFault::unreachable, HttpFault::never_answered, HttpFault::answer_lost,
                                HttpFault::server_error, HttpFault::forbidden, HttpFault::nonsense})
    fail_each_request(fault);
}

TEST_P(MarWithEveryFault, RecoversFromALostConnectionToAwsDuringTheCleanUp) {
  for (int step = counts.clean_up; step < counts.requests; ++step) {
    const auto disconnect = [](Scene& world, int at) {
      break_at(world.requests, HttpFault::unreachable, at);
      world.requests.lasting = true;
    };
    fail_each({step}, disconnect, Expect::failure);
  }
}

TEST_P(MarWithEveryFault, RecoversFromEachFailedAccessToTheKeyValueStore) {
  // The job reads and writes the journal and forgets the board; at the end it removes the journal entry and
  // remembers the board again.
  EXPECT_EQ(counts.accesses, 5);
  constexpr int needed = 3;
  const auto refuse = [](Scene& world, int step) {
    break_at(world.store.sabotage, StoreFault::refused, step);
  };
  for (int step = 0; step < counts.accesses; ++step)
    fail_each({step}, refuse, step < needed ? Expect::failure : Expect::anything);
}

/// A job fails in one browser, a second browser completes it, and then the first browser runs it again.
class MarFinishedInAnotherBrowserAfterEveryFault : public MarWithEveryFault {
 protected:
  void fail_and_finish_elsewhere(Scene& world) {
    error_of(world, GetParam().first);
    EXPECT_TRUE(world.went_wrong());
    world.plug_in();
    MarWorld::Browser first = world.change_browser();
    const std::string finished = certificate_of([&] { return world.provision(GetParam().retry); });
    world.change_browser(std::move(first));
    EXPECT_EQ(certificate_of([&] { return world.provision(); }), finished)
        << "another certificate was put back";
    expect_complete(world);
  }

 private:
  /// The id of the certificate that the job leaves. The job must succeed.
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

TEST_P(MarFinishedInAnotherBrowserAfterEveryFault, RecoversFromACablePulledAtAnyStep) {
  const std::vector<int> writes = counts.writes();
  for (std::size_t i = 0; i < writes.size() && !HasFailure(); i += 3 * support::stride) {
    SCOPED_TRACE(writes[i]);
    Scene world(GetParam());
    break_at(world.serial, SerialFault::disconnected, writes[i]);
    fail_and_finish_elsewhere(world);
  }
}

TEST_P(MarFinishedInAnotherBrowserAfterEveryFault, RecoversFromAnyRequestRefusedOrItsAnswerLost) {
  for (const HttpFault fault : {HttpFault::forbidden, HttpFault::answer_lost}) {
    for (int i = 0; i < counts.requests && !HasFailure(); i += static_cast<int>(support::stride)) {
      SCOPED_TRACE(std::string(name(fault)) + " " + std::to_string(i));
      Scene world(GetParam());
      break_at(world.requests, fault, i);
      fail_and_finish_elsewhere(world);
    }
  }
}

constexpr auto name_of = [](const auto& chosen) { return chosen.param.name; };
INSTANTIATE_TEST_SUITE_P(Mar, MarFinishedInAnotherBrowserAfterEveryFault, testing::ValuesIn(jobs), name_of);
INSTANTIATE_TEST_SUITE_P(Mar, MarWithEveryFault, testing::ValuesIn(jobs), name_of);

class MarWithAnotherChoiceAfterEveryFault : public MarWithEveryFault {};

TEST_P(MarWithAnotherChoiceAfterEveryFault, RecoversFromEachFailedRequest) {
  for (const HttpFault fault : {HttpFault::forbidden, HttpFault::answer_lost}) fail_each_request(fault);
}

INSTANTIATE_TEST_SUITE_P(Mar, MarWithAnotherChoiceAfterEveryFault, testing::ValuesIn(changed_jobs), name_of);

}  // namespace
