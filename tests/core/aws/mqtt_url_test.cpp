// Tests the presigned URL of the MQTT gateway.
#include "aws/mqtt_url.hpp"

#include <gtest/gtest.h>

#include "aws/errors.hpp"
#include "aws/sigv4.hpp"
#include "fakes.hpp"

namespace {

const std::string endpoint = "a1b2c3-ats.iot.us-east-1.amazonaws.com";

std::string url_for(const std::string& token) {
  aws::Credentials credentials = fakes::example_credentials();
  credentials.session_token = base::Secret(token);
  return std::string(
      aws::mqtt_url(credentials, aws::Region::parse("us-east-1"), endpoint, fakes::start_time()).reveal());
}

TEST(MqttUrl, IsThePresignedPathOnTheEndpointWithoutAPort) {
  const std::string url = url_for("");
  EXPECT_EQ(url.rfind("wss://" + endpoint + "/mqtt?", 0), 0U);
  EXPECT_NE(
      url.find(
          "X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261123%2Fus-east-1%2Fiotdevicegateway%2Faws4_request"),
      std::string::npos);
  EXPECT_NE(url.find("X-Amz-Expires=300"), std::string::npos);
  EXPECT_NE(url.find("X-Amz-SignedHeaders=host&"), std::string::npos);
}

TEST(MqttUrl, CarriesATokenThatIsNotPartOfTheSignature) {
  const auto signature_of = [](const std::string& url) {
    return url.substr(url.find("X-Amz-Signature=") + 16, 64);
  };
  const std::string with_token = url_for("tok+en/==");
  EXPECT_NE(with_token.find("&X-Amz-Security-Token=tok%2Ben%2F%3D%3D"), std::string::npos);
  EXPECT_EQ(signature_of(with_token), signature_of(url_for("")));
}

TEST(MqttUrl, IsMadeForAnEndpointOfTheRegionOnly) {
  for (const std::string invalid :
       {"example.com", "a.iot.eu-west-1.amazonaws.com", "a.iot.us-east-1.amazonaws.com:443", ""}) {
    try {
      aws::mqtt_url(fakes::example_credentials(), aws::Region::parse("us-east-1"), invalid,
                    fakes::start_time());
      ADD_FAILURE() << invalid;
    } catch (const base::Error& error) {
      EXPECT_TRUE(error.is(aws::bad_answer));
    }
  }
}

}  // namespace
