#include "aws/lambda.hpp"

#include "aws/errors.hpp"
#include "aws/json.hpp"

namespace aws {

namespace {

constexpr int max_function_pages = 200;
constexpr std::string_view list_action = "lambda:ListFunctions";

Function function_of(const Json& json) {
  Function function;
  function.name = json.text_at("FunctionName");
  function.runtime = json.find_text("Runtime").value_or("");
  function.handler = json.find_text("Handler").value_or("");
  const auto size = json.find_number("CodeSize");
  if (!size) throw base::Error(bad_answer).with("action", list_action).with("field", "CodeSize");
  function.code_size = *size;
  return function;
}

Request list_request(const std::string& marker) {
  Request request;
  request.service = Service::lambda;
  request.action = list_action;
  request.path = "/2015-03-31/functions/";
  request.query = {{"MaxItems", "50"}};
  if (!marker.empty()) request.query.emplace_back("Marker", marker);
  request.repeat = Repeat::safe;
  return request;
}

}  // namespace

base::task<std::vector<Function>> list_functions(Client& client) {
  std::vector<Function> functions;
  std::string marker;
  for (int page = 0; page < max_function_pages; ++page) {
    const ports::HttpResponse response = co_await client.send(list_request(marker));
    const auto answer = Json::parse(response.body);
    if (!answer || !answer->is_object()) {
      throw base::Error(bad_answer).with("action", list_action).because("the answer is not a JSON object");
    }
    for (const Json& item : answer->list_at("Functions")) functions.push_back(function_of(item));
    const std::string following = answer->find_text("NextMarker").value_or("");
    if (following.empty()) co_return functions;
    if (following == marker) break;  // a list that never ends
    marker = following;
  }
  throw base::Error(bad_answer).with("action", list_action).because("the list of pages does not end");
}

}  // namespace aws
