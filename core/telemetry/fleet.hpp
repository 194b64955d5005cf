// Many boards at once: subscribes to each board's sensor messages, on as many connections as AWS's limits ask
// for, and follows AWS's lifecycle events on a connection of their own, because a subscription that is not
// permitted ends its connection. What a limit makes AWS discard is computed (ConnectionLoad).
//
// Messages do not wake anybody: a caller that draws the boards asks for them, for example once a second.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/task_scope.hpp"
#include "telemetry/fleet_board.hpp"
#include "telemetry/message_log.hpp"
#include "telemetry/own_connection.hpp"
#include "telemetry/subscription.hpp"

namespace telemetry {

class Fleet {
 public:
  /// Loads are computed over periods of this length.
  static constexpr base::Duration period = std::chrono::seconds(1);

  /// `received`: gets every message of the boards; must outlive the fleet.
  Fleet(OwnConnection::Dependencies dependencies, MessageLog& received, BrokerLimits limits = {});
  Fleet(const Fleet&) = delete;
  Fleet& operator=(const Fleet&) = delete;

  /// Watches these things, too. Ignores those that are watched already, and what is no thing's name.
  void add(const std::vector<std::string>& thing_names);
  /// Ends the subscriptions; the connections close once this task has run. The fleet may go before that.
  base::task<void> close();

  struct Entry {
    FleetBoard* board = nullptr;
    BoardCondition condition{};
    std::optional<base::Error> error;  // why the board is unwatched
  };
  /// Largest trouble first, then by name.
  std::vector<Entry> entries();
  /// Nullptr if the thing is not watched.
  const FleetBoard* find(std::string_view thing_name) const;

  struct ConnectionEntry {
    const OwnConnection* connection = nullptr;
    std::size_t boards = 0;
  };
  std::vector<ConnectionEntry> connections() const;
  base::Instant now() const { return dependencies_.executor.now(); }
  /// The time on the messages' time line: by AWS's clock, milliseconds since 1970.
  double time() { return timeline_.at(now(), dependencies_.client->now()); }
  /// Of all boards, since the fleet began.
  std::uint64_t messages() const { return messages_; }
  /// Why there are no lifecycle events; nullopt while there are, or while that is not known yet.
  const std::optional<base::Error>& presence_refusal() const { return presence_refusal_; }
  const BrokerLimits& limits() const { return limits_; }

 private:
  using Connection = std::shared_ptr<OwnConnection>;

  struct Member {
    explicit Member(std::string thing_name) : board(std::move(thing_name)) {}
    FleetBoard board;
    Connection connection;  // nullptr if there was no room
    Subscription subscription;
    Connection next_connection;  // while the board moves there
    Subscription next_subscription;
  };

  void assign(Member& member);
  Connection connection_with_room();
  Connection open_connection();
  std::size_t boards_on(const Connection& connection) const;
  Subscription subscribe(Member& member, const Connection& connection);
  void on_message(Member& member, const OwnConnection& connection, const ports::MqttMessage& message);
  void finish_move(Member& member);
  void subscribe_to_presence();
  void on_presence(const ports::MqttMessage& message);
  void on_change_of_presence();
  base::task<void> measure();
  void measure_load(const Connection& connection, base::Duration length);
  void relieve(const Connection& connection);
  BoardCondition condition_of(const Member& member, base::Instant now) const;

  OwnConnection::Dependencies dependencies_;
  MessageLog& received_;
  BrokerLimits limits_;
  Timeline timeline_;
  std::uint64_t messages_ = 0;
  std::vector<Connection> connections_;
  Connection presence_connection_;
  std::vector<std::unique_ptr<Member>> members_;
  std::map<std::string, Member*, std::less<>> by_name_;
  Subscription presence_;
  std::optional<base::Error> presence_refusal_;
  base::TaskScope tasks_;
};

}  // namespace telemetry
