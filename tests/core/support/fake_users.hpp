// IAM's users, in front of the simulated cloud, which has none. Answers as in the IAM API reference.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "aws/stack_answers.hpp"
#include "ports/http_client.hpp"
#include "simulation/cloud.hpp"
#include "simulation/cloud_url.hpp"

namespace support {

struct FakeUsers {
  struct User {
    std::string path;
    std::string boundary;
    std::map<std::string, std::string> policies;  // name to document
    std::set<std::string> keys;
    std::set<std::string> attached;  // ARNs
    std::set<std::string> groups;
  };
  std::map<std::string, User> users;
  std::set<std::string> denied;  // "CreateUser"
  /// How many requests to STS with the made key fail, because AWS does not know the key yet.
  int unknown_for = 0;
  static constexpr std::string_view made_key = "AKIAMADEMADEMADEMADE";

  /// For FailingHttp::instead.
  std::optional<ports::HttpResponse> answer(const ports::HttpRequest& request) {
    if (is_by_made_key(request)) return as_made_user(request);
    if (request.url.find("//iam.") == std::string::npos) return std::nullopt;
    form_.query = simulation::split_query(request.body);
    const std::string action = form_.find("Action").value_or("");
    if (action == "SimulatePrincipalPolicy" || action == "GetRole") return std::nullopt;
    if (denied.count(action) != 0)
      return refused(403, "AccessDenied", "User: x is not authorized to perform: iam:" + action);
    if (action == "CreateUser") return create();
    if (action == "ListUsers") return list(action, "Users", "UserName", own());
    const auto found = users.find(text("UserName"));
    if (found == users.end()) return refused(404, "NoSuchEntity", "There is no such user.");
    return of_user(action, found->second);
  }

 private:
  std::string text(std::string_view name) const { return form_.find(name).value_or(""); }
  static ports::HttpResponse good(std::string_view action, std::string_view result = {}) {
    return {200, {}, fakes::response(action, result)};
  }
  static ports::HttpResponse refused(int status, std::string_view code, std::string_view message) {
    return {status, {}, fakes::error_answer(code, message)};
  }
  static bool is_by_made_key(const ports::HttpRequest& request) {
    for (const auto& [name, value] : request.headers)
      if (value.find(made_key) != std::string::npos) return true;
    return false;
  }
  /// The made user may only be signed in.
  ports::HttpResponse as_made_user(const ports::HttpRequest& request) {
    const std::string account(simulation::Cloud::account());
    if (request.url.find("/endpoint") != std::string::npos)
      return {200, {}, R"({"endpointAddress":"made-ats.iot.us-east-2.amazonaws.com"})"};
    if (request.url.find("//sts.") == std::string::npos) return refused(403, "AccessDenied", "no");
    if (unknown_for > 0) {
      --unknown_for;
      return refused(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }
    return good("GetCallerIdentity", "<Arn>arn:aws:iam::" + account +
                                         ":user/web-provisioner/made</Arn><UserId>AIDA</UserId><Account>" +
                                         account + "</Account>");
  }
  ports::HttpResponse create() {
    const std::string name = text("UserName");
    if (users.count(name) != 0) return refused(409, "EntityAlreadyExists", "The user exists.");
    users[name].path = text("Path");
    users[name].boundary = text("PermissionsBoundary");
    return good("CreateUser");
  }
  std::vector<std::string> own() const {
    std::vector<std::string> names;
    for (const auto& [name, user] : users)
      if (user.path == text("PathPrefix")) names.push_back(name);
    return names;
  }
  template <class Names>
  static ports::HttpResponse list(std::string_view action, const std::string& elements,
                                  const std::string& member, const Names& names) {
    std::string items;
    for (const std::string& name : names)
      items += "<member>" + (member.empty() ? name : "<" + member + ">" + name + "</" + member + ">") +
               "</member>";
    return good(action, "<" + elements + ">" + items + "</" + elements + "><IsTruncated>false</IsTruncated>");
  }
  static std::vector<std::string> names_of(const std::map<std::string, std::string>& policies) {
    std::vector<std::string> names;
    for (const auto& [name, document] : policies) names.push_back(name);
    return names;
  }
  ports::HttpResponse of_user(const std::string& action, User& user) {
    if (action == "ListAccessKeys") return list(action, "AccessKeyMetadata", "AccessKeyId", user.keys);
    if (action == "ListUserPolicies") return list(action, "PolicyNames", "", names_of(user.policies));
    if (action == "ListAttachedUserPolicies")
      return list(action, "AttachedPolicies", "PolicyArn", user.attached);
    if (action == "ListGroupsForUser") return list(action, "Groups", "GroupName", user.groups);
    if (action == "PutUserPolicy") user.policies[text("PolicyName")] = text("PolicyDocument");
    if (action == "DeleteAccessKey") user.keys.erase(text("AccessKeyId"));
    if (action == "DeleteUserPolicy") user.policies.erase(text("PolicyName"));
    if (action == "DetachUserPolicy") user.attached.erase(text("PolicyArn"));
    if (action == "RemoveUserFromGroup") user.groups.erase(text("GroupName"));
    if (action == "CreateAccessKey") return create_key(user);
    if (action == "DeleteUser") return remove(user);
    return good(action);
  }
  static ports::HttpResponse create_key(User& user) {
    const std::string id(made_key);
    user.keys.insert(id);
    return good("CreateAccessKey", "<AccessKey><AccessKeyId>" + id + "</AccessKeyId><SecretAccessKey>" +
                                       std::string(40, 's') + "</SecretAccessKey></AccessKey>");
  }
  ports::HttpResponse remove(const User& user) {
    if (!user.keys.empty() || !user.policies.empty() || !user.attached.empty() || !user.groups.empty())
      return refused(409, "DeleteConflict", "Cannot delete entity, must remove its parts first.");
    users.erase(text("UserName"));
    return good("DeleteUser");
  }

  simulation::CloudUrl form_;
};

}  // namespace support
