// Tests how the functions of an account are listed. The answers have the form of AWS's API reference.
#include "aws/lambda.hpp"

#include <gtest/gtest.h>

#include "aws/errors.hpp"
#include "fakes.hpp"

namespace {

using fakes::Cloud;

std::string function(std::string_view name) {
  return R"({"FunctionName":")" + std::string(name) +
         R"(","Runtime":"python3.9","Handler":"jitr_lambda.lambda_handler","CodeSize":4199999,"Timeout":30})";
}

TEST(ListFunctions, ReadsAllPages) {
  Cloud cloud;
  cloud.http.answer(200, R"({"Functions":[)" + function("a") + R"(],"NextMarker":"m/1"})");
  cloud.http.answer(200, R"({"Functions":[)" + function("b") + R"(],"NextMarker":null})");
  const auto functions = cloud.executor.run(aws::list_functions(cloud.client));
  ASSERT_EQ(functions.size(), 2U);
  EXPECT_EQ(functions[0].name, "a");
  EXPECT_EQ(functions[0].runtime, "python3.9");
  EXPECT_EQ(functions[0].handler, "jitr_lambda.lambda_handler");
  EXPECT_EQ(functions[0].code_size, 4199999U);
  EXPECT_EQ(functions[1].name, "b");
  EXPECT_EQ(cloud.http.requests.at(0).method, "GET");
  EXPECT_EQ(cloud.http.requests.at(0).url,
            "https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/?MaxItems=50");
  EXPECT_EQ(cloud.http.requests.at(1).url,
            "https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/?MaxItems=50&Marker=m%2F1");
}

TEST(ListFunctions, NamesTheActionThatTheUserMayNotCall) {
  Cloud cloud;
  cloud.http.answer(403,
                    R"({"Message":"User: arn:aws:iam::123456789012:user/bob is not authorized to perform: )"
                    R"(lambda:ListFunctions on resource: * because no identity-based policy allows it"})",
                    {{"x-amzn-errortype", "AccessDeniedException"}});
  const base::Error error = cloud.error_of(aws::list_functions(cloud.client));
  EXPECT_TRUE(error.is(aws::not_permitted));
  EXPECT_EQ(error.param("action"), "lambda:ListFunctions");
}

TEST(ListFunctions, ReportsADamagedAnswerAsAnError) {
  const std::string whole = R"({"Functions":[)" + function("a") + "]}";
  for (std::size_t i = 0; i < whole.size(); ++i) {
    Cloud cloud;
    cloud.http.answer(200, whole.substr(0, i));
    EXPECT_TRUE(cloud.error_of(aws::list_functions(cloud.client)).is(aws::bad_answer)) << whole.substr(0, i);
  }
  for (const std::string size : {"-1", "1.5", R"("4")", "null"}) {
    Cloud cloud;
    cloud.http.answer(200, R"({"Functions":[{"FunctionName":"a","CodeSize":)" + size + "}]}");
    EXPECT_TRUE(cloud.error_of(aws::list_functions(cloud.client)).is(aws::bad_answer)) << size;
  }
}

TEST(ListFunctions, ReportsAListThatNeverEnds) {
  Cloud cloud;
  for (int i = 0; i < 2; ++i) cloud.http.answer(200, R"({"Functions":[],"NextMarker":"m"})");
  EXPECT_TRUE(cloud.error_of(aws::list_functions(cloud.client)).is(aws::bad_answer));
}

}  // namespace
