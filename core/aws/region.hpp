// The regions that the boards support, in two partitions, and the names that follow from a region: hosts,
// ARNs. Sends no requests. Facts: reference/aws.md, "Regions" and "Services and hosts".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace aws {

class Region {
 public:
  /// Accepts the eleven regions, in any case and with space around the name; throws aws.unknown_region
  /// (region) for others.
  static Region parse(std::string_view name);
  /// The same, but returns nullopt for other names.
  static std::optional<Region> find(std::string_view name);

  std::string_view name() const;       // "eu-west-1"
  std::string_view partition() const;  // "aws" or "aws-cn"
  std::string_view suffix() const;     // "amazonaws.com" or "amazonaws.com.cn"
  friend bool operator==(Region a, Region b) { return a.index_ == b.index_; }
  friend bool operator!=(Region a, Region b) { return a.index_ != b.index_; }

 private:
  friend std::span<const Region> all_regions();
  explicit constexpr Region(std::uint8_t index) : index_(index) {}
  std::uint8_t index_;
};

std::span<const Region> all_regions();

enum class Service : std::uint8_t { iot, iot_device_gateway, sts, iam, cloudformation, lambda, logs };

/// The service's name in the scope of a signature.
std::string_view signing_name(Service service);
/// The region in the scope of a signature. IAM is one service for the whole partition.
Region signing_region(Service service, Region region);
/// The service's host. Not for iot_device_gateway, whose host differs by account
/// (IotClient::describe_endpoint).
std::string host(Service service, Region region);
/// The end of the host of each account's data endpoint: ".iot.REGION.SUFFIX".
std::string data_endpoint_suffix(Region region);
/// Whether `host` is a data endpoint of AWS IoT in the region: LABELS.iot.REGION.SUFFIX and nothing else.
bool is_data_endpoint(std::string_view host, Region region);

/// arn:PARTITION:iot:REGION:ACCOUNT:RESOURCE
std::string iot_arn(Region region, std::string_view account, std::string_view resource);

}  // namespace aws
