#include "base/utf8.hpp"

#include <gtest/gtest.h>
#include <string>

namespace {

TEST(Utf8Test, AcceptsCharactersOfEachLength) {
  for (const std::string_view text :
       {"", "a", "\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x8C\xA1", "\xED\x9F\xBF"})
    EXPECT_TRUE(base::is_utf8(text)) << text;
}

TEST(Utf8Test, RefusesWhatIsNoCharacter) {
  for (const std::string_view text :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC3", "\xC3\x28", "\xE2\x82"})
    EXPECT_FALSE(base::is_utf8(text));
}

TEST(Utf8Test, DropsACharacterThatTheEndCutsOff) {
  const std::string euro = "1\xE2\x82\xAC";
  EXPECT_EQ(base::whole_characters(euro), euro);
  EXPECT_EQ(base::whole_characters(euro.substr(0, 3)), "1");
  EXPECT_EQ(base::whole_characters(euro.substr(0, 2)), "1");
  EXPECT_EQ(base::whole_characters("\xF0\x9F\x8C"), "");
  EXPECT_EQ(base::whole_characters(""), "");
}

}  // namespace
