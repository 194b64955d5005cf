// Texts that people paste, with invented keys in them, and what recognise() makes of them.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "aws/credentials.hpp"
#include "base/text.hpp"

namespace pasted {

/// Invented keys, characters that nobody sees, and the placeholders that stand for them in the texts below.
struct InventedValue {
  std::string_view placeholder;
  std::string_view text;
};
inline constexpr InventedValue invented_values[] = {
    {"{ID}", "AKIA2INVENTEDKEY0001"},
    {"{ID2}", "AKIA2INVENTEDKEY0002"},
    {"{TEMPORARY}", "ASIA2INVENTEDKEY0001"},
    {"{SECRET}", "Inv3nted+Secret/ForTries0nlyNotRealAbc+/"},
    {"{SECRET2}", "An0ther+Secret/ForTries0nlyNotRealAbc+/z"},
    {"{TOKEN}", "IQoJb3JpZ2luX2VjEInvented//////////wEaCXVzLXdlc3QtMiJHMEUCIQ+/abc=="},
    {"{NBSP}", "\xC2\xA0"},
    {"{SHY}", "\xC2\xAD"},
    {"{ZWSP}", "\xE2\x80\x8B"},
    {"{ZWNJ}", "\xE2\x80\x8C"},
    {"{ZWJ}", "\xE2\x80\x8D"},
    {"{WJ}", "\xE2\x81\xA0"},
    {"{BOM}", "\xEF\xBB\xBF"},
};

inline std::string filled(std::string_view text) {
  std::string result(text);
  for (const InventedValue& value : invented_values)
    result = base::replace_all(result, value.placeholder, value.text);
  return result;
}

struct PastedText {
  std::string title;
  std::string text;
  std::string id = "{ID}";
  std::string secret = "{SECRET}";
  std::string region = {};
  std::string profile = {};
  std::vector<aws::CredentialWarning> warnings = {};
};

inline void expect_recognised(const PastedText& row) {
  SCOPED_TRACE(row.title);
  try {
    const auto found = aws::recognise(base::Secret(filled(row.text)));
    const bool temporary = row.id == "{TEMPORARY}";
    EXPECT_EQ(found.credentials.access_key_id, filled(row.id));
    EXPECT_EQ(found.credentials.secret_access_key.reveal(), filled(row.secret));
    EXPECT_EQ(found.credentials.session_token.reveal(), temporary ? filled("{TOKEN}") : "");
    EXPECT_EQ(found.region ? found.region->name() : "", row.region);
    EXPECT_EQ(found.profile, row.profile);
    EXPECT_EQ(found.warnings, row.warnings);
  } catch (const base::Error& error) {
    ADD_FAILURE() << error.describe();
  }
}

inline base::Error refusal_of(std::string_view text) {
  try {
    const auto found = aws::recognise(base::Secret(filled(text)));
    return base::Error(base::ErrorCode("test.taken")).with("key", found.credentials.access_key_id);
  } catch (const base::Error& error) {
    return error;
  }
}

}  // namespace pasted
