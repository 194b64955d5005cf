// Tests the stack for just-in-time registration against recorded answers: which stack an account has, how one
// is created and deleted, and what a failure says.
#include "provision/jitr_stack.hpp"

#include <gtest/gtest.h>

#include "aws/errors.hpp"
#include "aws/fakes.hpp"
#include "aws/json.hpp"
#include "aws/stack_answers.hpp"
#include "provision/errors.hpp"

namespace {

using fakes::Cloud;
using provision::JitrStackState;

constexpr std::string_view our_outputs =
    "<Outputs><member><OutputKey>Function</OutputKey><OutputValue>MCHPStack-RegistrationFunction-1A2B"
    "</OutputValue></member><member><OutputKey>Version</OutputKey><OutputValue>1</OutputValue></member></"
    "Outputs>";
constexpr std::string_view old_outputs =
    "<Outputs><member><OutputKey>Function</OutputKey><OutputValue>MCHPStack-RegistrationFunction-1A2B"
    "</OutputValue></member><member><OutputKey>Version</OutputKey><OutputValue>0</OutputValue></member></"
    "Outputs>";
constexpr std::string_view vendors_outputs =
    "<Outputs><member><OutputKey>UserName</OutputKey><OutputValue>user</OutputValue></member></Outputs>";
constexpr std::string_view rolling_back =
    "<StackStatusReason>The following resource(s) failed to create: [RegistrationFunction]. Rollback "
    "requested by "
    "user.</StackStatusReason>";

std::string functions(std::string_view name, std::string_view code_size) {
  return R"({"Functions":[{"FunctionName":"other","Runtime":"python3.9","Handler":"a.b","CodeSize":9999999},)"
         R"({"FunctionName":")" +
         std::string(name) + R"(","Runtime":"python3.9","Handler":"jitr_lambda.lambda_handler","CodeSize":)" +
         std::string(code_size) + "}]}";
}

std::string no_stack() {
  return fakes::error_answer("ValidationError", "Stack with id MCHPStack does not exist");
}

std::string events(const std::string& list) {
  return fakes::response("DescribeStackEvents", "<StackEvents>" + list + "</StackEvents>");
}

std::string no_events() {
  return fakes::error_answer("AccessDenied",
                             "User: arn:aws:iam::123456789012:user/guide is not authorized to perform: "
                             "cloudformation:DescribeStackEvents on resource: " +
                                 fakes::stack_id + " because no identity-based policy allows it");
}

std::string created() {
  return fakes::response("CreateStack", "<StackId>" + fakes::stack_id + "</StackId>");
}

std::string action_of(const ports::HttpRequest& request) {
  const std::string_view body = request.body;
  return std::string(body.substr(7, body.find('&') - 7));
}

std::vector<std::string> actions(const Cloud& cloud) {
  std::vector<std::string> names;
  for (const ports::HttpRequest& request : cloud.http.requests) names.push_back(action_of(request));
  return names;
}

JitrStackState state_of(Cloud& cloud) {
  return cloud.executor.run(provision::find_jitr_stack(cloud.client)).state;
}

base::task<bool> ensure(Cloud& cloud, std::vector<double>* progress = nullptr) {
  return provision::ensure_jitr_stack(cloud.client, cloud.random, [progress](double done) {
    if (progress != nullptr) progress->push_back(done);
  });
}

/// A cloud without a stack that accepts the creation of one.
struct EmptyCloud : Cloud {
  EmptyCloud() {
    http.answer(400, no_stack());
    http.answer(200, created());
  }
};

