// The regions that the boards support, in two partitions, and the names that follow from one: hosts, ARNs,
// console pages. Knows no request. Facts: reference/aws.md, "Regions" and "Services and hosts".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace aws {

class Region {
 public:
  /// aws.unknown_region (region) for any other than the eleven; surrounding space and case are forgiven.
  static Region parse(std::string_view name);
  static std::optional<Region> find(std::string_view name);

  std::string_view name() const;       // "eu-west-1"
  std::string_view partition() const;  // "aws" or "aws-cn"
  std::string_view suffix() const;     // "amazonaws.com" or "amazonaws.com.cn"
  std::string_view place() const;      // "Ireland"
  friend bool operator==(Region a, Region b) { return a.index_ == b.index_; }
  friend bool operator!=(Region a, Region b) { return a.index_ != b.index_; }

 private:
  friend std::span<const Region> all_regions();
  explicit constexpr Region(std::uint8_t index) : index_(index) {}
  std::uint8_t index_;
};

std::span<const Region> all_regions();

enum class Service : std::uint8_t { iot, iot_device_gateway, sts, iam, cloudformation, lambda };

/// The service's name in a signature's scope.
std::string_view signing_name(Service service);
/// The region in a signature's scope: IAM is one service in the whole partition.
Region signing_region(Service service, Region region);
/// The service's host; that of iot_device_gateway is an account's own (IotClient::describe_endpoint).
std::string host(Service service, Region region);
/// Whether this is a data endpoint of AWS IoT in the region: LABELS.iot.REGION.SUFFIX, nothing else in it.
bool is_data_endpoint(std::string_view host, Region region);

/// arn:PARTITION:iot:REGION:ACCOUNT:RESOURCE
std::string iot_arn(Region region, std::string_view account, std::string_view resource);

/// Pages of the AWS console for people.
std::string console_thing_page(Region region, std::string_view thing_name);
std::string console_certificate_page(Region region, std::string_view certificate_id);
std::string console_mqtt_test_client(Region region);
std::string console_iam_users(Region region);

}  // namespace aws
