// Tests texts with several sets of keys: an id is never paired with the secret of another key, and a warning
// says that there were others.
#include <gtest/gtest.h>
#include <random>

#include "aws/errors.hpp"
#include "pasted_text.hpp"

namespace {

using aws::CredentialWarning;
using pasted::expect_recognised;
using pasted::filled;
using pasted::PastedText;
using pasted::refusal_of;

TEST(RecogniseField, WarnsOfSeveralSetsOfKeys) {
  const auto several_profiles = std::vector{CredentialWarning::several_profiles};
  const auto several_keys = std::vector{CredentialWarning::several_keys};
  const std::string upper = "AWS_ACCESS_KEY_ID={ID}\nAWS_SECRET_ACCESS_KEY={SECRET}\n";
  const std::string upper2 = "AWS_ACCESS_KEY_ID={ID2}\nAWS_SECRET_ACCESS_KEY={SECRET2}\n";
  const std::string lower = "aws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\n";
  const std::string lower2 = "aws_access_key_id = {ID2}\naws_secret_access_key = {SECRET2}\n";
  const std::vector<PastedText> cases{
      {"13: profiles in capital letters", "[default]\n" + upper + "\n[customer]\n" + upper2, "{ID}",
       "{SECRET}", "", "default", several_profiles},
      {"the same, the default last", "[customer]\n" + upper2 + "\n[default]\n" + upper, "{ID}", "{SECRET}",
       "", "default", several_profiles},
      {"profiles in either case", "[customer]\n" + lower2 + "[default]\n" + upper, "{ID}", "{SECRET}", "",
       "default", several_profiles},
      {"profiles without a default", "[work]\n" + lower + "[customer]\n" + lower2, "{ID}", "{SECRET}", "",
       "work", several_profiles},
      {"keys before the first heading", lower2 + "[default]\n" + lower, "{ID}", "{SECRET}", "", "default",
       several_profiles},
      {"14: a shell's lines with comments", "# production\n" + upper + "# test\n" + upper2, "{ID2}",
       "{SECRET2}", "", "", several_keys},
      {"a shell's lines, one set after the other", upper + upper2, "{ID2}", "{SECRET2}", "", "",
       several_keys},
      {"a shell's lines, the secrets first",
       "export AWS_SECRET_ACCESS_KEY={SECRET}\nexport AWS_ACCESS_KEY_ID={ID}\n\n"
       "export AWS_SECRET_ACCESS_KEY={SECRET2}\nexport AWS_ACCESS_KEY_ID={ID2}\n",
       "{ID2}", "{SECRET2}", "", "", several_keys},
      {"the same set twice", upper + upper},
      {"a CSV with two rows", "Access key ID;Secret access key\n{ID};{SECRET}\n{ID2};{SECRET2}\n", "{ID}",
       "{SECRET}", "", "", several_keys},
      {"a CSV with the same row twice", "Access key ID\tSecret access key\n{ID}\t{SECRET}\n{ID}\t{SECRET}\n"},
      {"a second id in a comment", upper + "# replaces {ID2}\n", "{ID}", "{SECRET}", "", "", several_keys},
  };
  for (const PastedText& row : cases) expect_recognised(row);
}

TEST(RecogniseField, PairsNoIdWithTheSecretOfAnotherKey) {
  const std::vector<std::string> texts{
      "{ID}\n{ID2}\n{SECRET}\n{SECRET2}\n",
      "{ID} {SECRET}\n{ID2} {SECRET2}\n",
      "{ID} {ID2}\n{SECRET} {SECRET2}",
      "{ID}\n{ID2}\n{SECRET}\n",
      "{ID}\n{SECRET}\n{SECRET2}\n",
      "Access key ID: {ID}\nSecret access key: {SECRET}\n\nAccess key ID: {ID2}\nSecret access key: "
      "{SECRET2}\n",
      "AWS_ACCESS_KEY_ID={ID}\nAWS_SECRET_ACCESS_KEY={SECRET}\nAWS_ACCESS_KEY_ID={ID2}\n",
      "AWS_ACCESS_KEY_ID={ID}\nAWS_ACCESS_KEY_ID={ID2}\nAWS_SECRET_ACCESS_KEY={SECRET2}\n",
      "AWS_ACCESS_KEY_ID={ID}\n\nAWS_SECRET_ACCESS_KEY={SECRET2}\nAWS_ACCESS_KEY_ID={ID2}\n",
      "AWS_ACCESS_KEY_ID={ID}\nAWS_SECRET_ACCESS_KEY={SECRET}\nAWS_SECRET_ACCESS_KEY={SECRET2}\n",
  };
  for (const std::string& text : texts) {
    const base::Error error = refusal_of(text);
    EXPECT_TRUE(error.is(aws::credentials_ambiguous)) << text << error.describe();
  }
}

TEST(RecogniseField, UsesNoPartOfAnotherProfile) {
  const std::vector<std::string> texts{
      "[a]\naws_access_key_id={ID}\n[b]\naws_secret_access_key={SECRET2}\n",
      "[default]\nAWS_ACCESS_KEY_ID={ID}\n[b]\nAWS_ACCESS_KEY_ID={ID2}\nAWS_SECRET_ACCESS_KEY={SECRET2}\n",
      R"([{"AccessKeyId":"{ID}"},{"AccessKeyId":"{ID2}","SecretAccessKey":"{SECRET2}"}])",
  };
  for (const std::string& text : texts) {
    const base::Error error = refusal_of(text);
    const bool uses_other_set = error.param("key") == filled("{ID2}");
    EXPECT_TRUE(uses_other_set || error.is(aws::credentials_missing)) << text << error.describe();
  }
}

TEST(RecogniseField, ReplacesNoDamagedSecretByAnotherOne) {
  const base::Error error = refusal_of(
      "AWS_ACCESS_KEY_ID={ID}\nAWS_SECRET_ACCESS_KEY=Inv3nted+Secret\n# the one before: {SECRET2}\n");
  EXPECT_TRUE(error.is(aws::credentials_malformed)) << error.describe();
  EXPECT_EQ(error.param("reason"), "too_short");
}

/// Several sets of keys in a random layout, with parts missing at random: the result is always one of the
/// sets.
TEST(RecogniseField, NeverMixesSetsOfARandomText) {
  std::mt19937 dice(7);
  const auto pick = [&dice](std::size_t count) { return static_cast<std::size_t>(dice() % count); };
  struct Layout {
    std::string heading;
    std::string id;
    std::string secret;
    std::string end;
  };
  const std::vector<Layout> layouts{
      {"", "{ID}\n", "{SECRET}\n", "\n"},
      {"", "export AWS_ACCESS_KEY_ID={ID}\n", "export AWS_SECRET_ACCESS_KEY={SECRET}\n", "# next\n"},
      {"", "Access key ID: {ID}\n", "Secret access key: {SECRET}\n", "\n"},
      {"[{NAME}]\n", "aws_access_key_id = {ID}\n", "aws_secret_access_key = {SECRET}\n", ""},
      {"[{NAME}]\n", "AWS_ACCESS_KEY_ID={ID}\n", "AWS_SECRET_ACCESS_KEY={SECRET}\n", "\n"},
      {"", "Zugriffsschlüssel\t{ID}\n", "Geheim\t{SECRET}\n", "--\n"},
  };
  std::size_t recognised = 0;
  for (int round = 0; round < 3000; ++round) {
    const Layout& layout = layouts[pick(layouts.size())];
    const std::size_t sets = 1 + pick(3);
    const bool secret_first = pick(2) == 0;
    std::string text;
    std::size_t ids = 0;
    std::size_t secrets = 0;
    for (std::size_t set = 0; set < sets; ++set) {
      const std::string number = std::to_string(set);
      const std::string id =
          pick(5) == 0 ? "" : base::replace_all(layout.id, "{ID}", "AKIA2INVENTEDKEY000" + number);
      const std::string secret = pick(5) == 0
                                     ? ""
                                     : base::replace_all(layout.secret, "{SECRET}",
                                                         "Inv3nted+Secret/ForTries0nlyNotRealAbc+" + number);
      text += base::replace_all(layout.heading, "{NAME}", pick(3) == 0 ? "default" : "p" + number);
      text += secret_first ? secret + id : id + secret;
      text += layout.end;
      if (!id.empty()) ++ids;
      if (!secret.empty()) ++secrets;
    }
    // Without headings one id and one secret are taken as a pair, because nothing shows that they are not.
    if (sets > 1 && ids == 1 && secrets == 1 && layout.heading.empty()) continue;
    try {
      const auto found = aws::recognise(base::Secret(text));
      EXPECT_EQ(found.credentials.access_key_id.back(), found.credentials.secret_access_key.reveal().back())
          << text;
      EXPECT_NE(text.find(found.credentials.access_key_id), std::string::npos);
      ++recognised;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.code().name().substr(0, 16), "aws.credentials_") << error.describe();
    }
  }
  EXPECT_GT(recognised, 1000U) << "most complete sets are recognised";
}

}  // namespace
