// The whole shadow of one thing, as AWS holds it: reads it, follows its changes, and changes or deletes it.
// The classic (unnamed) shadow. shadow.hpp knows only the demo firmware's toggle. Facts: AWS IoT developer
// guide, "Device Shadow MQTT topics".
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/enum_names.hpp"
#include "base/task_scope.hpp"
#include "telemetry/own_connection.hpp"
#include "telemetry/series.hpp"

namespace telemetry {

enum class ShadowStatus : std::uint8_t { loading, present, absent, failed };
constexpr auto names_of(ShadowStatus) {
  return base::enum_names<ShadowStatus>("ShadowStatus", {{ShadowStatus::loading, "loading"},
                                                         {ShadowStatus::present, "present"},
                                                         {ShadowStatus::absent, "absent"},
                                                         {ShadowStatus::failed, "failed"}});
}

/// Why AWS refused a request, in its own words.
struct ShadowRejection {
  std::string operation;  // "get", "update", "delete"
  std::int64_t code = 0;
  std::string message;
};

class ShadowDocument {
 public:
  struct Dependencies {
    base::Executor& executor;
    base::Log& log;
    std::shared_ptr<aws::Client> client;
  };

  /// Subscribes and reads the shadow. Throws telemetry.invalid_thing_name.
  ShadowDocument(Dependencies dependencies, std::shared_ptr<OwnConnection> connection,
                 std::string_view thing_name);
  ShadowDocument(const ShadowDocument&) = delete;
  ShadowDocument& operator=(const ShadowDocument&) = delete;

  /// Each ends when AWS has the request; the answer arrives later. They throw what publish() throws. The
  /// object must live until the task has ended.
  base::task<void> get();
  /// `desired`: a JSON object. Throws telemetry.invalid_document.
  base::task<void> update_desired(std::string desired);
  base::task<void> remove();

  const std::string& thing_name() const { return thing_name_; }
  ShadowStatus status() const { return status_; }
  /// As AWS sent it; empty without one.
  const std::string& text() const { return text_; }
  double time() const { return time_; }  // of the text, milliseconds since 1970
  /// Of the last request; nullopt if AWS accepted it.
  const std::optional<ShadowRejection>& rejection() const { return rejection_; }
  /// Why the status is `failed`.
  const std::optional<base::Error>& error() const { return error_; }

 private:
  void on_change();
  void on_message(const ports::MqttMessage& message);
  void on_answer(std::string_view operation, bool is_accepted, const base::Bytes& payload);
  void read_again();

  Dependencies dependencies_;
  std::shared_ptr<OwnConnection> connection_;
  std::string thing_name_;
  std::string prefix_;
  ShadowStatus status_ = ShadowStatus::loading;
  std::string text_;
  double time_ = 0.0;
  std::optional<ShadowRejection> rejection_;
  std::optional<base::Error> error_;
  bool has_read_ = false;    // since the subscription was granted
  bool is_reading_ = false;  // the answer to a get is on its way
  Timeline timeline_;
  PermissionProbe get_probe_;
  PermissionProbe update_probe_;
  PermissionProbe delete_probe_;
  base::TaskScope tasks_;
  Subscription answers_;
};

}  // namespace telemetry
