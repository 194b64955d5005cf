#include "aws/sts.hpp"

#include <algorithm>

#include "aws/errors.hpp"
#include "aws/json.hpp"
#include "aws/xml.hpp"
#include "base/text.hpp"

namespace aws {

namespace {

/// arn:PARTITION:(iam|sts)::ACCOUNT:RESOURCE
void read_arn(CallerIdentity& identity) {
  const auto parts = base::split(identity.arn, ':');
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (parts.size() != 6 || parts[0] != "arn" || parts[4] != identity.account ||
      identity.account.size() != 12 ||
      !std::all_of(identity.account.begin(), identity.account.end(), is_digit))
    throw base::Error(bad_answer).with("field", "Arn");
  const std::string_view resource = parts[5];
  const auto segments = base::split(resource, '/');
  if (resource == "root") {
    identity.kind = IdentityKind::root;
  } else if (segments.size() >= 2 && segments[0] == "user") {
    identity.kind = IdentityKind::user;
    identity.name = segments.back();
  } else if (segments.size() >= 2 && segments[0] == "assumed-role") {
    identity.kind = IdentityKind::role;
    identity.name = segments[1];
  } else if (segments.size() >= 2 && segments[0] == "federated-user") {
    identity.kind = IdentityKind::federated_user;
    identity.name = segments.back();
  } else {
    throw base::Error(bad_answer).with("field", "Arn");
  }
}

}  // namespace

CallerIdentity parse_caller_identity(std::string_view body) {
  CallerIdentity identity;
  if (const auto json = Json::parse(body)) {
    const Json result = json->at("GetCallerIdentityResponse").at("GetCallerIdentityResult");
    identity.account = result.text_at("Account");
    identity.arn = result.text_at("Arn");
    identity.user_id = result.text_at("UserId");
  } else {
    identity.account = xml_text(body, "Account").value_or("");
    identity.arn = xml_text(body, "Arn").value_or("");
    identity.user_id = xml_text(body, "UserId").value_or("");
  }
  read_arn(identity);
  return identity;
}

base::task<CallerIdentity> get_caller_identity(Client& client) {
  Request request = query_request(Service::sts, "GetCallerIdentity", "2011-06-15", {}, Repeat::safe);
  const ports::HttpResponse response = co_await client.send(std::move(request));
  co_return parse_caller_identity(response.body);
}

}  // namespace aws
