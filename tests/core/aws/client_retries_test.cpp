// Tests which requests the client repeats and when, how it corrects a wrong clock, and when it gives up.
#include <gtest/gtest.h>

#include "aws/client.hpp"
#include "aws/errors.hpp"
#include "aws/iot.hpp"
#include "aws/sts.hpp"
#include "fakes.hpp"

namespace {

using fakes::Cloud;
using fakes::describe;
using namespace std::chrono_literals;

constexpr std::string_view from_the_future =
    "Signature not yet current: 20261123T100000Z is still later than 20261123T083500Z (20261123T083000Z + 5 "
    "min.)";

TEST(Client, RetriesThrottlingAndOutagesWithGrowingPauses) {
  Cloud cloud;
  cloud.http.answer(400, R"({"message":"Rate exceeded"})").answer(503, "").answer(500, "{}").answer(429, "");
  cloud.http.answer(200, std::string(fakes::thing_json));
  EXPECT_EQ(cloud.executor.run(describe(cloud)).name, "board");
  EXPECT_EQ(cloud.executor.elapsed(), 200ms + 400ms + 800ms + 1600ms);
}

TEST(Client, ShortensItsPausesAtRandomByUpToHalf) {
  Cloud cloud;
  cloud.random.value = std::byte{0};
  cloud.http.answer(503, "").answer(503, "").answer(200, std::string(fakes::thing_json));
  cloud.executor.run(describe(cloud));
  EXPECT_EQ(cloud.executor.elapsed(), 100ms + 200ms);
}

TEST(Client, GivesUpAfterFiveAttempts) {
  Cloud cloud;
  for (int i = 0; i < 9; ++i) cloud.http.answer(503, "");
  EXPECT_TRUE(cloud.error_of(describe(cloud)).is(aws::service_failed));
  EXPECT_EQ(cloud.http.requests.size(), 5U);
}

/// AWS throttles for the given time, as in a workshop where thirty people start at once.
void throttle_for(Cloud& cloud, base::Duration duration) {
  for (int i = 0; i < 100; ++i) {
    cloud.http.then([&cloud, duration](const ports::HttpRequest&) {
      if (cloud.executor.elapsed() < duration) return ports::HttpResponse{429, {}, ""};
      return ports::HttpResponse{200, {}, std::string(fakes::thing_json)};
    });
  }
}

TEST(Client, WaitsOutThrottlingAndReportsThatItWaits) {
  for (const base::Duration duration : {base::Duration(15s), base::Duration(30s), base::Duration(60s)}) {
    Cloud cloud;
    throttle_for(cloud, duration);
    std::vector<bool> reported;
    cloud.client.on_throttling = [&] { reported.push_back(cloud.client.is_throttled()); };
    EXPECT_EQ(cloud.executor.run(describe(cloud)).name, "board");
    EXPECT_GE(cloud.executor.elapsed(), duration);
    EXPECT_EQ(reported, (std::vector{true, false}));
  }
}

TEST(Client, DoesNotReportShortThrottling) {
  Cloud cloud;
  throttle_for(cloud, 1s);
  cloud.client.on_throttling = [] { ADD_FAILURE() << "reported"; };
  EXPECT_EQ(cloud.executor.run(describe(cloud)).name, "board");
}

TEST(Client, GivesUpWhenThrottlingDoesNotEnd) {
  Cloud cloud;
  throttle_for(cloud, 1h);
  EXPECT_TRUE(cloud.error_of(describe(cloud)).is(aws::throttled));
  EXPECT_GE(cloud.executor.elapsed(), 90s);
  EXPECT_LE(cloud.executor.elapsed(), 100s);
  EXPECT_FALSE(cloud.client.is_throttled());
}

TEST(Client, WaitsUntilAwsFindsWhatWasJustCreated) {
  const std::string certificate = "arn:aws:iot:us-east-1:123456789012:cert/" + std::string(64, 'a');
  for (const bool attach_policy : {true, false}) {
    Cloud cloud;
    for (int i = 0; i < 20; ++i) {
      cloud.http.then([&cloud](const ports::HttpRequest&) {
        if (cloud.executor.elapsed() < 5s) return ports::HttpResponse{404, {}, R"({"message":"not found"})"};
        return ports::HttpResponse{200, {}, "{}"};
      });
    }
    cloud.executor.run(attach_policy ? cloud.iot.attach_policy("zt_policy", certificate)
                                     : cloud.iot.attach_thing_principal("board", certificate));
    EXPECT_GE(cloud.executor.elapsed(), 5s);
    EXPECT_LE(cloud.executor.elapsed(), 10s);
  }
}

TEST(Client, DoesNotWaitLongForWhatAwsNeverFinds) {
  Cloud cloud;
  for (int i = 0; i < 20; ++i) cloud.http.answer(404, R"({"message":"no such policy"})");
  EXPECT_TRUE(
      cloud.error_of(cloud.iot.attach_policy("zt_policy", "arn:aws:iot:us-east-1:123456789012:cert/0"))
          .is(aws::not_found));
  EXPECT_GE(cloud.executor.elapsed(), 8s);
  EXPECT_LE(cloud.executor.elapsed(), 15s);
}

TEST(Client, SignsEachAttemptWithTheCurrentTime) {
  Cloud cloud;
  for (int i = 0; i < 4; ++i) cloud.http.answer(503, "");
  cloud.http.answer(200, std::string(fakes::thing_json));
  cloud.executor.run(describe(cloud));
  EXPECT_EQ(fakes::header_of(cloud.http.requests.front(), "x-amz-date"), "20261123T100000Z");
  EXPECT_EQ(fakes::header_of(cloud.http.requests.back(), "x-amz-date"), "20261123T100003Z");
}

TEST(Client, DoesNotRetryARefusal) {
  Cloud cloud;
  cloud.http.answer(404, R"({"message":"no such thing"})");
  EXPECT_TRUE(cloud.error_of(describe(cloud)).is(aws::not_found));
  EXPECT_EQ(cloud.http.requests.size(), 1U);
}

TEST(Client, CorrectsAWrongClockFromTheMessageAndRetriesOnce) {
  struct Row {
    std::string_view message;
    std::chrono::seconds offset;
  };
  for (const Row& row : {Row{fakes::expired, 7200s}, Row{from_the_future, -5400s}}) {
    Cloud cloud;
    cloud.http.answer(403, fakes::sts_error("SignatureDoesNotMatch", row.message));
    cloud.http.answer(200, std::string(fakes::identity_json));
    cloud.executor.run(aws::get_caller_identity(cloud.client));
    EXPECT_EQ(cloud.client.clock_offset(), row.offset);
    EXPECT_EQ(fakes::header_of(cloud.http.requests.at(1), "x-amz-date"),
              aws::amz_date(fakes::start_time() + row.offset));
    EXPECT_EQ(cloud.client.now(), fakes::start_time() + row.offset);
  }
}

TEST(Client, CorrectsAWrongClockFromTheDateHeader) {
  Cloud cloud;
  cloud.http.answer(403, fakes::sts_error("RequestExpired", "too old"),
                    {{"Date", "Mon, 23 Nov 2026 10:30:00 GMT"}});
  cloud.http.answer(200, std::string(fakes::identity_json));
  cloud.executor.run(aws::get_caller_identity(cloud.client));
  EXPECT_EQ(cloud.client.clock_offset(), 30min);
}

TEST(Client, CorrectsAClockThatAwsStillAccepts) {
  struct Row {
    std::string date;
    std::chrono::seconds offset;
  };
  for (const Row& row :
       {Row{"Mon, 23 Nov 2026 10:10:00 GMT", 600s}, Row{"Mon, 23 Nov 2026 09:56:00 GMT", -240s},
        Row{"Mon, 23 Nov 2026 10:01:30 GMT", 0s}, Row{"yesterday", 0s}}) {
    Cloud cloud;
    cloud.http.answer(200, std::string(fakes::identity_json), {{"Date", row.date}});
    cloud.executor.run(aws::get_caller_identity(cloud.client));
    EXPECT_EQ(cloud.client.clock_offset(), row.offset) << row.date;
    EXPECT_EQ(cloud.http.requests.size(), 1U);
  }
}

TEST(Client, ReportsAClockThatStaysWrong) {
  Cloud cloud;
  cloud.http.answer(403, fakes::sts_error("SignatureDoesNotMatch", fakes::expired));
  cloud.http.answer(403, fakes::sts_error("SignatureDoesNotMatch", fakes::expired));
  const base::Error error = cloud.error_of(aws::get_caller_identity(cloud.client));
  EXPECT_TRUE(error.is(aws::clock_skewed));
  EXPECT_EQ(error.param("seconds"), "7200");
  EXPECT_EQ(cloud.http.requests.size(), 2U);
  Cloud timeless;
  timeless.http.answer(403, fakes::sts_error("RequestExpired", "too old"));
  EXPECT_TRUE(timeless.error_of(aws::get_caller_identity(timeless.client)).is(aws::clock_skewed));
}

TEST(Client, DoesNotRetryAnUnsafeRequestAfterALostAnswer) {
  Cloud cloud;
  cloud.http.unreachable();
  aws::Request request =
      aws::query_request(aws::Service::iam, "CreateUser", "2010-05-08", {}, aws::Repeat::unsafe);
  EXPECT_TRUE(cloud.error_of(cloud.client.send(request)).is(aws::unreachable));
  EXPECT_EQ(cloud.http.requests.size(), 1U);
}

TEST(Client, RetriesARequestThatTimesOutAfterTwentySeconds) {
  Cloud cloud;
  cloud.http.hang().answer(200, std::string(fakes::identity_json));
  cloud.executor.run(aws::get_caller_identity(cloud.client));
  EXPECT_EQ(cloud.executor.elapsed(), 20s + 200ms);
}

TEST(Client, StopsAtOnceWhenCancelledWhileItWaits) {
  for (const bool in_pause : {false, true}) {
    Cloud cloud;
    if (in_pause) {
      cloud.http.answer(503, "");
    } else {
      cloud.http.hang();
    }
    base::Outcome<aws::Thing> outcome;
    base::Spawned run =
        base::spawn<aws::Thing>(cloud.executor, describe(cloud),
                                [&](base::Outcome<aws::Thing> result) { outcome = std::move(result); });
    cloud.executor.run_for(100ms);
    EXPECT_FALSE(outcome.done());
    run.cancel();
    cloud.executor.run_for(0ms);
    ASSERT_TRUE(outcome.done());
    EXPECT_TRUE(outcome.error().is(base::cancelled));
    EXPECT_EQ(cloud.http.requests.size(), 1U);
  }
}

}  // namespace
