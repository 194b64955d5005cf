// Tests AWS IoT's operations: the request and answer of each, lists of several pages, damaged answers, and a
// failure at every step.
#include "aws/iot.hpp"

#include <gtest/gtest.h>

#include "aws/errors.hpp"
#include "aws/json.hpp"
#include "fakes.hpp"

namespace {

using fakes::Cloud;

const std::string id(64, 'a');
const std::string arn = "arn:aws:iot:us-east-1:123456789012:cert/" + id;

struct Operation {
  std::string name;
  std::string request;  // method, space, path and query
  std::string body;     // of the request
  std::string answer;
  std::function<base::task<void>(aws::IotClient&)> run;
};

std::ostream& operator<<(std::ostream& stream, const Operation& operation) {
  return stream << operation.name;
}

template <class T, class Check>
base::task<void> checked(base::task<T> work, Check check) {
  const T value = co_await std::move(work);
  check(value);
}

std::vector<Operation> operations() {
  const std::string thing = R"({"thingName":"a b","thingArn":"ARN"})";
  const std::string reference = R"({"certificateId":")" + id + R"(","certificateArn":")" + arn + R"("})";
  const std::string description =
      R"({"certificateDescription":{"certificateId":")" + id + R"(","certificateArn":")" + arn +
      R"(","status":"PENDING_ACTIVATION","certificatePem":"PEM","caCertificateId":"CA","autoRegistrationStatus":"ENABLE"}})";
  const std::string target = R"({"target":")" + arn + R"("})";
  const auto is_thing = [](const aws::Thing& t) {
    EXPECT_EQ(t.name, "a b");
    EXPECT_EQ(t.arn, "ARN");
  };
  const auto is_reference = [](const aws::CertificateReference& c) {
    EXPECT_EQ(c.id, id);
    EXPECT_EQ(c.arn, arn);
  };
  return {
      {"DescribeEndpoint", "GET /endpoint?endpointType=iot%3AData-ATS", "",
       R"({"endpointAddress":"a1b2-ats.iot.us-east-1.amazonaws.com"})",
       [](auto& iot) {
         return checked(iot.describe_endpoint(),
                        [](const std::string& e) { EXPECT_EQ(e, "a1b2-ats.iot.us-east-1.amazonaws.com"); });
       }},
      {"ListPolicies", "GET /policies?pageSize=250", "",
       R"({"policies":[{"policyName":"p","policyArn":"A"}]})",
       [](auto& iot) {
         return checked(iot.list_policies(), [](const auto& list) {
           ASSERT_EQ(list.size(), 1U);
           EXPECT_EQ(list[0].name, "p");
         });
       }},
      {"GetPolicy", "GET /policies/zt_policy", "",
       R"({"policyName":"zt_policy","policyArn":"A","policyDocument":"{}","defaultVersionId":"1"})",
       [](auto& iot) {
         return checked(iot.get_policy("zt_policy"), [](const aws::Policy& p) {
           EXPECT_EQ(p.document, "{}");
           EXPECT_EQ(p.default_version_id, "1");
         });
       }},
      {"CreatePolicy", "POST /policies/zt_policy", R"({"policyDocument":"{\"a\":1}"})",
       R"({"policyName":"zt_policy","policyArn":"A"})",
       [](auto& iot) {
         return checked(iot.create_policy("zt_policy", R"({"a":1})"),
                        [](const auto& p) { EXPECT_EQ(p.arn, "A"); });
       }},
      {"DeletePolicy", "DELETE /policies/zt_policy", "", "",
       [](auto& iot) { return iot.delete_policy("zt_policy"); }},
      {"AttachPolicy", "PUT /target-policies/zt_policy", target, "",
       [](auto& iot) { return iot.attach_policy("zt_policy", arn); }},
      {"DetachPolicy", "POST /target-policies/zt_policy", target, "",
       [](auto& iot) { return iot.detach_policy("zt_policy", arn); }},
      {"ListAttachedPolicies",
       "POST /attached-policies/arn%3Aaws%3Aiot%3Aus-east-1%3A123456789012%3Acert%2F" + id + "?pageSize=250",
       "", R"({"policies":[]})",
       [](auto& iot) {
         return checked(iot.list_attached_policies(arn), [](const auto& list) { EXPECT_TRUE(list.empty()); });
       }},
      {"RegisterCertificateWithoutCA", "POST /certificate/register-no-ca",
       R"({"certificatePem":"P\nE","status":"ACTIVE"})", reference,
       [=](auto& iot) { return checked(iot.register_certificate_without_ca("P\nE"), is_reference); }},
      {"DescribeCertificate", "GET /certificates/" + id, "", description,
       [](auto& iot) {
         return checked(iot.describe_certificate(id), [](const aws::CertificateDescription& c) {
           EXPECT_EQ(c.status, aws::CertificateStatus::pending_activation);
           EXPECT_EQ(c.pem, "PEM");
           EXPECT_EQ(c.ca_certificate_id, "CA");
         });
       }},
      {"UpdateCertificate", "PUT /certificates/" + id + "?newStatus=INACTIVE", "", "{}",
       [](auto& iot) { return iot.update_certificate(id, aws::CertificateStatus::inactive); }},
      {"DeleteCertificate", "DELETE /certificates/" + id + "?forceDelete=true", "", "",
       [](auto& iot) { return iot.delete_certificate(id); }},
      {"CreateThing", "POST /things/a%20b", "{}", thing,
       [=](auto& iot) { return checked(iot.create_thing("a b"), is_thing); }},
      {"DescribeThing", "GET /things/a%20b", "", thing,
       [=](auto& iot) { return checked(iot.describe_thing("a b"), is_thing); }},
      {"DeleteThing", "DELETE /things/a%2Fb", "", "{}", [](auto& iot) { return iot.delete_thing("a/b"); }},
      {"ListThings", "GET /things?maxResults=250", "", R"({"things":[)" + thing + R"(],"nextToken":null})",
       [=](auto& iot) {
         return checked(iot.list_things(), [=](const auto& list) {
           ASSERT_EQ(list.size(), 1U);
           is_thing(list[0]);
         });
       }},
      {"AttachThingPrincipal", "PUT /things/a%20b/principals", "", "",
       [](auto& iot) { return iot.attach_thing_principal("a b", arn); }},
      {"DetachThingPrincipal", "DELETE /things/a%20b/principals", "", "",
       [](auto& iot) { return iot.detach_thing_principal("a b", arn); }},
      {"ListThingPrincipals", "GET /things/a%20b/principals?maxResults=250", "",
       R"({"principals":["x","y"]})",
       [](auto& iot) {
         return checked(iot.list_thing_principals("a b"), [](const auto& list) {
           EXPECT_EQ(list, (std::vector<std::string>{"x", "y"}));
         });
       }},
      {"GetRegistrationCode", "GET /registrationcode", "", R"({"registrationCode":"0a"})",
       [](auto& iot) {
         return checked(iot.get_registration_code(), [](const std::string& code) { EXPECT_EQ(code, "0a"); });
       }},
      {"RegisterCACertificate", "POST /cacertificate?setAsActive=true&allowAutoRegistration=true",
       R"({"caCertificate":"C","verificationCertificate":"V"})", reference,
       [=](auto& iot) { return checked(iot.register_ca_certificate("C", "V"), is_reference); }},
      {"DescribeCACertificate", "GET /cacertificate/" + id, "", description,
       [](auto& iot) {
         return checked(iot.describe_ca_certificate(id), [](const aws::CaCertificateDescription& c) {
           EXPECT_TRUE(c.auto_registration);
           EXPECT_EQ(c.arn, arn);
         });
       }},
      {"UpdateCACertificate",
       "PUT /cacertificate/" + id + "?newStatus=ACTIVE&newAutoRegistrationStatus=ENABLE", "", "",
       [](auto& iot) {
         return iot.update_ca_certificate(id, aws::CertificateStatus::active, aws::AutoRegistration::enable);
       }},
      {"DeleteCACertificate", "DELETE /cacertificate/" + id, "", "",
       [](auto& iot) { return iot.delete_ca_certificate(id); }},
      {"DescribeThingType", "GET /thing-types/t", "",
       R"({"thingTypeName":"t","thingTypeMetadata":{"deprecated":false}})",
       [](auto& iot) {
         return checked(iot.find_thing_type("t"),
                        [](aws::ThingTypeState state) { EXPECT_EQ(state, aws::ThingTypeState::present); });
       }},
      {"CreateTopicRule", "POST /rules/r",
       R"({"sql":"SELECT * FROM '#'","description":"d","actions":[{"lambda":{"functionArn":"F"}}],"ruleDisabled":false,"awsIotSqlVersion":"2016-03-23"})",
       "",
       [](auto& iot) {
         return iot.create_topic_rule("r", {"SELECT * FROM '#'", "d", "F", true});
       }},
      {"GetTopicRule", "GET /rules/r", "",
       R"({"ruleArn":"R","rule":{"sql":"S","ruleDisabled":true,"actions":[{"lambda":{"functionArn":"F"}}]}})",
       [](auto& iot) {
         return checked(iot.get_topic_rule("r"), [](const aws::TopicRule& rule) {
           EXPECT_EQ(rule.sql, "S");
           EXPECT_EQ(rule.function_arn, "F");
           EXPECT_FALSE(rule.enabled);
         });
       }},
      {"DeleteTopicRule", "DELETE /rules/r", "", "", [](auto& iot) { return iot.delete_topic_rule("r"); }},
  };
}

