// Policy documents as JSON text: the one that lets a board use its own topics and nothing else, and those
// that a user copies into IAM. Knows no request. Facts: reference/aws.md, "Multi-Account Registration" and
// "IAM"; Service Authorization Reference of AWS IoT.
#pragma once

#include <string>
#include <string_view>

#include "aws/region.hpp"

namespace aws {

inline constexpr std::string_view zero_touch_policy_name = "zt_policy";

/// AWS IoT policy `zt_policy`. `${iot:…}` variables are AWS IoT's to fill in and stay as they are.
std::string zero_touch_policy(Region region, std::string_view account);

/// Whether two documents permit the same in the same words: order, repetition, Sid, layout, a single string
/// or a list of one make no difference. False when either is not a policy document.
bool same_policy(std::string_view a, std::string_view b);

/// The IAM policy of the vendor's guide, MCHPProvToolAccess.
std::string guide_policy();
/// IAM: no more than provisioning by MAR calls.
std::string provisioning_policy(Region region, std::string_view account);
/// IAM: no more than watching boards takes. `client_id_pattern`: the page's own MQTT client ids, as
/// "web-provisioner-*".
std::string watching_policy(Region region, std::string_view account, std::string_view client_id_pattern);
/// IAM: both.
std::string provisioning_and_watching_policy(Region region, std::string_view account,
                                             std::string_view client_id_pattern);
/// IAM: a document of one statement that permits what was refused.
std::string permitting_policy(std::string_view action, std::string_view resource);

}  // namespace aws
