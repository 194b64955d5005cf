#include "aws/cloudformation.hpp"

#include <algorithm>
#include <array>

#include "aws/errors.hpp"
#include "aws/xml.hpp"

namespace aws {

namespace {

constexpr std::string_view api_version = "2010-05-15";
constexpr int max_event_pages = 20;

constexpr std::array<std::string_view, 23> stack_status_names{"CREATE_IN_PROGRESS",
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
                                                              "IMPORT_ROLLBACK_COMPLETE"};

/// CloudFormation's API reference documents answers in XML only, so the request does not ask for JSON.
Request stack_request(std::string_view action, Query parameters) {
  Request request =
      query_request(Service::cloudformation, action, api_version, std::move(parameters), Repeat::safe);
  request.headers.clear();
  return request;
}

base::Error bad_element(std::string_view field) {
  return base::Error(bad_answer).with("field", field);
}

std::string text_at(std::string_view document, std::string_view element) {
  auto text = xml_text(document, element);
  if (!text || text->empty()) throw bad_element(element);
  return std::move(*text);
}

StackStatus status_of(std::string_view text) {
  const auto place = std::find(stack_status_names.begin(), stack_status_names.end(), text);
  if (place == stack_status_names.end()) throw bad_element("StackStatus");
  return static_cast<StackStatus>(place - stack_status_names.begin());
}

Stack parse_stack(std::string_view body) {
  Stack stack;
  stack.id = text_at(body, "StackId");
  stack.status = status_of(text_at(body, "StackStatus"));
  stack.status_reason = xml_text(body, "StackStatusReason").value_or("");
  const auto keys = xml_texts(body, "OutputKey");
  const auto values = xml_texts(body, "OutputValue");
  if (keys.size() != values.size()) throw bad_element("Outputs");
  for (std::size_t i = 0; i < keys.size(); ++i) stack.outputs[keys[i]] = values[i];
  return stack;
}

}  // namespace

std::string_view name(StackStatus status) {
  return stack_status_names[static_cast<std::size_t>(status)];
}

bool is_in_progress(StackStatus status) {
  return name(status).ends_with("_IN_PROGRESS");
}

/// Returns the answer's body, which must be a whole answer to this action.
base::task<std::string> CloudFormationClient::send(Request request) {
  const std::string action = request.action;
  ports::HttpResponse response = co_await client_.send(std::move(request));
  const std::string end = "</" + action.substr(action.find(':') + 1) + "Response>";
  if (response.body.find(end) == std::string::npos)
    throw base::Error(bad_answer).with("action", action).because("the answer has no " + end);
  co_return std::move(response.body);
}

base::task<std::optional<Stack>> CloudFormationClient::find_stack(std::string name_or_id) {
  Query parameters{{"StackName", name_or_id}};
  try {
    co_return parse_stack(co_await send(stack_request("DescribeStacks", std::move(parameters))));
  } catch (const base::Error& error) {
    if (!error.is(not_found)) throw;
  }
  co_return std::nullopt;
}

base::task<std::string> CloudFormationClient::create_stack(std::string name, std::string template_body,
                                                           std::string token) {
  // CAPABILITY_IAM: the template contains a role, whose name CloudFormation chooses.
  Query parameters{{"StackName", name},
                   {"TemplateBody", template_body},
                   {"Capabilities.member.1", "CAPABILITY_IAM"},
                   {"OnFailure", "ROLLBACK"},
                   {"ClientRequestToken", token}};
  const std::string body = co_await send(stack_request("CreateStack", std::move(parameters)));
  co_return text_at(body, "StackId");
}

base::task<std::vector<StackEvent>> CloudFormationClient::list_events(std::string name_or_id) {
  std::vector<StackEvent> events;
  std::string token;
  for (int page = 0; page < max_event_pages; ++page) {
    Query parameters{{"StackName", name_or_id}};
    if (!token.empty()) parameters.emplace_back("NextToken", token);
    const std::string body = co_await send(stack_request("DescribeStackEvents", std::move(parameters)));
    for (const std::string_view member : xml_contents(body, "member")) {
      events.push_back({text_at(member, "LogicalResourceId"), text_at(member, "ResourceStatus"),
                        xml_text(member, "ResourceStatusReason").value_or("")});
    }
    const std::string following = xml_text(body, "NextToken").value_or("");
    if (following.empty()) co_return events;
    if (following == token) break;  // a list that never ends
    token = following;
  }
  throw base::Error(bad_answer)
      .with("action", "cloudformation:DescribeStackEvents")
      .because("the list of pages does not end");
}

base::task<void> CloudFormationClient::delete_stack(std::string name_or_id) {
  Query parameters{{"StackName", name_or_id}};
  co_await send(stack_request("DeleteStack", std::move(parameters)));
}

}  // namespace aws
