// Tests that JSON, XML and refusals are parsed safely from any bytes.
#include "aws/json.hpp"

#include <gtest/gtest.h>
#include <random>

#include "aws/errors.hpp"
#include "aws/refusal.hpp"
#include "aws/xml.hpp"

namespace {

using aws::Json;

TEST(Json, ParseAcceptsOnlyStrictJson) {
  EXPECT_TRUE(Json::parse(R"({"a":[1,2.5,true,null,"x"]})"));
  for (const std::string invalid :
       {"", "{", "{}{}", "{'a':1}", "{\"a\":1,}", "\xFF", "\"\xC3\"", "nul", "// c\n{}"})
    EXPECT_FALSE(Json::parse(invalid)) << invalid;
}

TEST(Json, ParseLimitsDepthAndSize) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(Json::parse(nested(64)));
  EXPECT_FALSE(Json::parse(nested(65)));
  EXPECT_FALSE(Json::parse(nested(1000000)));
  EXPECT_TRUE(Json::parse("\"" + std::string(100, '[') + "\\\"[\"")) << "brackets in a text do not nest";
  EXPECT_FALSE(Json::parse("\"" + std::string(Json::max_size, 'x') + "\""));
}

TEST(Json, ReturnsMembersOfTheExpectedKindOnly) {
  const Json json = Json::parse(R"({"text":"x","flag":true,"list":["y"],"null":null,"number":7})").value();
  EXPECT_EQ(json.text_at("text"), "x");
  EXPECT_EQ(json.find_flag("flag"), true);
  EXPECT_FALSE(json.find_flag("text"));
  EXPECT_FALSE(json.find("null"));
  EXPECT_TRUE(json.list_at("absent").empty());
  for (const std::string field : {"number", "absent", "null", "list"}) {
    try {
      json.text_at(field);
      ADD_FAILURE() << field;
    } catch (const base::Error& error) {
      EXPECT_TRUE(error.is(aws::bad_answer));
      EXPECT_EQ(error.param("field"), field);
    }
  }
  EXPECT_THROW(json.list_at("text"), base::Error);
  EXPECT_THROW(json.at("absent"), base::Error);
}

TEST(Json, WritesTextThatParsesToTheSameValue) {
  const std::string odd = "a\"b\\c\n\t\x01 \xC3\xA9 ${iot:x}";
  EXPECT_EQ(Json::parse(aws::json_object({{"name", odd}}))->text_at("name"), odd);
  EXPECT_TRUE(Json::parse(aws::json_quoted("\xFF\xC3")));
}

TEST(Xml, ReturnsTheTextOfElements) {
  const std::string document = "<r><Code> a&amp;lt;b </Code><Code>c</Code><Open>x</r>";
  EXPECT_EQ(aws::xml_text(document, "Code"), "a&lt;b");
  EXPECT_EQ(aws::xml_texts(document, "Code"), (std::vector<std::string>{"a&lt;b", "c"}));
  EXPECT_FALSE(aws::xml_text(document, "Open"));
  EXPECT_FALSE(aws::xml_text("", "Code"));
}

TEST(HttpDate, AcceptsOnlyTheFixedFormat) {
  EXPECT_EQ(aws::amz_date(aws::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").value()), "19941106T084937Z");
  for (const std::string invalid : {"", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Now 1994 08:49:37 GMT",
                                    "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 36 Nov 1994 08:49:37 GMT"})
    EXPECT_FALSE(aws::parse_http_date(invalid)) << invalid;
}

TEST(Refusal, BecomesAnErrorOfThisLayerForAnyBytes) {
  std::mt19937 dice(2);
  const std::string seeds[] = {
      R"json({"message":"Signature expired: 20261123T100000Z is now earlier than 20261123T114500Z (20261123T120000Z - 15 min.)"})json",
      R"({"Error":{"Code":"ExpiredToken","Message":"x"},"resourceId":"ID:00"})",
      "<ErrorResponse><Error><Code>Throttling</Code><Message>&lt;x&gt;</Message></Error></ErrorResponse>"};
  aws::Request request;
  request.action = "iot:X";
  for (int round = 0; round < 3000; ++round) {
    ports::HttpResponse response;
    response.status = 300 + static_cast<int>(dice() % 300);
    response.body = seeds[dice() % 3];
    for (auto hit = dice() % 6; hit > 0; --hit)
      response.body[dice() % response.body.size()] = static_cast<char>(dice());
    response.body.resize(dice() % (response.body.size() + 1));
    response.headers.emplace_back("x-amzn-errortype", response.body.substr(0, dice() % 8));
    response.headers.emplace_back("date", response.body.substr(0, 29));
    const base::Error error =
        aws::as_error(aws::parse_refusal(response), request, {}, aws::Region::parse("us-east-1"));
    EXPECT_EQ(error.code().name().substr(0, 4), "aws.");
    EXPECT_EQ(error.param("status"), std::to_string(response.status));
  }
}

}  // namespace
