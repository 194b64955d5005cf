#include "telemetry/shadow.hpp"

#include <gtest/gtest.h>

namespace {

using std::nullopt;

telemetry::ShadowToggle parse_document(std::string_view text) {
  return telemetry::parse_shadow(base::as_bytes(text));
}
std::optional<bool> parse_delta(std::string_view text) {
  return telemetry::parse_shadow_delta(base::as_bytes(text));
}

TEST(Shadow, WritesADesiredToggleThatTheBoardUnderstands) {
  EXPECT_EQ(telemetry::desired_toggle(true), R"({"state":{"desired":{"toggle":1}}})");
  EXPECT_EQ(telemetry::desired_toggle(false), R"({"state":{"desired":{"toggle":0}}})");
  EXPECT_EQ(parse_document(telemetry::desired_toggle(true)).desired, true);
}

TEST(Shadow, ParsesTheDesiredAndTheReportedState) {
  const auto both =
      parse_document(R"({"state":{"desired":{"toggle":1},"reported":{"toggle":0}},"version":3})");
  EXPECT_EQ(both.desired, true);
  EXPECT_EQ(both.reported, false);
  const auto reported = parse_document(R"({"state":{"reported":{"toggle":true,"other":5}}})");
  EXPECT_EQ(reported.desired, nullopt);
  EXPECT_EQ(reported.reported, true);
}

TEST(Shadow, IsEmptyWithoutAToggle) {
  for (const std::string_view text :
       {"", "{", "[]", "7", "{}", R"({"state":null})", R"({"state":{"desired":null}})",
        R"({"state":{"desired":{"toggle":2}}})", R"({"state":{"desired":{"toggle":"1"}}})",
        R"({"state":{"desired":[1]}})", R"({"state":"desired"})"}) {
    EXPECT_EQ(parse_document(text).desired, nullopt) << text;
    EXPECT_EQ(parse_document(text).reported, nullopt) << text;
    EXPECT_EQ(parse_delta(text), nullopt) << text;
  }
  EXPECT_EQ(parse_document(std::string(100'000, '[')).desired, nullopt);
}

TEST(Shadow, ParsesTheToggleOfADelta) {
  EXPECT_EQ(parse_delta(R"({"version":4,"state":{"toggle":1},"metadata":{}})"), true);
  EXPECT_EQ(parse_delta(R"({"state":{"toggle":0}})"), false);
}

}  // namespace