TEST(JitrTemplate, ContainsTheFunctionAndItsVersion) {
  const auto json = aws::Json::parse(provision::jitr_template());
  ASSERT_TRUE(json);
  const aws::Json function = json->at("Resources").at("RegistrationFunction").at("Properties");
  const std::string source = function.at("Code").text_at("ZipFile");
  EXPECT_TRUE(source.starts_with("\"\"\"Registers a board on its first connection")) << source.substr(0, 80);
  EXPECT_TRUE(source.ends_with("return outcome\n"));
  EXPECT_EQ(json->at("Outputs").at("Version").text_at("Value"), provision::jitr_function_version);
  EXPECT_LT(provision::jitr_template().size(), 51'200U) << "the limit of CreateStack";
}

TEST(JitrStack, IsRecognisedByItsStatusAndOutputs) {
  struct Case {
    std::string_view status;
    std::string_view more;
    JitrStackState state;
  };
  for (const Case& row : {Case{"CREATE_COMPLETE", our_outputs, JitrStackState::current},
                          Case{"UPDATE_COMPLETE", our_outputs, JitrStackState::current},
                          Case{"CREATE_COMPLETE", old_outputs, JitrStackState::other_version},
                          Case{"CREATE_COMPLETE", "", JitrStackState::foreign},
                          Case{"CREATE_IN_PROGRESS", "", JitrStackState::in_progress},
                          Case{"DELETE_IN_PROGRESS", our_outputs, JitrStackState::in_progress},
                          Case{"CREATE_FAILED", vendors_outputs, JitrStackState::failed},
                          Case{"ROLLBACK_COMPLETE", "", JitrStackState::failed},
                          Case{"ROLLBACK_FAILED", "", JitrStackState::failed},
                          Case{"DELETE_FAILED", our_outputs, JitrStackState::failed}}) {
    Cloud cloud;
    cloud.http.answer(200, fakes::described(row.status, row.more));
    EXPECT_EQ(state_of(cloud), row.state) << row.status;
  }
  Cloud cloud;
  cloud.http.answer(400, no_stack());
  EXPECT_EQ(state_of(cloud), JitrStackState::missing);
}

TEST(JitrStack, OfTheVendorNeedsTheFunctionThatWasUploadedAfterwards) {
  Cloud uploaded;
  uploaded.http.answer(200, fakes::described("CREATE_COMPLETE", vendors_outputs));
  uploaded.http.answer(200, functions("MCHPStack-MyLambdaJITR-3C4D", "4199999"));
  EXPECT_EQ(state_of(uploaded), JitrStackState::vendors);
  for (const auto& [name, size] :
       {std::pair{"MCHPStack-MyLambdaJITR-3C4D", "1107"}, std::pair{"gone", "4199999"}}) {
    Cloud cloud;
    cloud.http.answer(200, fakes::described("CREATE_COMPLETE", vendors_outputs));
    cloud.http.answer(200, functions(name, size));
    EXPECT_EQ(state_of(cloud), JitrStackState::vendors_without_function) << name;
  }
}

TEST(JitrStack, IsCreatedWhileItsEventsShowTheProgress) {
  EmptyCloud cloud;
  const std::string begun = fakes::event("MCHPStack", "CREATE_IN_PROGRESS", "User Initiated");
  const std::string role = fakes::event("RegistrationRole", "CREATE_COMPLETE");
  const std::string function = fakes::event("RegistrationFunction", "CREATE_COMPLETE");
  cloud.http.answer(200, fakes::described("CREATE_IN_PROGRESS")).answer(200, events(begun));
  cloud.http.answer(200, fakes::described("CREATE_IN_PROGRESS")).answer(200, events(function + role + begun));
  cloud.http.answer(200, fakes::described("CREATE_COMPLETE", our_outputs));
  std::vector<double> progress;
  EXPECT_TRUE(cloud.executor.run(ensure(cloud, &progress)));
  EXPECT_EQ(progress, (std::vector<double>{0, 0.5}));
  const std::string& request = cloud.http.requests.at(1).body;
  EXPECT_NE(request.find("&TemplateBody=" + aws::percent_encode(provision::jitr_template()) + "&"),
            std::string::npos);
  EXPECT_NE(cloud.http.requests.at(2).body.find(aws::percent_encode(fakes::stack_id)), std::string::npos)
      << "a deleted stack is found by its id only";
}

TEST(JitrStack, IsAlsoCreatedByAUserWhoMayNotReadItsEvents) {
  EmptyCloud cloud;
  cloud.http.answer(200, fakes::described("CREATE_IN_PROGRESS")).answer(403, no_events());
  cloud.http.answer(200, fakes::described("CREATE_IN_PROGRESS"));
  cloud.http.answer(200, fakes::described("CREATE_COMPLETE", our_outputs));
  EXPECT_TRUE(cloud.executor.run(ensure(cloud)));
  EXPECT_EQ(actions(cloud),
            (std::vector<std::string>{"DescribeStacks", "CreateStack", "DescribeStacks",
                                      "DescribeStackEvents", "DescribeStacks", "DescribeStacks"}))
      << "events are asked for once";
}

TEST(JitrStack, ThatSomebodyElseCreatesMeanwhileIsWaitedFor) {
  Cloud cloud;
  cloud.http.answer(400, no_stack());
  cloud.http.answer(400, fakes::error_answer("AlreadyExistsException", "Stack [MCHPStack] already exists"));
  cloud.http.answer(200, fakes::described("CREATE_IN_PROGRESS"));
  cloud.http.answer(200, fakes::described("CREATE_IN_PROGRESS")).answer(200, events(""));
  cloud.http.answer(200, fakes::described("CREATE_COMPLETE", our_outputs));
  EXPECT_TRUE(cloud.executor.run(ensure(cloud)));
}

TEST(JitrStack, ThatFailsNamesTheMissingPermission) {
  EmptyCloud cloud;
  const std::string history =
      fakes::event("MCHPStack", "ROLLBACK_COMPLETE") +
      fakes::event("RegistrationRule", "CREATE_FAILED", "Resource creation cancelled") +
      fakes::event("RegistrationFunction", "CREATE_FAILED", fakes::refused_function) +
      fakes::event("MCHPStack", "CREATE_IN_PROGRESS", "User Initiated");
  cloud.http.answer(200, fakes::described("ROLLBACK_IN_PROGRESS", rolling_back)).answer(200, events(history));
  cloud.http.answer(200, fakes::described("ROLLBACK_COMPLETE")).answer(200, events(history));
  const base::Error error = cloud.error_of(ensure(cloud));
  EXPECT_TRUE(error.is(aws::not_permitted)) << error.describe();
  EXPECT_EQ(error.param("action"), "lambda:CreateFunction");
}

TEST(JitrStack, ThatFailsForAnotherReasonNamesTheResource) {
  EmptyCloud cloud;
  const std::string history =
      fakes::event("RegistrationFunction", "CREATE_FAILED", "The runtime is deprecated.");
  cloud.http.answer(200, fakes::described("ROLLBACK_COMPLETE")).answer(200, events(history));
  const base::Error error = cloud.error_of(ensure(cloud));
  EXPECT_TRUE(error.is(provision::stack_failed)) << error.describe();
  EXPECT_EQ(error.param("resource"), "RegistrationFunction");
  EXPECT_EQ(error.param("unread"), "");
  EXPECT_EQ(error.detail(), "The runtime is deprecated.");
}

TEST(JitrStack, ThatFailsForAUserWhoMayNotReadEventsNamesWhatIsShownWhileItRollsBack) {
  EmptyCloud cloud;
  cloud.http.answer(200, fakes::described("ROLLBACK_IN_PROGRESS", rolling_back)).answer(403, no_events());
  cloud.http.answer(200, fakes::described("ROLLBACK_COMPLETE")).answer(403, no_events());
  const base::Error error = cloud.error_of(ensure(cloud));
  EXPECT_TRUE(error.is(provision::stack_failed)) << error.describe();
  EXPECT_EQ(error.param("resource"), "RegistrationFunction");
  EXPECT_EQ(error.param("status"), "ROLLBACK_COMPLETE");
  EXPECT_EQ(error.param("unread"), "cloudformation:DescribeStackEvents");
}

TEST(JitrStack, ThatNeverEndsIsGivenUpAfterTenMinutes) {
  EmptyCloud cloud;
  for (int i = 0; i < 1000; ++i)
    cloud.http.answer(200, fakes::described("CREATE_IN_PROGRESS")).answer(200, events(""));
  EXPECT_TRUE(cloud.error_of(ensure(cloud)).is(base::timed_out));
}

TEST(JitrStack, ThatRegistersBoardsIsLeftAlone) {
  for (const std::string_view outputs : {our_outputs, old_outputs}) {
    Cloud cloud;
    cloud.http.answer(200, fakes::described("CREATE_COMPLETE", outputs));
    EXPECT_FALSE(cloud.executor.run(ensure(cloud)));
    EXPECT_TRUE(cloud.http.done());
  }
}

TEST(JitrStack, ThatCannotRegisterBoardsIsLeftToTheUser) {
  for (const std::string_view status :
       {"ROLLBACK_COMPLETE", "CREATE_FAILED", "DELETE_FAILED", "CREATE_COMPLETE"}) {
    Cloud cloud;
    cloud.http.answer(200, fakes::described(status));
    const base::Error error = cloud.error_of(ensure(cloud));
    EXPECT_TRUE(error.is(provision::stack_unusable)) << error.describe();
    EXPECT_EQ(error.param("status"), status);
    EXPECT_EQ(error.param("state"), status == "CREATE_COMPLETE" ? "foreign" : "failed");
  }
}

TEST(JitrStack, ThatIsBeingCreatedIsWaitedFor) {
  Cloud cloud;
  cloud.http.answer(200, fakes::described("CREATE_IN_PROGRESS"));
  cloud.http.answer(200, fakes::described("CREATE_COMPLETE", our_outputs));
  EXPECT_FALSE(cloud.executor.run(ensure(cloud)));
}

TEST(JitrStack, ThatIsBeingDeletedIsCreatedAnewAfterwards) {
  Cloud cloud;
  cloud.http.answer(200, fakes::described("DELETE_IN_PROGRESS", our_outputs));
  cloud.http.answer(200, fakes::described("DELETE_COMPLETE", our_outputs));
  cloud.http.answer(200, created());
  cloud.http.answer(200, fakes::described("CREATE_COMPLETE", our_outputs));
  EXPECT_TRUE(cloud.executor.run(ensure(cloud)));
}

TEST(JitrStack, IsDeleted) {
  Cloud cloud;
  cloud.http.answer(200, fakes::described("ROLLBACK_COMPLETE"));
  cloud.http.answer(200, fakes::response("DeleteStack", ""));
  cloud.http.answer(200, fakes::described("DELETE_IN_PROGRESS"));
  cloud.http.answer(200, fakes::described("DELETE_COMPLETE"));
  cloud.executor.run(provision::delete_jitr_stack(cloud.client));
  EXPECT_TRUE(cloud.http.done());
  Cloud empty;
  empty.http.answer(400, no_stack());
  empty.executor.run(provision::delete_jitr_stack(empty.client));
}

TEST(JitrStack, IsReplaced) {
  Cloud cloud;
  cloud.http.answer(200, fakes::described("ROLLBACK_COMPLETE"));
  cloud.http.answer(200, fakes::response("DeleteStack", ""));
  cloud.http.answer(200, fakes::described("DELETE_COMPLETE"));
  cloud.http.answer(400, no_stack());
  cloud.http.answer(200, created());
  cloud.http.answer(200, fakes::described("CREATE_COMPLETE", our_outputs));
  cloud.executor.run(provision::replace_jitr_stack(cloud.client, cloud.random));
  EXPECT_TRUE(cloud.http.done());
}

TEST(JitrStack, ThatCannotBeDeletedNamesThePermissionOfTheDeletionNotOfTheCreation) {
  Cloud cloud;
  const std::string history =
      fakes::event(
          "RegistrationRole", "DELETE_FAILED",
          "&quot;User: u is not authorized to perform: iam:DeleteRole on resource: r because&quot;") +
      fakes::event("MCHPStack", "DELETE_IN_PROGRESS", "User Initiated") +
      fakes::event("RegistrationFunction", "CREATE_FAILED", fakes::refused_function) +
      fakes::event("MCHPStack", "CREATE_IN_PROGRESS", "User Initiated");
  cloud.http.answer(200, fakes::described("CREATE_FAILED"));
  cloud.http.answer(200, fakes::response("DeleteStack", ""));
  cloud.http.answer(200, fakes::described("DELETE_FAILED")).answer(200, events(history));
  const base::Error error = cloud.error_of(provision::delete_jitr_stack(cloud.client));
  EXPECT_TRUE(error.is(aws::not_permitted)) << error.describe();
  EXPECT_EQ(error.param("action"), "iam:DeleteRole");
}

}  // namespace
