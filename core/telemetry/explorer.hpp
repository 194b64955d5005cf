// Subscribes to any topic filter and publishes on any topic, as an MQTT client for people does; one thing's
// shadow can be read, changed and deleted. It has a connection of its own, because AWS closes a connection at
// what is not permitted.
#pragma once

#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/task_scope.hpp"
#include "telemetry/message_log.hpp"
#include "telemetry/own_connection.hpp"
#include "telemetry/series.hpp"
#include "telemetry/shadow_document.hpp"

namespace telemetry {

/// What has arrived on a topic.
struct ExploredTopic {
  std::uint64_t messages = 0;
  MessageRate rate;
  double last_time = 0.0;  // milliseconds since 1970
  base::Bytes last;        // at most Explorer::kept_octets of the last message
  std::size_t last_size = 0;
};

class Explorer {
 public:
  static constexpr std::size_t max_topics = 2000;
  static constexpr std::size_t kept_octets = 8192;

  /// `received`: gets every message; must outlive the explorer.
  Explorer(OwnConnection::Dependencies dependencies, MessageLog& received);
  Explorer(const Explorer&) = delete;
  Explorer& operator=(const Explorer&) = delete;

  /// Subscribing again to a filter that was refused tries again. Throws telemetry.invalid_filter,
  /// telemetry.too_many_filters.
  void subscribe(std::string filter);
  void unsubscribe(std::string_view filter);
  /// Ends when AWS has the message. Throws telemetry.invalid_topic, telemetry.message_too_large,
  /// telemetry.publish_lost, telemetry.not_permitted, mqtt.not_connected. The explorer must live until the
  /// task has ended.
  base::task<void> publish(std::string topic, base::Bytes payload);
  /// Forgets the topics and their messages.
  void clear();
  base::task<void> close();

  /// Follows this thing's shadow from now on. Throws telemetry.invalid_thing_name.
  void open_shadow(std::string_view thing_name);
  /// Nullptr before open_shadow().
  const std::shared_ptr<ShadowDocument>& shadow() const { return shadow_; }

  struct Filter {
    std::string text;
    Subscription subscription;
  };
  const std::list<Filter>& filters() const { return filters_; }
  std::map<std::string, ExploredTopic>& topics() { return topics_; }
  /// Messages on further topics than are kept.
  std::uint64_t left_out() const { return left_out_; }
  /// True if so many messages arrive that AWS discards what is beyond its limit. How many that are is not
  /// known, because what is sent is not.
  bool is_at_limit() const { return connection_->load.is_at_limit(); }
  base::Instant now() const { return dependencies_.executor.now(); }
  const OwnConnection& connection() const { return *connection_; }

 private:
  void on_message(const Filter& filter, const ports::MqttMessage& message);
  base::task<void> measure();

  OwnConnection::Dependencies dependencies_;
  MessageLog& received_;
  Timeline timeline_;
  std::shared_ptr<OwnConnection> connection_;
  std::list<Filter> filters_;
  std::map<std::string, ExploredTopic> topics_;
  std::uint64_t left_out_ = 0;
  std::map<std::string, PermissionProbe> publications_;  // by topic
  std::shared_ptr<ShadowDocument> shadow_;
  base::TaskScope tasks_;
};

}  // namespace telemetry
