#include "aws/region.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "aws/errors.hpp"
#include "base/text.hpp"

namespace aws {

namespace {

constexpr std::string_view region_names[] = {
    "us-east-1",      "us-east-2",      "us-west-2",      "eu-central-1",   "eu-west-1",  "eu-west-2",
    "ap-northeast-1", "ap-northeast-2", "ap-southeast-1", "ap-southeast-2", "cn-north-1",
};

bool is_china(Region region) {
  return region.partition() == "aws-cn";
}

bool is_host_label(std::string_view label) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !label.empty() && label.size() <= 63 && std::all_of(label.begin(), label.end(), allowed);
}

}  // namespace

std::optional<Region> Region::find(std::string_view name) {
  const std::string wanted = base::to_lower(base::trim(name));
  for (std::size_t i = 0; i < std::size(region_names); ++i) {
    if (region_names[i] == wanted) return Region(static_cast<std::uint8_t>(i));
  }
  return std::nullopt;
}

Region Region::parse(std::string_view name) {
  if (const auto region = find(name)) return *region;
  throw base::Error(unknown_region).with("region", name);
}

std::string_view Region::name() const {
  return region_names[index_];
}
std::string_view Region::partition() const {
  return name().substr(0, 3) == "cn-" ? "aws-cn" : "aws";
}
std::string_view Region::suffix() const {
  return is_china(*this) ? "amazonaws.com.cn" : "amazonaws.com";
}

std::span<const Region> all_regions() {
  static const auto regions = [] {
    std::vector<Region> list;
    for (std::size_t i = 0; i < std::size(region_names); ++i)
      list.push_back(Region(static_cast<std::uint8_t>(i)));
    return list;
  }();
  return regions;
}

std::string_view signing_name(Service service) {
  switch (service) {
    case Service::iot:
      return "iot";
    case Service::iot_device_gateway:
      return "iotdevicegateway";
    case Service::sts:
      return "sts";
    case Service::iam:
      return "iam";
    case Service::cloudformation:
      return "cloudformation";
    case Service::lambda:
      return "lambda";
    case Service::logs:
      return "logs";
  }
  return "";
}

Region signing_region(Service service, Region region) {
  return service == Service::iam && !is_china(region) ? Region::parse("us-east-1") : region;
}

std::string host(Service service, Region region) {
  std::string host(signing_name(service));
  if (service != Service::iam || is_china(region)) host.append(".").append(region.name());
  return host.append(".").append(region.suffix());
}

std::string data_endpoint_suffix(Region region) {
  std::string suffix = ".iot.";
  return suffix.append(region.name()).append(".").append(region.suffix());
}

bool is_data_endpoint(std::string_view host, Region region) {
  const std::string tail = data_endpoint_suffix(region);
  if (host.size() <= tail.size() || host.size() > 253) return false;
  if (!base::equal_ignoring_case(host.substr(host.size() - tail.size()), tail)) return false;
  const auto labels = base::split(host, '.');
  return std::all_of(labels.begin(), labels.end(), is_host_label);
}

std::string iot_arn(Region region, std::string_view account, std::string_view resource) {
  std::string arn = "arn:";
  arn.append(region.partition()).append(":iot:").append(region.name()).append(":");
  return arn.append(account).append(":").append(resource);
}

}  // namespace aws
