// Tests how the user's signer becomes a CA that AWS IoT registers boards by, against the simulated cloud and
// against recorded answers.
#include "provision/jitr_authority.hpp"

#include <gtest/gtest.h>

#include "aws/errors.hpp"
#include "aws/fakes.hpp"
#include "aws/json.hpp"
#include "pki/folder.hpp"
#include "provision/account.hpp"
#include "provision/errors.hpp"
#include "support/world.hpp"

namespace {

using provision::AuthorityState;

class Authority : public testing::Test {
 protected:
  AuthorityState state() {
    return world.executor.run(provision::find_authority(client, authorities.signer.certificate));
  }
  bool register_authority() {
    return world.executor.run(provision::register_authority(client, authorities.signer, world.random));
  }
  void update(aws::CertificateStatus status, aws::AutoRegistration auto_registration) {
    world.executor.run(iot.update_ca_certificate(id, status, auto_registration));
  }

  support::World world;
  aws::Client client{{world.http, world.clock, world.random, world.log},
                     aws::Region::parse("us-east-2"),
                     support::World::keys()};
  aws::IotClient iot{client};
  pki::Authorities authorities = pki::create_authorities({}, client.now(), world.random);
  std::string id = provision::certificate_id(authorities.signer.certificate);
};

TEST_F(Authority, IsRegisteredWithAutoRegistration) {
  EXPECT_EQ(state(), AuthorityState::not_registered);
  EXPECT_TRUE(register_authority());
  EXPECT_EQ(state(), AuthorityState::enabled);
  const int changes = world.http.changes;
  EXPECT_FALSE(register_authority());
  EXPECT_EQ(world.http.changes, changes) << "a second run changes nothing";
}

TEST_F(Authority, ThatIsDisabledIsEnabledAgain) {
  register_authority();
  using aws::AutoRegistration;
  using aws::CertificateStatus;
  for (const auto& [status, auto_registration] :
       {std::pair{CertificateStatus::inactive, AutoRegistration::enable},
        std::pair{CertificateStatus::active, AutoRegistration::disable},
        std::pair{CertificateStatus::inactive, AutoRegistration::disable}}) {
    update(status, auto_registration);
    EXPECT_EQ(state(), AuthorityState::disabled);
    EXPECT_TRUE(register_authority());
    EXPECT_EQ(state(), AuthorityState::enabled);
  }
}

TEST_F(Authority, ThatAnotherAccountHoldsIsAnErrorOfItsOwn) {
  fakes::Cloud cloud;
  cloud.http.answer(404, R"({"message":"Certificate does not exist"})");
  cloud.http.answer(200, R"({"registrationCode":"0a1b"})");
  cloud.http.answer(409, aws::json_object({{"message", "CA Certificate already exists. ID:" + id}}));
  cloud.http.answer(404, R"({"message":"Certificate does not exist"})");
  const base::Error error =
      cloud.error_of(provision::register_authority(cloud.client, authorities.signer, cloud.random));
  EXPECT_TRUE(error.is(provision::authority_elsewhere)) << error.describe();
  EXPECT_EQ(error.param("id"), id);
}

TEST_F(Authority, WhoseAnswerWasLostIsFoundRegistered) {
  fakes::Cloud cloud;
  const std::string description =
      R"({"certificateDescription":{"certificateId":")" + id +
      R"(","certificateArn":"A","status":"ACTIVE","autoRegistrationStatus":"ENABLE"}})";
  cloud.http.answer(404, R"({"message":"Certificate does not exist"})");
  cloud.http.answer(200, R"({"registrationCode":"0a1b"})");
  cloud.http.answer(409, aws::json_object({{"message", "CA Certificate already exists. ID:" + id}}));
  cloud.http.answer(200, description);
  EXPECT_TRUE(
      cloud.executor.run(provision::register_authority(cloud.client, authorities.signer, cloud.random)));
}

TEST_F(Authority, ThatIsTheEleventhOfItsSubjectIsRefused) {
  fakes::Cloud cloud;
  cloud.http.answer(404, R"({"message":"Certificate does not exist"})");
  cloud.http.answer(200, R"({"registrationCode":"0a1b"})");
  cloud.http.answer(410, R"({"message":"The number of CA certificates with this subject is exceeded."})");
  EXPECT_TRUE(cloud.error_of(provision::register_authority(cloud.client, authorities.signer, cloud.random))
                  .is(aws::limit_exceeded));
}

}  // namespace
