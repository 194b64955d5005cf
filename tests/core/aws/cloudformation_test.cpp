// Tests CloudFormation's operations: the request and answer of each, what a stack's history tells, and
// damaged answers.
#include "aws/cloudformation.hpp"

#include <gtest/gtest.h>

#include "aws/errors.hpp"
#include "aws/refusal.hpp"
#include "aws/xml.hpp"
#include "fakes.hpp"
#include "stack_answers.hpp"

namespace {

using aws::StackStatus;
using fakes::Cloud;

using fakes::described;
using fakes::error_answer;
using fakes::event;
using fakes::refused_function;
using fakes::response;
using fakes::stack_id;

struct Stacks : Cloud {
  aws::CloudFormationClient stacks{client};
};

TEST(CloudFormation, FindsAStackWithItsOutputs) {
  Stacks cloud;
  cloud.http.answer(200, described("CREATE_COMPLETE",
                                   "<Outputs><member><OutputKey>Function</OutputKey><OutputValue>MCHPStack-F"
                                   "</OutputValue></member><member><OutputKey>Version</OutputKey>"
                                   "<OutputValue>1</OutputValue></member></Outputs>"));
  const auto stack = cloud.executor.run(cloud.stacks.find_stack("MCHPStack"));
  ASSERT_TRUE(stack);
  EXPECT_EQ(stack->id, stack_id);
  EXPECT_EQ(stack->status, StackStatus::create_complete);
  EXPECT_EQ(stack->status_reason, "");
  EXPECT_EQ(stack->outputs,
            (std::map<std::string, std::string>{{"Function", "MCHPStack-F"}, {"Version", "1"}}));
  const ports::HttpRequest& request = cloud.http.requests.at(0);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://cloudformation.us-east-1.amazonaws.com/");
  EXPECT_EQ(request.body, "Action=DescribeStacks&Version=2010-05-15&StackName=MCHPStack");
  EXPECT_NE(fakes::header_of(request, "authorization").find("/us-east-1/cloudformation/aws4_request"),
            std::string::npos);
  EXPECT_EQ(fakes::header_of(request, "accept"), "") << "the answer shall be XML";
}

TEST(CloudFormation, TellsWhyAStackRollsBack) {
  Stacks cloud;
  cloud.http.answer(200,
                    described("ROLLBACK_IN_PROGRESS",
                              "<StackStatusReason>The following resource(s) failed to create: "
                              "[RegistrationFunction]. Rollback requested by user.</StackStatusReason>"));
  const auto stack = cloud.executor.run(cloud.stacks.find_stack(stack_id));
  ASSERT_TRUE(stack);
  EXPECT_EQ(stack->status, StackStatus::rollback_in_progress);
  EXPECT_EQ(
      stack->status_reason,
      "The following resource(s) failed to create: [RegistrationFunction]. Rollback requested by user.");
}

TEST(CloudFormation, FindsNoStackWhereThereIsNone) {
  Stacks cloud;
  cloud.http.answer(400, error_answer("ValidationError", "Stack with id MCHPStack does not exist"));
  EXPECT_FALSE(cloud.executor.run(cloud.stacks.find_stack("MCHPStack")));
}

TEST(CloudFormation, DoesNotTakeAnotherValidationErrorForAMissingStack) {
  Stacks cloud;
  cloud.http.answer(400,
                    error_answer("ValidationError", "1 validation error detected: Value '' at 'stackName'"));
  EXPECT_TRUE(cloud.error_of(cloud.stacks.find_stack("")).is(aws::invalid_request));
}

TEST(CloudFormation, ReadsEveryStatusThatAwsHas) {
  for (const std::string text : {"CREATE_IN_PROGRESS",
                                 "CREATE_FAILED",
                                 "CREATE_COMPLETE",
                                 "ROLLBACK_IN_PROGRESS",
                                 "ROLLBACK_FAILED",
                                 "ROLLBACK_COMPLETE",
                                 "DELETE_IN_PROGRESS",
                                 "DELETE_FAILED",
                                 "DELETE_COMPLETE",
                                 "UPDATE_IN_PROGRESS",
                                 "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                                 "UPDATE_COMPLETE",
                                 "UPDATE_FAILED",
                                 "UPDATE_ROLLBACK_IN_PROGRESS",
                                 "UPDATE_ROLLBACK_FAILED",
                                 "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
                                 "UPDATE_ROLLBACK_COMPLETE",
                                 "REVIEW_IN_PROGRESS",
                                 "IMPORT_IN_PROGRESS",
                                 "IMPORT_COMPLETE",
                                 "IMPORT_ROLLBACK_IN_PROGRESS",
                                 "IMPORT_ROLLBACK_FAILED",
                                 "IMPORT_ROLLBACK_COMPLETE"}) {
    Stacks cloud;
    cloud.http.answer(200, described(text));
    const auto stack = cloud.executor.run(cloud.stacks.find_stack("MCHPStack"));
    ASSERT_TRUE(stack);
    EXPECT_EQ(aws::name(stack->status), text);
    EXPECT_EQ(aws::is_in_progress(stack->status), text.find("IN_PROGRESS") != std::string::npos);
  }
}

TEST(CloudFormation, CreatesAStackThatRollsBackIfAResourceFails) {
  Stacks cloud;
  cloud.http.answer(200, response("CreateStack", "<StackId>" + stack_id + "</StackId>"));
  EXPECT_EQ(cloud.executor.run(cloud.stacks.create_stack("MCHPStack", R"({"a": "b"})", "token-1")), stack_id);
  EXPECT_EQ(
      cloud.http.requests.at(0).body,
      "Action=CreateStack&Version=2010-05-15&StackName=MCHPStack&TemplateBody=%7B%22a%22%3A%20%22b%22%7D"
      "&Capabilities.member.1=CAPABILITY_IAM&OnFailure=ROLLBACK&ClientRequestToken=token-1");
}

TEST(CloudFormation, SaysIfAStackOfTheNameExists) {
  Stacks cloud;
  cloud.http.answer(400, error_answer("AlreadyExistsException", "Stack [MCHPStack] already exists"));
  EXPECT_TRUE(cloud.error_of(cloud.stacks.create_stack("MCHPStack", "{}", "t")).is(aws::conflict));
}

TEST(CloudFormation, NamesTheActionThatTheUserMayNotCall) {
  Stacks cloud;
  cloud.http.answer(403,
                    error_answer("AccessDenied",
                                 "User: arn:aws:iam::123456789012:user/bob is not authorized to perform: "
                                 "cloudformation:DescribeStackEvents on resource: " +
                                     stack_id + " because no identity-based policy allows it"));
  const base::Error error = cloud.error_of(cloud.stacks.list_events(stack_id));
  EXPECT_TRUE(error.is(aws::not_permitted));
  EXPECT_EQ(error.param("action"), "cloudformation:DescribeStackEvents");
  EXPECT_EQ(error.param("resource"), stack_id);
}

TEST(CloudFormation, ListsTheEventsOfAllPages) {
  Stacks cloud;
  cloud.http.answer(200, response("DescribeStackEvents",
                                  "<StackEvents>" + event("RegistrationRole", "DELETE_COMPLETE") +
                                      event("RegistrationFunction", "CREATE_FAILED", refused_function) +
                                      "</StackEvents><NextToken>page/2</NextToken>"));
  cloud.http.answer(
      200, response("DescribeStackEvents", "<StackEvents>" +
                                               event("MCHPStack", "CREATE_IN_PROGRESS", "User Initiated") +
                                               "</StackEvents>"));
  const auto events = cloud.executor.run(cloud.stacks.list_events("MCHPStack"));
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[0].logical_id, "RegistrationRole");
  EXPECT_EQ(events[0].reason, "") << "a reason belongs to its own event";
  EXPECT_EQ(events[1].status, "CREATE_FAILED");
  EXPECT_NE(events[1].reason.find(R"(message: "User: arn)"), std::string::npos);
  EXPECT_EQ(events[2].reason, "User Initiated");
  EXPECT_EQ(cloud.http.requests.at(1).body,
            "Action=DescribeStackEvents&Version=2010-05-15&StackName=MCHPStack&NextToken=page%2F2");
}

TEST(CloudFormation, ReportsAListOfEventsThatNeverEnds) {
  Stacks cloud;
  for (int page = 0; page < 50; ++page)
    cloud.http.answer(200, response("DescribeStackEvents",
                                    "<StackEvents/><NextToken>" + std::to_string(page) + "</NextToken>"));
  EXPECT_TRUE(cloud.error_of(cloud.stacks.list_events("MCHPStack")).is(aws::bad_answer));
}

TEST(CloudFormation, DeletesAStack) {
  Stacks cloud;
  cloud.http.answer(200, "<DeleteStackResponse><ResponseMetadata/></DeleteStackResponse>");
  cloud.executor.run(cloud.stacks.delete_stack(stack_id));
  EXPECT_EQ(cloud.http.requests.at(0).body,
            "Action=DeleteStack&Version=2010-05-15&StackName=" + aws::percent_encode(stack_id));
}

TEST(CloudFormation, ReportsADamagedAnswerAsAnError) {
  struct Operation {
    std::string answer;
    std::function<base::Error(Stacks&)> error;
  };
  const std::string outputs =
      "<Outputs><member><OutputKey>a</OutputKey><OutputValue>b</OutputValue></member></Outputs>";
  const std::vector<Operation> operations{
      {described("CREATE_COMPLETE", outputs),
       [](Stacks& cloud) { return cloud.error_of(cloud.stacks.find_stack("a")); }},
      {response("DescribeStackEvents", "<StackEvents>" + event("a", "CREATE_FAILED", "b") + "</StackEvents>"),
       [](Stacks& cloud) { return cloud.error_of(cloud.stacks.list_events("a")); }},
      {response("CreateStack", "<StackId>" + stack_id + "</StackId>"),
       [](Stacks& cloud) { return cloud.error_of(cloud.stacks.create_stack("a", "{}", "t")); }},
      {response("DeleteStack", ""),
       [](Stacks& cloud) { return cloud.error_of(cloud.stacks.delete_stack("a")); }}};
  for (const Operation& operation : operations) {
    for (std::size_t size = 0; size < operation.answer.size(); ++size) {
      Stacks cloud;
      cloud.http.answer(200, operation.answer.substr(0, size));
      EXPECT_TRUE(operation.error(cloud).is(aws::bad_answer)) << operation.answer.substr(0, size);
    }
  }
}

TEST(CloudFormation, ReportsAStatusThatAwsDoesNotHave) {
  Stacks cloud;
  cloud.http.answer(200, described("NEW_STATUS"));
  EXPECT_TRUE(cloud.error_of(cloud.stacks.find_stack("a")).is(aws::bad_answer));
}

TEST(PermissionError, IsReadFromTheReasonOfAnEvent) {
  const auto error =
      aws::permission_error(*aws::xml_text("<r>" + std::string(refused_function) + "</r>", "r"));
  ASSERT_TRUE(error);
  EXPECT_TRUE(error->is(aws::not_permitted));
  EXPECT_EQ(error->param("action"), "lambda:CreateFunction");
  EXPECT_EQ(error->param("resource"),
            "arn:aws:lambda:us-east-1:123456789012:function:MCHPStack-RegistrationFunction-1A2B");
  const auto quoted = aws::permission_error(
      R"(message: "User: u is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/r" (X))");
  ASSERT_TRUE(quoted);
  EXPECT_EQ(quoted->param("resource"), "arn:aws:iam::1:role/r");
  EXPECT_FALSE(aws::permission_error("The runtime is deprecated. (Service: Lambda, Status Code: 400)"));
}

TEST(PermissionError, NamesThePolicyThatDenies) {
  const auto error = aws::permission_error(
      "User: u is not authorized to perform: iam:CreateRole on resource: r with an explicit deny in a "
      "service "
      "control policy (Service: Iam, Status Code: 403, Request ID: 7d)");
  ASSERT_TRUE(error);
  EXPECT_TRUE(error->is(aws::explicitly_denied));
  EXPECT_EQ(error->param("policy"), "a service control policy");
}

}  // namespace
