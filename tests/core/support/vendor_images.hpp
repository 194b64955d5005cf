// The vendor's firmware images as the files that a job reads. The set-up fetches them, and the test's
// executable embeds them (CMakeLists.txt: EMBED).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/task.hpp"
#include "embedded/atmega4808_aws_iot_demo_hex.hpp"
#include "embedded/atmega4808_iot_provision_v2_hex.hpp"
#include "embedded/pic24fj128ga705_aws_iot_demo_hex.hpp"
#include "embedded/pic24fj128ga705_iot_provision_v2_hex.hpp"
#include "ports/errors.hpp"
#include "ports/platform.hpp"

namespace support {

class VendorImages final : public ports::VendorFiles {
 public:
  base::task<base::Bytes> read(std::string name) override {
    const auto found = files.find(name);
    if (found == files.end()) throw base::Error(ports::file_unavailable).with("name", name);
    co_return base::to_bytes(found->second);
  }

  std::map<std::string, std::string_view, std::less<>> files{
      {"atmega4808-iot-provision-v2.hex", embedded::atmega4808_iot_provision_v2_hex},
      {"atmega4808-aws-iot-demo.hex", embedded::atmega4808_aws_iot_demo_hex},
      {"pic24fj128ga705-iot-provision-v2.hex", embedded::pic24fj128ga705_iot_provision_v2_hex},
      {"pic24fj128ga705-aws-iot-demo.hex", embedded::pic24fj128ga705_aws_iot_demo_hex}};
};

}  // namespace support
