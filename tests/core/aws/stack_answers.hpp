// Answers of CloudFormation about the stack MCHPStack, in the form of AWS's API reference.
#pragma once

#include <string>
#include <string_view>

namespace fakes {

inline const std::string stack_id =
    "arn:aws:cloudformation:us-east-1:123456789012:stack/MCHPStack/5f7a1a70-cb3b-11f0-9d5c-0affd8d1a2b3";

inline std::string response(std::string_view action, std::string_view result) {
  const std::string name(action);
  return "<" + name + R"(Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">)" + "<" +
         name + "Result>" + std::string(result) + "</" + name +
         "Result><ResponseMetadata><RequestId>b9b4b068</RequestId></ResponseMetadata></" + name + "Response>";
}

inline std::string described(std::string_view status, std::string_view more = {}) {
  return response(
      "DescribeStacks",
      "<Stacks><member><StackId>" + stack_id +
          "</StackId><StackName>MCHPStack</StackName><Description>Registers</Description><StackStatus>" +
          std::string(status) + "</StackStatus>" + std::string(more) + "</member></Stacks>");
}

inline std::string event(std::string_view id, std::string_view status, std::string_view reason = {}) {
  std::string text = "<member><EventId>e</EventId><LogicalResourceId>" + std::string(id) +
                     "</LogicalResourceId><ResourceStatus>" + std::string(status) + "</ResourceStatus>";
  if (!reason.empty()) text += "<ResourceStatusReason>" + std::string(reason) + "</ResourceStatusReason>";
  return text + "</member>";
}

inline std::string error_answer(std::string_view code, std::string_view message) {
  return R"(<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>)" +
         std::string(code) + "</Code><Message>" + std::string(message) +
         "</Message></Error><RequestId>b9b4b068</RequestId></ErrorResponse>";
}

/// As CloudFormation reports that a resource's service has refused a call of the stack's creator.
inline constexpr std::string_view refused_function =
    "Resource handler returned message: &quot;User: arn:aws:iam::123456789012:user/bob is not authorized to "
    "perform: lambda:CreateFunction on resource: "
    "arn:aws:lambda:us-east-1:123456789012:function:MCHPStack-RegistrationFunction-1A2B because no "
    "identity-based policy allows the lambda:CreateFunction action (Service: Lambda, Status Code: 403, "
    "Request "
    "ID: 7d)&quot; (RequestToken: 4f, HandlerErrorCode: AccessDenied)";

}  // namespace fakes
