// CloudFormation with the one stack that just-in-time registration needs, in front of the simulated cloud,
// which has no CloudFormation. The stack takes some requests to be complete.
#pragma once

#include <optional>
#include <string>

#include "aws/stack_answers.hpp"
#include "ports/http_client.hpp"

namespace support {

struct FakeStacks {
  std::string status;  // empty: there is no stack
  std::string outputs = std::string(
      "<Outputs><member><OutputKey>Function</OutputKey><OutputValue>MCHPStack-RegistrationFunction-1A2B"
      "</OutputValue></member><member><OutputKey>Version</OutputKey><OutputValue>1</OutputValue></member></"
      "Outputs>");
  int creations = 0;
  int polls_until_complete = 3;

  /// For FailingHttp::instead.
  std::optional<ports::HttpResponse> answer(const ports::HttpRequest& request) {
    if (request.url.find("//cloudformation.") == std::string::npos) return std::nullopt;
    const auto is = [&request](std::string_view action) {
      return request.body.starts_with("Action=" + std::string(action) + "&");
    };
    if (is("DescribeStacks")) return describe();
    if (is("CreateStack")) return create();
    if (is("DescribeStackEvents")) return good(fakes::response("DescribeStackEvents", "<StackEvents/>"));
    return refused("InvalidAction", "unexpected: " + request.body.substr(0, 40));
  }

 private:
  static ports::HttpResponse good(std::string body) { return {200, {}, std::move(body)}; }
  static ports::HttpResponse refused(std::string_view code, std::string_view message) {
    return {400, {}, fakes::error_answer(code, message)};
  }
  ports::HttpResponse describe() {
    if (status.empty()) return refused("ValidationError", "Stack with id MCHPStack does not exist");
    if (status == "CREATE_IN_PROGRESS" && --polls_left_ == 0) status = "CREATE_COMPLETE";
    return good(fakes::described(status, status == "CREATE_COMPLETE" ? outputs : std::string()));
  }
  ports::HttpResponse create() {
    if (!status.empty()) return refused("AlreadyExistsException", "Stack [MCHPStack] already exists");
    ++creations;
    status = "CREATE_IN_PROGRESS";
    polls_left_ = polls_until_complete;
    return good(fakes::response("CreateStack", "<StackId>" + fakes::stack_id + "</StackId>"));
  }
  int polls_left_ = 0;
};

}  // namespace support
