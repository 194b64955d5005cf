// What a policy document permits.
#pragma once

#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

#include "aws/json.hpp"

namespace fakes {

/// "ACTION RESOURCE" for each combination. Expects statements that allow something, and nothing else.
inline std::set<std::string> allowed(const std::string& document) {
  std::set<std::string> grants;
  const auto texts = [](const aws::Json& value) {
    std::vector<std::string> list;
    if (const auto one = value.text()) return std::vector<std::string>{*one};
    for (const aws::Json& item : value.items()) list.push_back(item.text().value());
    return list;
  };
  const auto json = aws::Json::parse(document).value();
  EXPECT_EQ(json.text_at("Version"), "2012-10-17");
  for (const aws::Json& statement : json.list_at("Statement")) {
    EXPECT_EQ(statement.text_at("Effect"), "Allow");
    for (const auto& action : texts(statement.at("Action"))) {
      for (const auto& resource : texts(statement.at("Resource")))
        grants.insert(std::string(action).append(" ").append(resource));
    }
  }
  return grants;
}

}  // namespace fakes
