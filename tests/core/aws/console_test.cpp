#include "aws/console.hpp"

#include <gtest/gtest.h>

namespace {

using aws::Region;

TEST(Console, HasItsPagesUnderTheHostOfTheRegionsPartition) {
  const Region ireland = Region::parse("eu-west-1");
  const Region beijing = Region::parse("cn-north-1");
  EXPECT_EQ(aws::console_thing_page(ireland, "a/b"),
            "https://eu-west-1.console.aws.amazon.com/iot/home?region=eu-west-1#/thing/a%2Fb");
  EXPECT_EQ(aws::console_certificate_page(beijing, "00"),
            "https://cn-north-1.console.amazonaws.cn/iot/home?region=cn-north-1#/certificate/00");
  EXPECT_EQ(aws::console_mqtt_test_client(ireland),
            "https://eu-west-1.console.aws.amazon.com/iot/home?region=eu-west-1#/test");
  EXPECT_EQ(aws::console_iam_users(beijing), "https://console.amazonaws.cn/iam/home#/users");
}

}  // namespace
