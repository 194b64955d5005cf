#include "aws/iam_users.hpp"

#include <utility>

#include "aws/errors.hpp"
#include "aws/json.hpp"
#include "aws/xml.hpp"

namespace aws {

namespace {

constexpr std::string_view users_version = "2010-05-08";
/// IAM's limits (5000 users, two keys, some policies) need far fewer pages.
constexpr int most_user_pages = 100;

struct UserPage {
  std::vector<std::string> names;
  std::string marker;  // of the next page; empty for the last one
};

UserPage page_in_json(const Json& body, const std::string& action, const std::string& elements,
                      const std::string& member) {
  const Json result = body.at(action + "Response").at(action + "Result");
  UserPage page;
  for (const Json& one : result.list_at(elements)) {
    auto text = member.empty() ? one.text() : one.find_text(member);
    if (!text) throw base::Error(bad_answer).with("field", elements);
    page.names.push_back(*std::move(text));
  }
  if (result.find_flag("IsTruncated") == true) page.marker = result.text_at("Marker");
  return page;
}

UserPage page_in_xml(std::string_view body, const std::string& elements, const std::string& member) {
  UserPage page;
  for (const std::string_view list : xml_contents(body, elements))
    for (std::string& name : xml_texts(list, member.empty() ? "member" : member))
      page.names.push_back(std::move(name));
  if (xml_text(body, "IsTruncated") == "true") page.marker = xml_text(body, "Marker").value_or("");
  return page;
}

}  // namespace

base::task<void> IamUsers::perform(std::string action, Query parameters) {
  Request request = query_request(Service::iam, action, users_version, std::move(parameters), Repeat::safe);
  co_await client_.send(std::move(request));
}

base::task<IamUsers::Names> IamUsers::list(std::string action, Query parameters, std::string elements,
                                           std::string member) {
  Names all;
  std::string marker;
  for (int pages = 0; pages < most_user_pages; ++pages) {
    Query query = parameters;
    if (!marker.empty()) query.emplace_back("Marker", marker);
    Request request = query_request(Service::iam, action, users_version, std::move(query), Repeat::safe);
    const ports::HttpResponse response = co_await client_.send(std::move(request));
    const auto json = Json::parse(response.body);
    UserPage page =
        json ? page_in_json(*json, action, elements, member) : page_in_xml(response.body, elements, member);
    for (std::string& name : page.names) all.push_back(std::move(name));
    marker = std::move(page.marker);
    if (marker.empty()) break;
  }
  co_return all;
}

base::task<void> IamUsers::create(std::string user, std::string boundary) {
  Query parameters{{"Path", std::string(own_user_path)}, {"UserName", std::move(user)}};
  if (!boundary.empty()) parameters.emplace_back("PermissionsBoundary", std::move(boundary));
  return perform("CreateUser", std::move(parameters));
}

base::task<void> IamUsers::put_policy(std::string user, std::string policy, std::string document) {
  return perform("PutUserPolicy", {{"UserName", std::move(user)},
                                   {"PolicyName", std::move(policy)},
                                   {"PolicyDocument", std::move(document)}});
}

base::task<Credentials> IamUsers::create_key(std::string user) {
  Request request = query_request(Service::iam, "CreateAccessKey", users_version,
                                  {{"UserName", std::move(user)}}, Repeat::unsafe);
  request.headers.clear();  // XML, because the JSON parser's copies of the secret would not be wiped
  ports::HttpResponse response = co_await client_.send(std::move(request));
  const base::Secret body = base::Secret::taking(std::move(response.body));
  auto id = xml_text(body.reveal(), "AccessKeyId");
  auto secret = xml_text(body.reveal(), "SecretAccessKey");
  if (!id || !secret) throw base::Error(bad_answer).with("action", "iam:CreateAccessKey");
  Credentials keys;
  keys.access_key_id = *std::move(id);
  keys.secret_access_key = base::Secret::taking(*std::move(secret));
  co_return keys;
}

base::task<std::vector<std::string>> IamUsers::list_own() {
  return list("ListUsers", {{"PathPrefix", std::string(own_user_path)}}, "Users", "UserName");
}
base::task<std::vector<std::string>> IamUsers::list_keys(std::string user) {
  return list("ListAccessKeys", {{"UserName", std::move(user)}}, "AccessKeyMetadata", "AccessKeyId");
}
base::task<std::vector<std::string>> IamUsers::list_policies(std::string user) {
  return list("ListUserPolicies", {{"UserName", std::move(user)}}, "PolicyNames", "");
}
base::task<std::vector<std::string>> IamUsers::list_attached_policies(std::string user) {
  return list("ListAttachedUserPolicies", {{"UserName", std::move(user)}}, "AttachedPolicies", "PolicyArn");
}
base::task<std::vector<std::string>> IamUsers::list_groups(std::string user) {
  return list("ListGroupsForUser", {{"UserName", std::move(user)}}, "Groups", "GroupName");
}

base::task<void> IamUsers::delete_key(std::string user, std::string key) {
  return perform("DeleteAccessKey", {{"UserName", std::move(user)}, {"AccessKeyId", std::move(key)}});
}
base::task<void> IamUsers::delete_policy(std::string user, std::string policy) {
  return perform("DeleteUserPolicy", {{"UserName", std::move(user)}, {"PolicyName", std::move(policy)}});
}
base::task<void> IamUsers::detach_policy(std::string user, std::string arn) {
  return perform("DetachUserPolicy", {{"UserName", std::move(user)}, {"PolicyArn", std::move(arn)}});
}
base::task<void> IamUsers::remove_from_group(std::string user, std::string group) {
  return perform("RemoveUserFromGroup", {{"UserName", std::move(user)}, {"GroupName", std::move(group)}});
}
base::task<void> IamUsers::remove(std::string user) {
  return perform("DeleteUser", {{"UserName", std::move(user)}});
}

}  // namespace aws
