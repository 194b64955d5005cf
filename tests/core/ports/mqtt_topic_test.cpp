#include "ports/mqtt_topic.hpp"

#include <gtest/gtest.h>

namespace {

TEST(TopicFilter, MatchesTopicsAsMqttDefines) {
  struct Case {
    const char* filter;
    const char* topic;
    bool matches;
  };
  const Case cases[] = {{"a/b", "a/b", true},     {"a/b", "a/c", false},      {"a/+", "a/b", true},
                        {"a/+", "a/b/c", false},  {"+/+", "/x", true},        {"a/#", "a", true},
                        {"a/#", "a/b/c", true},   {"#", "a/b", true},         {"#", "$aws/x", false},
                        {"+/x", "$aws/x", false}, {"$aws/#", "$aws/x", true}, {"a/+/#", "a", false},
                        {"a", "a/b", false},      {"a/b", "a", false},        {"+", "", true}};
  for (const Case& c : cases)
    EXPECT_EQ(ports::topic_matches(c.filter, c.topic), c.matches) << c.filter << " " << c.topic;
}

}  // namespace
