// Distinguishes a missing permission from a lost network. AWS IoT answers a subscription or publication that
// it does not permit by closing the connection (aws-iot-device-sdk-js, issue 191), as a lost network does.
// Two losses in a row at the same operation count as a refusal.
#pragma once

namespace telemetry {

class PermissionProbe {
 public:
  void sent() { is_pending_ = true; }
  void answered() {
    is_pending_ = false;
    losses_ = 0;
  }
  /// The operation ended without an answer, but AWS did not close the connection.
  void abandoned() { is_pending_ = false; }
  void connection_lost() {
    losses_ += is_pending_ ? 1 : 0;
    is_pending_ = false;
  }
  bool is_pending() const { return is_pending_; }
  bool is_refused() const { return losses_ >= 2; }

 private:
  bool is_pending_ = false;
  int losses_ = 0;
};

}  // namespace telemetry
