#include "telemetry/fleet.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "aws/thing_name.hpp"
#include "base/sleep.hpp"
#include "telemetry/topics.hpp"

namespace telemetry {

namespace {

/// A connection that is to carry more than this part of what AWS lets through is relieved of boards.
constexpr double comfortable = 0.9;

base::task<void> close_all(std::vector<std::shared_ptr<OwnConnection>> connections) {
  for (auto& connection : connections) co_await close_connection(std::move(connection));
}

}  // namespace

Fleet::Fleet(OwnConnection::Dependencies dependencies, MessageLog& received, BrokerLimits limits)
    : dependencies_(std::move(dependencies)),
      received_(received),
      limits_(limits),
      tasks_(dependencies_.executor) {
  subscribe_to_presence();
  tasks_.spawn<void>(measure());
}

void Fleet::add(const std::vector<std::string>& thing_names) {
  for (const std::string& name : thing_names) {
    if (!aws::is_thing_name(name) || by_name_.count(name) != 0) continue;
    Member& member = *members_.emplace_back(std::make_unique<Member>(name));
    by_name_[name] = &member;
    assign(member);
  }
}

base::task<void> Fleet::close() {
  tasks_.cancel();
  presence_ = {};
  members_.clear();
  by_name_.clear();
  std::vector<Connection> all = std::exchange(connections_, {});
  if (presence_connection_) all.push_back(std::exchange(presence_connection_, nullptr));
  return close_all(std::move(all));
}

void Fleet::assign(Member& member) {
  member.connection = connection_with_room();
  if (member.connection) member.subscription = subscribe(member, member.connection);
}

Fleet::Connection Fleet::connection_with_room() {
  for (const Connection& connection : connections_)
    if (boards_on(connection) < limits_.filters) return connection;
  return connections_.size() < limits_.connections ? open_connection() : nullptr;
}

Fleet::Connection Fleet::open_connection() {
  return connections_.emplace_back(std::make_shared<OwnConnection>(dependencies_));
}

/// With those that move there or away: each has a subscription.
std::size_t Fleet::boards_on(const Connection& connection) const {
  return static_cast<std::size_t>(std::count_if(members_.begin(), members_.end(), [&](const auto& member) {
    return member->connection == connection || member->next_connection == connection;
  }));
}

Subscription Fleet::subscribe(Member& member, const Connection& connection) {
  OwnConnection* const from = connection.get();
  return connection->broker().subscribe(
      aws::sensors_topic(member.board.thing_name()),
      {[this, &member, from](const ports::MqttMessage& message) { on_message(member, *from, message); },
       [this, &member] { finish_move(member); }});
}

void Fleet::on_message(Member& member, const OwnConnection& connection, const ports::MqttMessage& message) {
  const bool is_moving_here = member.next_connection.get() == &connection;
  (is_moving_here ? member.next_connection : member.connection)->load.count();
  if (is_moving_here) return;  // it comes from the other connection, too
  const base::Instant now = dependencies_.executor.now();
  const double time = timeline_.at(now, dependencies_.client->now());
  received_.add(time, message.topic, message.payload);
  member.board.on_message(message.payload, now, time);
  ++messages_;
}

/// The old subscription ends only once the new one is granted, so that no message is lost between them.
void Fleet::finish_move(Member& member) {
  if (member.next_subscription.status() != SubscriptionStatus::granted) return;
  member.connection = std::exchange(member.next_connection, nullptr);
  member.subscription = std::exchange(member.next_subscription, {});
}

void Fleet::subscribe_to_presence() {
  presence_connection_ = std::make_shared<OwnConnection>(dependencies_);
  presence_ = presence_connection_->broker().subscribe(
      std::string(presence_filter), {[this](const ports::MqttMessage& message) { on_presence(message); },
                                     [this] { on_change_of_presence(); }});
}

void Fleet::on_presence(const ports::MqttMessage& message) {
  std::optional<Presence> presence = parse_presence(message.topic, message.payload);
  const auto found = presence ? by_name_.find(presence->client_id) : by_name_.end();
  if (found != by_name_.end())
    found->second->board.on_presence(std::move(*presence), dependencies_.executor.now());
}

/// Subscribing again and again would not get the permission.
void Fleet::on_change_of_presence() {
  if (presence_.status() != SubscriptionStatus::refused) return;
  presence_refusal_ = presence_.refusal();
  presence_ = {};
}

base::task<void> Fleet::measure() {
  base::Instant last = dependencies_.executor.now();
  while (true) {
    co_await base::sleep(period);
    const base::Instant now = dependencies_.executor.now();
    const std::vector<Connection> measured = connections_;  // relieving one opens others
    for (const Connection& connection : measured) measure_load(connection, now - last);
    last = now;
  }
}

void Fleet::measure_load(const Connection& connection, base::Duration length) {
  const base::Instant now = dependencies_.executor.now();
  double expected = 0.0;
  for (const auto& member : members_)
    if (member->connection == connection) expected += member->board.expected_per_second(now);
  connection->load.end_period(length, expected, limits_);
  if (expected > comfortable * limits_.messages_per_second) relieve(connection);
}

/// Moves half of the boards to a new connection.
void Fleet::relieve(const Connection& connection) {
  std::vector<Member*> stay_or_go;
  for (const auto& member : members_) {
    if (member->connection != connection) continue;
    if (member->next_connection) return;  // boards are on their way already
    stay_or_go.push_back(member.get());
  }
  if (stay_or_go.size() < 2 || connections_.size() >= limits_.connections) return;
  const Connection other = open_connection();
  for (std::size_t i = 0; i < stay_or_go.size(); i += 2) {
    Member& member = *stay_or_go[i];
    member.next_connection = other;
    member.next_subscription = subscribe(member, other);
  }
}

BoardCondition Fleet::condition_of(const Member& member, base::Instant now) const {
  if (!member.connection || member.subscription.status() == SubscriptionStatus::refused)
    return member.board.condition(now, BoardCondition::unwatched);
  const bool is_granted = member.subscription.status() == SubscriptionStatus::granted;
  return member.board.condition(now, is_granted ? BoardCondition::waiting : BoardCondition::connecting);
}

std::vector<Fleet::Entry> Fleet::entries() {
  const base::Instant now = dependencies_.executor.now();
  std::vector<Entry> list;
  for (const auto& member : members_)
    list.push_back({&member->board, condition_of(*member, now), member->subscription.refusal()});
  std::sort(list.begin(), list.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.condition, a.board->thing_name()) < std::tie(b.condition, b.board->thing_name());
  });
  return list;
}

const FleetBoard* Fleet::find(std::string_view thing_name) const {
  const auto found = by_name_.find(thing_name);
  return found == by_name_.end() ? nullptr : &found->second->board;
}

std::vector<Fleet::ConnectionEntry> Fleet::connections() const {
  std::vector<ConnectionEntry> list;
  for (const Connection& connection : connections_) list.push_back({connection.get(), boards_on(connection)});
  return list;
}

}  // namespace telemetry
