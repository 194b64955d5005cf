#include "aws/policy.hpp"

#include <initializer_list>
#include <set>
#include <tuple>
#include <vector>

#include "aws/json.hpp"
#include "base/text.hpp"

namespace aws {

namespace {

using Texts = std::vector<std::string>;

std::string json_list(const Texts& texts) {
  if (texts.size() == 1) return json_quoted(texts.front());
  std::string list = "[";
  for (const std::string& text : texts)
    list.append(list.size() > 1 ? ",\n        " : "\n        ").append(json_quoted(text));
  return list + "\n      ]";
}

Texts prefixed(std::string_view prefix, std::initializer_list<std::string_view> names) {
  Texts texts;
  for (const auto name : names) texts.push_back(std::string(prefix) + std::string(name));
  return texts;
}

/// Makes ARNs of AWS IoT in one account and region.
class Arns {
 public:
  Arns(Region region, std::string_view account) : region_(region), account_(account) {}
  Texts operator()(std::initializer_list<std::string_view> resources) const {
    Texts list;
    for (const auto resource : resources) list.push_back(iot_arn(region_, account_, resource));
    return list;
  }

 private:
  Region region_;
  std::string account_;
};

using Grant = std::tuple<std::string, std::string, std::string, std::string>;

/// A string or a list of strings; nullopt for any other value.
std::optional<Texts> one_or_many(const Json& value) {
  if (auto text = value.text()) return Texts{std::move(*text)};
  if (!value.is_array()) return std::nullopt;
  Texts texts;
  for (const Json& item : value.items()) {
    auto text = item.text();
    if (!text) return std::nullopt;
    texts.push_back(std::move(*text));
  }
  return texts;
}

/// Adds each combination of effect, action, resource and the statement's other members. False if it is not a
/// statement.
bool add_grants(const Json& statement, std::set<Grant>& grants) {
  const auto effect = statement.find_text("Effect");
  Texts actions{""};
  Texts resources{""};
  std::string rest;
  for (const auto& [name, value] : statement.members()) {
    const bool is_action = name == "Action";
    if (is_action || name == "Resource") {
      auto texts = one_or_many(value);
      if (!texts) return false;
      (is_action ? actions : resources) = std::move(*texts);
    } else if (name != "Effect" && name != "Sid") {
      rest += json_quoted(name) + ":" + value.dump() + ",";
    }
  }
  if (!effect) return false;
  for (const std::string& action : actions) {
    for (const std::string& resource : resources)
      grants.emplace(*effect, base::to_lower(action), resource, rest);
  }
  return true;
}

std::optional<std::set<Grant>> grants_of(std::string_view document) {
  constexpr std::size_t max_document = 8192;  // AWS IoT allows 2048 without white space
  if (document.size() > max_document) return std::nullopt;
  const auto json = Json::parse(document);
  if (!json || json->find_text("Version") != "2012-10-17") return std::nullopt;
  const auto list = json->find("Statement");
  if (!list || !(list->is_array() || list->is_object())) return std::nullopt;
  std::set<Grant> grants;
  for (const Json& statement : list->is_object() ? std::vector<Json>{*list} : list->items()) {
    if (!add_grants(statement, grants)) return std::nullopt;
  }
  return grants;
}

}  // namespace

std::string policy_document(const std::vector<Statement>& statements) {
  std::string list;
  for (const Statement& statement : statements) {
    if (!list.empty()) list += ",";
    list += "\n    {\n      \"Effect\": \"Allow\",\n      \"Action\": " + json_list(statement.actions) +
            ",\n      \"Resource\": " + json_list(statement.resources) + "\n    }";
  }
  return "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [" + list + "\n  ]\n}\n";
}

std::string compact_policy(std::string document) {
  std::erase_if(document, [](char c) { return c == ' ' || c == '\n'; });
  return document;
}

std::string zero_touch_policy(Region region, std::string_view account) {
  const Arns arns(region, account);
  const std::string thing = "${iot:Connection.Thing.ThingName}";
  const std::string own = thing + "/*";
  const std::string shadow = "$aws/things/" + thing + "/shadow/*";
  return policy_document({
      {{"iot:Connect"}, arns({"client/" + thing})},
      {prefixed("iot:", {"Publish", "Receive"}), arns({"topic/" + own, "topic/" + shadow})},
      {{"iot:Subscribe"}, arns({"topicfilter/" + own, "topicfilter/" + shadow})},
      {prefixed("iot:", {"UpdateThingShadow", "GetThingShadow"}), arns({"topic/" + shadow})},
  });
}

bool same_policy(std::string_view a, std::string_view b) {
  const auto left = grants_of(a);
  return left && left == grants_of(b);
}

std::vector<std::string> guide_actions() {
  Texts actions{"iot:*"};
  const auto add = [&actions](std::string_view service, std::initializer_list<std::string_view> names) {
    for (std::string& action : prefixed(service, names)) actions.push_back(std::move(action));
  };
  add("lambda:", {"CreateFunction", "GetFunctionConfiguration", "DeleteFunction", "ListFunctions",
                  "GetFunction", "UpdateFunctionCode", "AddPermission", "RemovePermission"});
  add("iam:", {"CreateRole", "AttachRolePolicy", "PutRolePolicy", "PassRole", "DetachRolePolicy",
               "DeleteRolePolicy", "GetRole", "DeleteRole", "GetRolePolicy"});
  add("cloudformation:", {"DescribeStacks", "ListStacks", "CreateStack", "DeleteStack"});
  return actions;
}

std::string guide_policy() {
  return policy_document({{guide_actions(), {"*"}}});
}

std::string permitting_policy(std::string_view action, std::string_view resource) {
  return policy_document({{{std::string(action)}, {std::string(resource.empty() ? "*" : resource)}}});
}

}  // namespace aws
