// Tests the simulated control plane of AWS IoT through the product's own client.
#include <gtest/gtest.h>

#include "aws/iam.hpp"
#include "aws/sts.hpp"
#include "base/hex.hpp"
#include "simulation/cloud_testing.hpp"

using namespace testing_cloud;

namespace {

const std::string document =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iot:*","Resource":"*"}})";

class SkewedClock final : public base::WallClock {
 public:
  SkewedClock(const base::WallClock& correct, std::chrono::seconds skew) : correct_(correct), skew_(skew) {}
  base::SystemTime now() const override { return correct_.now() + skew_; }

 private:
  const base::WallClock& correct_;
  std::chrono::seconds skew_;
};

TEST(CloudSts, ReturnsTheIdentityOfTheSimulatedUser) {
  World world;
  for (const aws::Region region : aws::all_regions()) {
    aws::Client client({world.cloud.http(), world.clock, world.random, world.log}, region,
                       demo_credentials());
    const aws::CallerIdentity identity = world.run(aws::get_caller_identity(client));
    EXPECT_EQ(identity.account, simulation::Cloud::account());
    EXPECT_EQ(identity.name, "simulated");
    aws::IotClient iot(client);
    EXPECT_TRUE(aws::is_data_endpoint(world.run(iot.describe_endpoint()), region));
  }
}

TEST(CloudSts, AcceptsOnlyTheDemoKeysAndNamesTheReasonOtherwise) {
  World world;
  const auto typed =
      aws::typed_credentials(simulation::Cloud::access_key_id(), simulation::Cloud::secret_access_key(), {});
  EXPECT_EQ(typed.access_key_id, simulation::Cloud::access_key_id());
  aws::Credentials wrong_secret = demo_credentials();
  wrong_secret.secret_access_key = base::Secret("another/secret/key/that/opens/nothing+++");
  aws::Client mistyped = world.client_of(wrong_secret);
  EXPECT_EQ(world.failure(aws::get_caller_identity(mistyped)), "aws.signature_mismatch");
  aws::IotClient mistyped_iot(mistyped);
  EXPECT_EQ(world.failure(mistyped_iot.describe_endpoint()), "aws.signature_mismatch");
  aws::Credentials unknown_key = demo_credentials();
  unknown_key.access_key_id = "AKIAIOSFODNN7EXAMPLE";
  aws::Client unknown = world.client_of(unknown_key);
  EXPECT_EQ(world.failure(aws::get_caller_identity(unknown)), "aws.unknown_key");
  aws::IotClient unknown_iot(unknown);
  EXPECT_EQ(world.failure(unknown_iot.list_things()), "aws.unknown_key");
}

TEST(CloudIam, ReportsThatTheSimulatedUserIsNotAnAdministrator) {
  World world;
  for (const aws::Region region : aws::all_regions()) {
    aws::Client client({world.cloud.http(), world.clock, world.random, world.log}, region,
                       demo_credentials());
    const aws::CallerIdentity identity = world.run(aws::get_caller_identity(client));
    EXPECT_EQ(world.run(aws::power_of(client, identity)), aws::Power::limited);
  }
}

TEST(CloudSts, LetsTheClientCorrectItsClock) {
  World world;
  for (const auto skew : {std::chrono::hours(5), std::chrono::hours(-5)}) {
    const SkewedClock wrong(world.clock, skew);
    aws::Client client = world.client_of(demo_credentials(), wrong);
    aws::IotClient iot(client);
    EXPECT_EQ(world.run(iot.describe_endpoint()), "simulated-ats.iot.us-east-2.amazonaws.com");
    EXPECT_LE(std::chrono::abs(client.clock_offset() + skew), std::chrono::seconds(2));
  }
}

TEST(CloudHttp, AcceptsOnlyRequestsThatPassThePreflight) {
  World world;
  const auto failure_with = [&](const std::string& url, const std::string& header) {
    ports::HttpRequest request;
    request.method = "POST";
    request.url = url;
    if (!header.empty()) request.headers.emplace_back(header, "x");
    return support::code_of([&] {
      const auto response = world.run(world.cloud.http().send(request));
      EXPECT_EQ(response.status, 403);  // because the request is not signed
    });
  };
  const std::string sts = "https://sts.us-east-2.amazonaws.com/";
  EXPECT_EQ(failure_with(sts, ""), "");
  EXPECT_EQ(failure_with(sts, "amz-sdk-request"), "");
  EXPECT_EQ(failure_with(sts, "X-Own"), "http.unreachable");
  EXPECT_EQ(failure_with("https://sts.us-east-2.example.com/", ""), "http.unreachable");
  EXPECT_EQ(failure_with("http://sts.us-east-2.amazonaws.com/", ""), "http.unreachable");
  EXPECT_TRUE(world.run(world.cloud.http().probe("https://iot.eu-west-1.amazonaws.com/")));
  EXPECT_FALSE(world.run(world.cloud.http().probe("https://iot.mars-1.amazonaws.com/")));
}

TEST(CloudHttp, RefusesASignedHeaderThatThePreflightOfIotDoesNotAllow) {
  World world;
  const auto failure_with = [&](const std::string& header) {
    aws::SignableRequest signable;
    signable.method = "GET";
    signable.path = "/things";
    signable.headers = {{"host", "iot.us-east-2.amazonaws.com"}, {header, "x"}};
    signable.payload_hash = aws::sha256_hex({});
    aws::sign(signable, demo_credentials(), {start_time, "us-east-2", "iot"});
    ports::HttpRequest request;
    request.method = "GET";
    request.url = "https://iot.us-east-2.amazonaws.com/things";
    request.headers.assign(signable.headers.begin() + 1, signable.headers.end());
    return support::code_of([&] { EXPECT_EQ(world.run(world.cloud.http().send(request)).status, 200); });
  };
  EXPECT_EQ(failure_with("x-amz-user-agent"), "");
  EXPECT_EQ(failure_with("amz-sdk-request"), "http.unreachable");
}

TEST(CloudIot, CreatesAndDeletesThingsAsAwsDoes) {
  World world;
  const aws::Thing thing = world.run(world.iot.create_thing("a:b_c-1"));
  EXPECT_EQ(thing.arn, "arn:aws:iot:us-east-2:000000000000:thing/a:b_c-1");
  EXPECT_EQ(world.run(world.iot.create_thing("a:b_c-1")).arn,
            thing.arn);  // creating it again is not a conflict
  EXPECT_EQ(world.failure(world.iot.create_thing("a b")), "aws.invalid_request");
  EXPECT_EQ(world.run(world.iot.describe_thing("a:b_c-1")).name, "a:b_c-1");
  EXPECT_EQ(world.failure(world.iot.describe_thing("absent")), "aws.not_found");
  world.run(world.iot.delete_thing("a:b_c-1"));
  world.run(world.iot.delete_thing("a:b_c-1"));  // deleting an absent thing succeeds
  EXPECT_TRUE(world.run(world.iot.list_things()).empty());
}

TEST(CloudIot, ListsInPages) {
  World world;
  for (int i = 0; i < 501; ++i) world.run(world.iot.create_thing("thing-" + std::to_string(i)));
  EXPECT_EQ(world.run(world.iot.list_things()).size(), 501U);
  for (int i = 0; i < 251; ++i) world.run(world.iot.create_policy("policy-" + std::to_string(i), document));
  EXPECT_EQ(world.run(world.iot.list_policies()).size(), 251U);
}

TEST(CloudIot, RefusesToDeleteACertificateThatIsInUse) {
  World world;
  auto& iot = world.iot;
  const crypto::PrivateKey key = crypto::PrivateKey::generate(world.random);
  const crypto::Certificate certificate = make_certificate(key, "device");
  const auto registered = world.run(iot.register_certificate_without_ca(certificate.pem()));
  EXPECT_EQ(registered.id, base::to_hex(crypto::sha256(certificate.der())));
  const auto again = [&] { world.run(iot.register_certificate_without_ca(certificate.pem())); };
  EXPECT_EQ(support::code_of(again), "aws.conflict");
  EXPECT_EQ(support::param_of("resource_id", again), registered.id);
  EXPECT_EQ(support::param_of("resource_arn", again), registered.arn);
  EXPECT_EQ(world.failure(iot.register_certificate_without_ca("no PEM")), "aws.invalid_request");
  EXPECT_EQ(world.run(iot.describe_certificate(registered.id)).status, aws::CertificateStatus::active);
  EXPECT_EQ(crypto::Certificate::from_pem(world.run(iot.describe_certificate(registered.id)).pem),
            certificate);

  world.run(iot.create_thing("board"));
  world.run(iot.create_policy("p", document));
  EXPECT_EQ(world.failure(iot.create_policy("p", document)), "aws.conflict");
  EXPECT_EQ(world.failure(iot.create_policy("q", "{}")), "aws.invalid_request");
  EXPECT_EQ(world.failure(iot.attach_policy("absent", registered.arn)), "aws.not_found");
  EXPECT_EQ(world.failure(iot.attach_policy("p", registered.arn + "0")), "aws.not_found");
  EXPECT_EQ(world.failure(iot.attach_thing_principal("absent", registered.arn)), "aws.not_found");
  EXPECT_EQ(world.failure(iot.attach_thing_principal("board", registered.arn + "0")), "aws.not_found");
  for (int twice = 0; twice < 2; ++twice) {
    world.run(iot.attach_policy("p", registered.arn));
    world.run(iot.attach_thing_principal("board", registered.arn));
  }
  EXPECT_EQ(world.run(iot.list_attached_policies(registered.arn)).size(), 1U);
  EXPECT_EQ(world.run(iot.list_thing_principals("board")), std::vector<std::string>{registered.arn});

  EXPECT_EQ(world.failure(iot.delete_certificate(registered.id)), "aws.wrong_state");
  world.run(iot.update_certificate(registered.id, aws::CertificateStatus::inactive));
  EXPECT_EQ(world.failure(iot.delete_certificate(registered.id)), "aws.in_use");
  EXPECT_EQ(world.failure(iot.delete_thing("board")), "aws.invalid_request");
  world.run(iot.detach_thing_principal("board", registered.arn));
  EXPECT_EQ(world.failure(iot.detach_thing_principal("board", registered.arn)), "aws.not_found");
  EXPECT_EQ(world.failure(iot.delete_policy("p")), "aws.in_use");
  world.run(iot.detach_policy("p", registered.arn));
  world.run(iot.detach_policy("p", registered.arn));
  world.run(iot.attach_policy("p", registered.arn));
  world.run(iot.delete_certificate(registered.id));
  EXPECT_EQ(world.failure(iot.describe_certificate(registered.id)), "aws.not_found");
  EXPECT_EQ(world.failure(iot.update_certificate(registered.id, aws::CertificateStatus::active)),
            "aws.not_found");
  world.run(iot.delete_policy("p"));
  EXPECT_EQ(world.failure(iot.get_policy("p")), "aws.not_found");
}

TEST(CloudFaults, DelayAttachmentsToNewResources) {
  World world;
  auto& iot = world.iot;
  world.cloud.faults().attach_delay = std::chrono::hours(1);
  const crypto::PrivateKey key = crypto::PrivateKey::generate(world.random);
  const auto registered =
      world.run(iot.register_certificate_without_ca(make_certificate(key, "device").pem()));
  world.run(iot.create_thing("board"));
  world.run(iot.create_policy("p", document));
  EXPECT_EQ(world.failure(iot.attach_policy("p", registered.arn)), "aws.not_found");
  EXPECT_EQ(world.failure(iot.attach_thing_principal("board", registered.arn)), "aws.not_found");
  EXPECT_EQ(world.run(iot.describe_certificate(registered.id)).status, aws::CertificateStatus::active);
  EXPECT_EQ(world.run(iot.describe_thing("board")).name, "board");
  world.executor.run_for(std::chrono::hours(1));
  world.run(iot.attach_policy("p", registered.arn));
  world.run(iot.attach_thing_principal("board", registered.arn));
}

TEST(CloudFaults, ThrottleAllRequestsForATime) {
  World world;
  world.cloud.faults().throttled_until = world.executor.now() + std::chrono::hours(1);
  EXPECT_EQ(world.failure(world.iot.list_things()), "aws.throttled");
  EXPECT_EQ(world.run(aws::get_caller_identity(world.client)).account, simulation::Cloud::account())
      << "AWS IoT's throttling does not affect STS";
  world.executor.run_for(std::chrono::hours(1));
  EXPECT_TRUE(world.run(world.iot.list_things()).empty());
}

TEST(CloudFaults, LimitTheNumberOfResources) {
  World world;
  auto& iot = world.iot;
  simulation::CloudFaults& faults = world.cloud.faults();
  faults.max_certificates = faults.max_policies = faults.max_things = 1;
  const crypto::PrivateKey key = crypto::PrivateKey::generate(world.random);
  const std::string first = make_certificate(key, "first").pem();
  const std::string second = make_certificate(key, "second").pem();
  world.run(iot.register_certificate_without_ca(first));
  world.run(iot.create_thing("first"));
  world.run(iot.create_policy("first", document));
  EXPECT_EQ(world.failure(iot.register_certificate_without_ca(second)), "aws.limit_exceeded");
  EXPECT_EQ(world.failure(iot.create_thing("second")), "aws.limit_exceeded");
  EXPECT_EQ(world.failure(iot.create_policy("second", document)), "aws.limit_exceeded");
  world.run(iot.create_thing("first"));
  EXPECT_EQ(world.failure(iot.register_certificate_without_ca(first)), "aws.conflict");
  EXPECT_EQ(world.failure(iot.create_policy("first", document)), "aws.conflict");
  faults.max_things = 2;
  world.run(iot.create_thing("second"));
}

TEST(CloudIot, RegistersACaCertificateOnlyWithAProofOfItsKey) {
  World world;
  auto& iot = world.iot;
  const crypto::PrivateKey key = crypto::PrivateKey::generate(world.random);
  const crypto::PrivateKey other = crypto::PrivateKey::generate(world.random);
  const std::string code = world.run(iot.get_registration_code());
  EXPECT_EQ(world.run(iot.get_registration_code()), code);
  const std::string ca = make_certificate(key, "signer", nullptr, true).pem();
  const std::string proof = make_certificate(other, code, &key).pem();
  EXPECT_EQ(world.failure(iot.register_ca_certificate(ca, make_certificate(other, code).pem())),
            "aws.invalid_request");
  EXPECT_EQ(world.failure(iot.register_ca_certificate(ca, make_certificate(other, "x", &key).pem())),
            "aws.invalid_request");
  EXPECT_EQ(world.failure(iot.register_ca_certificate(proof, proof)), "aws.invalid_request");
  const auto registered = world.run(iot.register_ca_certificate(ca, proof));
  const auto again = [&] { world.run(iot.register_ca_certificate(ca, proof)); };
  EXPECT_EQ(support::code_of(again), "aws.conflict");
  EXPECT_EQ(support::param_of("resource_id", again), registered.id);
  EXPECT_TRUE(world.run(iot.describe_ca_certificate(registered.id)).auto_registration);
  EXPECT_EQ(world.failure(iot.delete_ca_certificate(registered.id)), "aws.wrong_state");
  world.run(iot.update_ca_certificate(registered.id, aws::CertificateStatus::inactive,
                                      aws::AutoRegistration::disable));
  world.run(iot.delete_ca_certificate(registered.id));
  EXPECT_EQ(world.failure(iot.describe_ca_certificate(registered.id)), "aws.not_found");
}

TEST(CloudIot, KeepsTopicRulesAndDoesNotRevealWhichOnesAreMissing) {
  World world;
  aws::TopicRule rule;
  rule.sql = "SELECT * FROM 'a/b'";
  rule.function_arn = "arn:aws:lambda:us-east-2:000000000000:function:f";
  world.run(world.iot.create_topic_rule("r", rule));
  EXPECT_EQ(world.failure(world.iot.create_topic_rule("r", rule)), "aws.conflict");
  EXPECT_EQ(world.run(world.iot.get_topic_rule("r")).function_arn, rule.function_arn);
  world.run(world.iot.delete_topic_rule("r"));
  EXPECT_EQ(world.failure(world.iot.get_topic_rule("r")), "aws.not_permitted");
}

TEST(CloudIot, KeepsTheResourcesOfRegionsSeparate) {
  World world;
  world.run(world.iot.create_thing("here"));
  aws::Client other({world.cloud.http(), world.clock, world.random, world.log},
                    aws::Region::parse("cn-north-1"), demo_credentials());
  aws::IotClient there(other);
  EXPECT_EQ(world.failure(there.describe_thing("here")), "aws.not_found");
  EXPECT_EQ(world.run(there.create_thing("here")).arn, "arn:aws-cn:iot:cn-north-1:000000000000:thing/here");
}

}  // namespace
