// Policy documents as JSON text: the one that lets a board use its own topics and nothing else, and those
// that a user copies into IAM. Sends no requests. Facts: reference/aws.md, "Multi-Account Registration" and
// "IAM"; Service Authorization Reference of AWS IoT.
#pragma once

#include <string>
#include <string_view>

#include "aws/region.hpp"

namespace aws {

inline constexpr std::string_view zero_touch_policy_name = "zt_policy";

/// The AWS IoT policy `zt_policy`. AWS IoT fills in the `${iot:…}` variables, so they stay literal here.
std::string zero_touch_policy(Region region, std::string_view account);

/// Whether two documents have the same statements. Ignores order, repetition, Sid, layout, and whether a
/// single value stands in a list. False if either is not a policy document.
bool same_policy(std::string_view a, std::string_view b);

/// The IAM policy MCHPProvToolAccess of the vendor's guide.
std::string guide_policy();
/// IAM policy: exactly the calls of provisioning by MAR.
std::string provisioning_policy(Region region, std::string_view account);
/// IAM policy: exactly what watching boards needs. `client_id_pattern`: the page's own MQTT client ids, as
/// "web-provisioner-*".
std::string watching_policy(Region region, std::string_view account, std::string_view client_id_pattern);
/// IAM policy: both.
std::string provisioning_and_watching_policy(Region region, std::string_view account,
                                             std::string_view client_id_pattern);
/// IAM policy: one statement that permits what was refused.
std::string permitting_policy(std::string_view action, std::string_view resource);

}  // namespace aws
