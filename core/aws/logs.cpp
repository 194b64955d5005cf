#include "aws/logs.hpp"

#include <utility>

#include "aws/errors.hpp"
#include "aws/json.hpp"

namespace aws {

namespace {

/// A page has up to 50 groups; each of these functions has one.
constexpr int max_group_pages = 20;

}  // namespace

Request logs_request(const std::string& operation, std::string json) {
  Request request;
  request.service = Service::logs;
  request.action = "logs:" + operation;
  request.method = "POST";
  request.headers.emplace_back("X-Amz-Target", "Logs_20140328." + operation);
  request.content_type = "application/x-amz-json-1.1";
  request.body = std::move(json);
  request.repeat = Repeat::safe;
  return request;
}

base::task<std::vector<std::string>> list_log_groups(Client& client, std::string prefix) {
  std::vector<std::string> names;
  std::string token;
  for (int page = 0; page < max_group_pages; ++page) {
    std::string json = token.empty() ? json_object({{"logGroupNamePrefix", prefix}})
                                     : json_object({{"logGroupNamePrefix", prefix}, {"nextToken", token}});
    Request request = logs_request("DescribeLogGroups", std::move(json));
    const ports::HttpResponse response = co_await client.send(std::move(request));
    const auto answer = Json::parse(response.body);
    if (!answer || !answer->is_object()) break;
    for (const Json& group : answer->list_at("logGroups")) names.push_back(group.text_at("logGroupName"));
    token = answer->find_text("nextToken").value_or("");
    if (token.empty()) co_return names;
  }
  throw base::Error(bad_answer).with("action", "logs:DescribeLogGroups");
}

base::task<void> delete_log_group(Client& client, std::string name) {
  Request request = logs_request("DeleteLogGroup", json_object({{"logGroupName", name}}));
  co_await client.send(std::move(request));
}

}  // namespace aws