class IotOperations : public testing::TestWithParam<Operation> {};

TEST_P(IotOperations, SendTheDocumentedRequestAndReadTheAnswer) {
  Cloud cloud;
  cloud.http.answer(200, GetParam().answer);
  cloud.executor.run(GetParam().run(cloud.iot));
  const auto& request = cloud.http.requests.at(0);
  const std::string base = "https://iot.us-east-1.amazonaws.com";
  EXPECT_EQ(request.method + " " + request.url.substr(base.size()), GetParam().request);
  EXPECT_EQ(request.url.substr(0, base.size()), base);
  EXPECT_EQ(request.body, GetParam().body);
  const bool has_principal =
      GetParam().name == "AttachThingPrincipal" || GetParam().name == "DetachThingPrincipal";
  EXPECT_EQ(fakes::header_of(request, "x-amzn-principal"), has_principal ? arn : "");
}

TEST_P(IotOperations, AreNamedInTheErrorIfNotPermitted) {
  Cloud cloud;
  cloud.http.answer(403, R"({"message":"Forbidden"})");
  const base::Error error = cloud.error_of(GetParam().run(cloud.iot));
  EXPECT_TRUE(error.is(aws::not_permitted));
  EXPECT_EQ(error.param("action"), "iot:" + GetParam().name);
}

