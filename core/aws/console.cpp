#include "aws/console.hpp"

#include "aws/sigv4.hpp"

namespace aws {

namespace {

std::string console(Region region) {
  const std::string name(region.name());
  return "https://" + name +
         (region.partition() == "aws-cn" ? ".console.amazonaws.cn" : ".console.aws.amazon.com");
}

std::string iot_console(Region region, std::string_view page) {
  return console(region) + "/iot/home?region=" + std::string(region.name()) + "#/" + std::string(page);
}

}  // namespace

std::string console_thing_page(Region region, std::string_view thing_name) {
  return iot_console(region, "thing/" + percent_encode(thing_name));
}
std::string console_certificate_page(Region region, std::string_view certificate_id) {
  return iot_console(region, "certificate/" + percent_encode(certificate_id));
}
std::string console_mqtt_test_client(Region region) {
  return iot_console(region, "test");
}
std::string console_iam_users(Region region) {
  return std::string(region.partition() == "aws-cn" ? "https://console.amazonaws.cn"
                                                    : "https://console.aws.amazon.com") +
         "/iam/home#/users";
}

}  // namespace aws
