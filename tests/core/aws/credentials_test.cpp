// Tests keys that are typed into the fields of a form.
#include "aws/credentials.hpp"

#include <gtest/gtest.h>

#include "aws/errors.hpp"

namespace {

TEST(TypedCredentials, IgnoreSpaceAroundThem) {
  const std::string key = "AKIAIOSFODNN7EXAMPLE";
  const std::string secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  const auto credentials =
      aws::typed_credentials(" " + key + "\n", base::Secret("\t" + secret + " "), base::Secret(" "));
  EXPECT_EQ(credentials.access_key_id, key);
  EXPECT_EQ(credentials.secret_access_key.reveal(), secret);
  EXPECT_FALSE(credentials.temporary());
  EXPECT_EQ(credentials.masked(), "MPLE");
}

}  // namespace
