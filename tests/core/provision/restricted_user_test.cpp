// Tests what a user that the page makes may do, and the command line that makes one. The making itself is
// tested with a session (session/new_user_test.cpp).
#include "provision/restricted_user.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "aws/policy_grants.hpp"
#include "base/text.hpp"

namespace {

const aws::Owner owner{aws::Region::parse("ap-northeast-1"), "123456789012", "web-provisioner-*"};

TEST(RestrictedUser, MayNotManageUsersRolesFunctionsOrStacks) {
  for (const std::string& grant : fakes::allowed(provision::restricted_policy(owner)))
    EXPECT_EQ(grant.find("iot:"), 0U) << grant;
}

TEST(RestrictedUser, HasAPolicyThatIamAdmits) {
  const std::string policy = provision::restricted_policy(owner);
  EXPECT_EQ(policy.find_first_of(" \n"), std::string::npos);
  EXPECT_LE(policy.size(), 2048U) << "IAM's limit for the policies of a user";
}

TEST(RestrictedUser, IsMadeByOneCommandLineInWhateverAccountTheShellIsSignedInTo) {
  const std::string line = provision::restricted_user_command(owner.region, "web-provisioner-*");
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(line.find("111122223333"), std::string::npos);
  const std::size_t begin = line.find("--policy-document '") + 19;
  const std::size_t end = line.find("' && aws iam create-access-key");
  ASSERT_NE(end, std::string::npos);
  // As the shell joins the parts: '…:'"$A"':…'
  const std::string document = base::replace_all(line.substr(begin, end - begin), R"('"$A"')", owner.account);
  EXPECT_EQ(document.find('\''), std::string::npos);
  EXPECT_EQ(fakes::allowed(document), fakes::allowed(provision::restricted_policy(owner)));
}

}  // namespace