TEST_P(IotOperations, SucceedAfterALostAnswer) {
  Cloud cloud;
  cloud.http.unreachable().answer(200, std::string(fakes::identity_json)).answer(200, GetParam().answer);
  cloud.http.reachable_hosts = {"amazonaws.com"};
  cloud.executor.run(GetParam().run(cloud.iot));
  EXPECT_TRUE(cloud.http.done());
}

TEST_P(IotOperations, ReportADamagedAnswerAsAnError) {
  const std::string whole = GetParam().answer;
  if (whole.size() < 3) return;  // this answer is not read
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string cut = whole.substr(0, i);
    Cloud cloud;
    cloud.http.answer(200, cut);
    const base::Error error = cloud.error_of(GetParam().run(cloud.iot));
    EXPECT_TRUE(error.is(aws::bad_answer)) << cut << error.describe();
  }
  const std::vector<std::string> invalid{"",
                                         "null",
                                         "[]",
                                         "{}x",
                                         "\"text\"",
                                         "7",
                                         "<html></html>",
                                         std::string(5000, '['),
                                         std::string(5000, '{')};
  for (const std::string& answer : invalid) {
    Cloud cloud;
    cloud.http.answer(200, answer);
    const base::Error error = cloud.error_of(GetParam().run(cloud.iot));
    EXPECT_TRUE(error.is(aws::bad_answer)) << answer.substr(0, 20) << error.describe();
  }
}

INSTANTIATE_TEST_SUITE_P(Iot, IotOperations, testing::ValuesIn(operations()),
                         [](const auto& parameter) { return parameter.param.name; });

TEST(IotCertificateAuthorities, AreRegisteredForSniWithoutAVerificationCertificate) {
  Cloud cloud;
  cloud.http.answer(200, R"({"certificateId":")" + id + R"(","certificateArn":"ARN"})");
  EXPECT_EQ(cloud.executor.run(cloud.iot.register_ca_certificate_for_sni("C")).id, id);
  const ports::HttpRequest& request = cloud.http.requests.at(0);
  EXPECT_EQ(request.body, R"({"caCertificate":"C","certificateMode":"SNI_ONLY"})");
  EXPECT_NE(request.url.find("/cacertificate?setAsActive=true&allowAutoRegistration=true"),
            std::string::npos);
}

