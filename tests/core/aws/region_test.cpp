// Tests the names that follow from a region: hosts, ARNs.
#include "aws/region.hpp"

#include <gtest/gtest.h>

#include "aws/errors.hpp"

namespace {

using aws::Region;
using aws::Service;

TEST(Region, IsOneOfEleven) {
  EXPECT_EQ(aws::all_regions().size(), 11U);
  for (const Region region : aws::all_regions()) {
    EXPECT_EQ(Region::parse(region.name()), region);
    EXPECT_EQ(region.partition(), region.name() == "cn-north-1" ? "aws-cn" : "aws");
  }
  EXPECT_EQ(Region::parse(" EU-West-1 ").name(), "eu-west-1");
  for (const std::string invalid : {"", "eu-north-1", "us-east-1a", "eu west 1"}) {
    try {
      Region::parse(invalid);
      ADD_FAILURE() << invalid;
    } catch (const base::Error& error) {
      EXPECT_TRUE(error.is(aws::unknown_region));
      EXPECT_EQ(error.param("region"), invalid);
    }
  }
}

TEST(Region, NamesTheHostOfEachService) {
  const Region ohio = Region::parse("us-east-2");
  const Region beijing = Region::parse("cn-north-1");
  EXPECT_EQ(aws::host(Service::iot, ohio), "iot.us-east-2.amazonaws.com");
  EXPECT_EQ(aws::host(Service::sts, beijing), "sts.cn-north-1.amazonaws.com.cn");
  EXPECT_EQ(aws::host(Service::iam, ohio), "iam.amazonaws.com");
  EXPECT_EQ(aws::host(Service::iam, beijing), "iam.cn-north-1.amazonaws.com.cn");
  EXPECT_EQ(aws::host(Service::lambda, ohio), "lambda.us-east-2.amazonaws.com");
  EXPECT_EQ(aws::host(Service::cloudformation, beijing), "cloudformation.cn-north-1.amazonaws.com.cn");
  EXPECT_EQ(aws::signing_region(Service::iam, ohio).name(), "us-east-1");
  EXPECT_EQ(aws::signing_region(Service::iam, beijing).name(), "cn-north-1");
  EXPECT_EQ(aws::signing_region(Service::iot, ohio).name(), "us-east-2");
}

TEST(Region, NamesResourcesInItsPartition) {
  const Region beijing = Region::parse("cn-north-1");
  EXPECT_EQ(aws::iot_arn(beijing, "123456789012", "thing/x"),
            "arn:aws-cn:iot:cn-north-1:123456789012:thing/x");
}

TEST(DataEndpoint, IsAHostOfTheRegion) {
  const Region beijing = Region::parse("cn-north-1");
  EXPECT_TRUE(aws::is_data_endpoint("a1b2c3.ats.iot.cn-north-1.amazonaws.com.cn", beijing));
  EXPECT_FALSE(aws::is_data_endpoint("a1b2c3.ats.iot.cn-north-1.amazonaws.com", beijing));
  EXPECT_FALSE(aws::is_data_endpoint("a1b2c3-ats.iot.us-east-1.amazonaws.com", beijing));
  EXPECT_FALSE(aws::is_data_endpoint("a@b.iot.cn-north-1.amazonaws.com.cn", beijing));
}

}  // namespace
