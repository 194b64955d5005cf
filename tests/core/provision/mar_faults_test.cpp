// MAR with every I/O step failing in turn: each failure is named and says its step, and the next run
// completes and leaves one certificate in the account.
#include <gtest/gtest.h>

#include "mar_outcome.hpp"
#include "provision/errors.hpp"

namespace {

using mar_stage::HttpFault;
using mar_stage::SerialFault;
using mar_stage::Stage;
using provision::CertificateChoice;

/// What is asked for, and what the second time, after a failure.
struct Job {
  std::string name;
  CertificateChoice first;
  CertificateChoice retry;
};
const std::vector<Job> jobs{{"New", CertificateChoice::keep, CertificateChoice::keep},
                            {"Renewal", CertificateChoice::renew, CertificateChoice::renew}};
/// The user's mind was changed meanwhile.
const std::vector<Job> changed_jobs{
    {"NewRetriedAsRenewal", CertificateChoice::keep, CertificateChoice::renew},
    {"RenewalRetriedAsKeeping", CertificateChoice::renew, CertificateChoice::keep}};

void repair(Stage& stage) {
  stage.serial.fail_write.reset();
  stage.serial.fail_read_of.reset();
  stage.http.fail_at.reset();
  stage.memory.fail_at.reset();
}

class EveryMarStep : public testing::TestWithParam<Job> {
 protected:
  /// Breaks step 0, 1, 2, … until the job ends before it; returns how many were there. `steps`: the count of
  /// them; `may_pass`: some failures harm nothing.
  template <class Break, class Steps>
  int walk(Break break_at, Steps steps, bool may_pass = false) {
    for (int step = 0;; ++step) {
      SCOPED_TRACE(step);
      Stage stage;
      if (GetParam().first == CertificateChoice::renew) stage.provision();
      const int before = steps(stage);
      break_at(stage, before + step);
      const base::Error error = error_of(stage, GetParam().first);
      if (steps(stage) <= before + step) return step;
      const bool passed = error.code().name() == "test.no_error";
      EXPECT_TRUE(!passed || may_pass);
      EXPECT_FALSE(error.is(base::internal) || error.is(base::broken_promise)) << error.describe();
      EXPECT_TRUE(passed || !error.param("step").empty()) << error.describe();
      repair(stage);
      try {
        stage.provision(GetParam().retry);
      } catch (const base::Error& again) {
        ADD_FAILURE() << "the retry: " << again.describe();
      }
      expect_complete(stage);
      if (HasFailure()) return step;
    }
  }
};

constexpr auto writes = [](const Stage& stage) { return stage.serial.writes; };
constexpr auto requests = [](const Stage& stage) { return stage.http.requests; };

TEST_P(EveryMarStep, OfWritingToTheBoardMayFail) {
  const int walked = walk([](Stage& stage, int step) { stage.serial.fail_write = step; }, writes);
  EXPECT_GT(walked, 20);
}

TEST_P(EveryMarStep, OfReadingFromTheBoardMayFail) {
  const auto pull = [](Stage& stage, int step) {
    stage.serial.fail_read_of = step;
    stage.serial.piece_to_fail = step % 2 * 4;  // before the answer, or in the middle of it
  };
  EXPECT_GT(walk(pull, writes, true), 20);
}

TEST_P(EveryMarStep, OfTheBoardMayBeTheLastThatIsHeard) {
  const auto silence = [](Stage& stage, int step) {
    stage.serial.fail_read_of = step;
    stage.serial.fault = SerialFault::silent;
  };
  EXPECT_GT(walk(silence, writes, true), 20);
}

TEST_P(EveryMarStep, OfTheBoardMayBeHeardWrongly) {
  const auto garble = [](Stage& stage, int step) {
    stage.serial.fail_read_of = step;
    stage.serial.fault = SerialFault::garbled;
    stage.serial.piece_to_fail = step % 4;
  };
  EXPECT_GT(walk(garble, writes, true), 20);
}

TEST_P(EveryMarStep, OfAskingAwsMayFail) {
  // Some answers are not needed (an empty one that is nonsense, a repeat that AWS forgives).
  for (const HttpFault fault : {HttpFault::before, HttpFault::never_answered, HttpFault::unavailable,
                                HttpFault::forbidden, HttpFault::answer_lost, HttpFault::nonsense}) {
    SCOPED_TRACE(static_cast<int>(fault));
    const auto refuse = [fault](Stage& stage, int step) {
      stage.http.fail_at = step;
      stage.http.fault = fault;
    };
    EXPECT_GE(walk(refuse, requests, true), 8);
  }
}

TEST_P(EveryMarStep, OfRememberingMayFail) {
  const int walked = walk([](Stage& stage, int step) { stage.memory.fail_at = step; },
                          [](const Stage& stage) { return stage.memory.steps; });
  EXPECT_EQ(walked, 3);  // looked for, noted, forgotten
}

constexpr auto name_of = [](const auto& chosen) { return chosen.param.name; };
INSTANTIATE_TEST_SUITE_P(Mar, EveryMarStep, testing::ValuesIn(jobs), name_of);

class EveryRequestOfAChangedMind : public EveryMarStep {};

TEST_P(EveryRequestOfAChangedMind, MayFail) {
  for (const HttpFault fault : {HttpFault::forbidden, HttpFault::answer_lost}) {
    const auto refuse = [fault](Stage& stage, int step) {
      stage.http.fail_at = step;
      stage.http.fault = fault;
    };
    EXPECT_GE(walk(refuse, requests, true), 8);
  }
}

INSTANTIATE_TEST_SUITE_P(Mar, EveryRequestOfAChangedMind, testing::ValuesIn(changed_jobs), name_of);

}  // namespace
