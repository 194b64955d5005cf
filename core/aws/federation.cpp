#include "aws/federation.hpp"

#include <utility>

#include "aws/errors.hpp"
#include "aws/xml.hpp"

namespace aws {

base::task<FederatedSession> get_federation_token(Client& client, std::string name, std::string policy,
                                                  std::chrono::seconds duration) {
  // Safe to repeat: a session whose keys were lost on the way is of no use to anybody.
  Request request = query_request(Service::sts, "GetFederationToken", "2011-06-15",
                                  {{"Name", std::move(name)},
                                   {"Policy", std::move(policy)},
                                   {"DurationSeconds", std::to_string(duration.count())}},
                                  Repeat::safe);
  request.headers.clear();  // XML, because the JSON parser's copies of the secret would not be wiped
  ports::HttpResponse response = co_await client.send(std::move(request));
  const base::Secret body = base::Secret::taking(std::move(response.body));
  auto id = xml_text(body.reveal(), "AccessKeyId");
  auto secret = xml_text(body.reveal(), "SecretAccessKey");
  auto token = xml_text(body.reveal(), "SessionToken");
  auto expires = xml_text(body.reveal(), "Expiration");
  if (!id || !secret || !token || !expires)
    throw base::Error(bad_answer).with("action", "sts:GetFederationToken");
  FederatedSession session;
  session.keys.access_key_id = *std::move(id);
  session.keys.secret_access_key = base::Secret::taking(*std::move(secret));
  session.keys.session_token = base::Secret::taking(*std::move(token));
  session.expires = *std::move(expires);
  co_return session;
}

}  // namespace aws
