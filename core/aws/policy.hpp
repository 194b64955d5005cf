// Policy documents as JSON text: the one that lets a board use its own topics and nothing else, and the form
// of those that a user copies into IAM (actions.hpp has their content). Sends no requests. Facts:
// reference/aws.md, "Multi-Account Registration" and "IAM".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aws/region.hpp"

namespace aws {

inline constexpr std::string_view zero_touch_policy_name = "zt_policy";

/// The AWS IoT policy `zt_policy`. AWS IoT fills in the `${iot:…}` variables, so they stay literal here.
std::string zero_touch_policy(Region region, std::string_view account);

/// Whether two documents have the same statements. Ignores order, repetition, Sid, layout, and whether a
/// single value stands in a list. False if either is not a policy document.
bool same_policy(std::string_view a, std::string_view b);

/// One statement of an IAM policy, which permits each action on each resource.
struct Statement {
  std::vector<std::string> actions;
  std::vector<std::string> resources;
};
/// The text of a policy with these statements, laid out for people.
std::string policy_document(const std::vector<Statement>& statements);

/// The document without its layout, because IAM counts the characters. No text in it may have white space.
std::string compact_policy(std::string document);

/// The actions that the policy MCHPProvToolAccess of the vendor's guide permits on everything.
std::vector<std::string> guide_actions();
/// The IAM policy MCHPProvToolAccess of the vendor's guide.
std::string guide_policy();
/// IAM policy: one statement that permits what was refused.
std::string permitting_policy(std::string_view action, std::string_view resource);

}  // namespace aws