TEST(IotThingTypes, AreMissingIfAwsDoesNotFindThem) {
  Cloud cloud;
  cloud.http.answer(404, R"({"message":"Thing type t does not exist."})");
  EXPECT_EQ(cloud.executor.run(cloud.iot.find_thing_type("t")), aws::ThingTypeState::missing);
}

TEST(IotLists, AreReadToTheirLastPage) {
  Cloud cloud;
  cloud.http.answer(200, R"({"policies":[{"policyName":"a","policyArn":"A"}],"nextMarker":"m/1"})");
  cloud.http.answer(200, R"({"policies":[],"nextMarker":"m2"})");
  cloud.http.answer(200, R"({"policies":[{"policyName":"b","policyArn":"B"}]})");
  const auto list = cloud.executor.run(cloud.iot.list_policies());
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[1].name, "b");
  EXPECT_EQ(cloud.http.requests.at(1).url,
            "https://iot.us-east-1.amazonaws.com/policies?pageSize=250&marker=m%2F1");
  cloud.http.answer(200, R"({"things":[],"nextToken":"t"})").answer(200, R"({"things":[]})");
  cloud.executor.run(cloud.iot.list_things());
  EXPECT_EQ(cloud.http.requests.at(4).url,
            "https://iot.us-east-1.amazonaws.com/things?maxResults=250&nextToken=t");
}

TEST(IotLists, RetryOnlyThePageThatFailed) {
  Cloud cloud;
  cloud.http.answer(200, R"({"things":[],"nextToken":"t"})").answer(503, "").answer(200, R"({"things":[]})");
  cloud.executor.run(cloud.iot.list_things());
  EXPECT_EQ(cloud.http.requests.at(1).url, cloud.http.requests.at(2).url);
}

TEST(IotLists, ReportAListThatNeverEnds) {
  Cloud same;
  same.http.answer(200, R"({"things":[],"nextToken":"t"})").answer(200, R"({"things":[],"nextToken":"t"})");
  EXPECT_TRUE(same.error_of(same.iot.list_things()).is(aws::bad_answer));
  Cloud endless;
  for (int i = 0; i < 500; ++i)
    endless.http.answer(200, R"({"things":[],"nextToken":")" + std::to_string(i) + R"("})");
  EXPECT_TRUE(endless.error_of(endless.iot.list_things()).is(aws::bad_answer));
  EXPECT_LE(endless.http.requests.size(), 400U);
}

TEST(IotNames, AreRefusedIfTheyWouldAddressAnotherResource) {
  for (const std::string name : {"", ".", ".."}) {
    Cloud cloud;
    EXPECT_TRUE(cloud.error_of(cloud.iot.delete_thing(name)).is(aws::invalid_request));
    EXPECT_TRUE(cloud.http.requests.empty());
  }
}

TEST(IotAnswers, MustNameAnEndpointOfTheRegion) {
  for (const std::string host :
       {"evil.example.com", "a.iot.eu-west-1.amazonaws.com", "iot.us-east-1.amazonaws.com",
        "a/.iot.us-east-1.amazonaws.com", ".iot.us-east-1.amazonaws.com",
        "a.iot.us-east-1.amazonaws.com.example.com", "a b.iot.us-east-1.amazonaws.com"}) {
    Cloud cloud;
    cloud.http.answer(200, aws::json_object({{"endpointAddress", host}}));
    EXPECT_TRUE(cloud.error_of(cloud.iot.describe_endpoint()).is(aws::bad_answer)) << host;
  }
}

TEST(IotAnswers, MustNameCertificatesBySha256) {
  for (const std::string& invalid :
       {std::string(), std::string(63, 'a'), std::string(64, 'A'), std::string(64, 'g')}) {
    Cloud cloud;
    cloud.http.answer(200, aws::json_object({{"certificateId", invalid}, {"certificateArn", "A"}}));
    EXPECT_TRUE(cloud.error_of(cloud.iot.register_certificate_without_ca("P")).is(aws::bad_answer))
        << invalid;
  }
}

}  // namespace
