// The addresses of pages of the AWS console.
#pragma once

#include <string>
#include <string_view>

#include "aws/region.hpp"

namespace aws {

std::string console_thing_page(Region region, std::string_view thing_name);
std::string console_certificate_page(Region region, std::string_view certificate_id);
std::string console_mqtt_test_client(Region region);
std::string console_iam_users(Region region);

}  // namespace aws
