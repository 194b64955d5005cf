#include "session/live_snapshot.hpp"

#include "base/hex.hpp"
#include "base/utf8.hpp"
#include "state/error_info.hpp"

namespace session {

namespace {

std::optional<state::ErrorInfo> shown_error(const std::optional<base::Error>& error) {
  return error ? std::optional(state::error_info(*error)) : std::nullopt;
}

std::int64_t count(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

std::int64_t kept(const telemetry::MessageLog& log) {
  return count(log.end() - log.first());
}

state::FleetBoardState fleet_board_state(const telemetry::Fleet::Entry& entry, base::Instant now) {
  telemetry::FleetBoard& board = *entry.board;
  state::FleetBoardState result;
  result.thing_name = board.thing_name();
  result.condition = entry.condition;
  result.messages = count(board.messages());
  result.odd = count(board.odd());
  result.rate = board.rate(now);
  result.milliseconds = board.last_time();
  for (const telemetry::Field& field : board.series().fields())
    result.fields.push_back({field.name, field.quantity, field.value, field.time, std::nullopt});
  if (const auto& presence = board.presence())
    result.presence = {presence->event, presence->reason, static_cast<double>(presence->milliseconds)};
  result.error = shown_error(entry.error);
  return result;
}

state::FleetConnectionState connection_state(const telemetry::Fleet::ConnectionEntry& entry) {
  const telemetry::OwnConnection& connection = *entry.connection;
  state::FleetConnectionState result;
  result.boards = count(entry.boards);
  result.status = connection.state().status;
  result.received = connection.load.received_per_second();
  result.expected = connection.load.expected_per_second();
  result.over_limit = connection.load.is_over_limit();
  result.lost = connection.load.lost();
  result.error = shown_error(connection.state().error);
  return result;
}

state::ShadowState shadow_state(const telemetry::ShadowDocument& shadow) {
  state::ShadowState result;
  result.thing_name = shadow.thing_name();
  result.status = shadow.status();
  result.text = shadow.text();
  result.milliseconds = shadow.time();
  if (const auto& rejection = shadow.rejection()) {
    result.rejected_operation = rejection->operation;
    result.rejected_code = rejection->code;
    result.rejected_message = rejection->message;
  }
  result.error = shown_error(shadow.error());
  return result;
}

}  // namespace

state::FleetState fleet_state(const LiveData& live) {
  state::FleetState result;
  telemetry::Fleet* const fleet = live.fleet();
  if (fleet == nullptr) return result;
  result.is_open = true;
  result.milliseconds = fleet->time();
  for (const telemetry::Fleet::Entry& entry : fleet->entries())
    result.boards.push_back(fleet_board_state(entry, fleet->now()));
  for (const telemetry::Fleet::ConnectionEntry& entry : fleet->connections())
    result.connections.push_back(connection_state(entry));
  result.messages = count(fleet->messages());
  result.kept = kept(live.fleet_messages());
  result.messages_per_second_limit = fleet->limits().messages_per_second;
  result.filters_limit = count(fleet->limits().filters);
  result.presence_error = shown_error(fleet->presence_refusal());
  return result;
}

state::ExplorerState explorer_state(const LiveData& live) {
  state::ExplorerState result;
  telemetry::Explorer* const explorer = live.explorer_if_open();
  if (explorer == nullptr) return result;
  result.is_open = true;
  result.status = explorer->connection().state().status;
  for (const telemetry::Explorer::Filter& filter : explorer->filters())
    result.filters.push_back({filter.text,
                              filter.subscription.status() == telemetry::SubscriptionStatus::granted,
                              shown_error(filter.subscription.refusal())});
  for (auto& [name, topic] : explorer->topics())
    result.topics.push_back(
        {name, count(topic.messages), topic.rate.per_minute(explorer->now()), topic.last_time});
  result.left_out = count(explorer->left_out());
  result.received = explorer->connection().load.received_per_second();
  result.at_limit = explorer->is_at_limit();
  result.kept = kept(live.explorer_messages());
  if (explorer->shadow()) result.shadow = shadow_state(*explorer->shadow());
  result.error = shown_error(explorer->connection().state().error);
  return result;
}

std::optional<state::ExplorerMessage> explorer_message(const LiveData& live, const std::string& topic) {
  telemetry::Explorer* const explorer = live.explorer_if_open();
  if (explorer == nullptr) return std::nullopt;
  const auto found = explorer->topics().find(topic);
  if (found == explorer->topics().end()) return std::nullopt;
  const telemetry::ExploredTopic& last = found->second;
  state::ExplorerMessage result;
  const bool is_cut = last.last.size() < last.last_size;
  const std::string_view text =
      is_cut ? base::whole_characters(base::as_text(last.last)) : base::as_text(last.last);
  if (base::is_utf8(text)) {
    result.text = text;
  } else {
    result.hex = base::to_hex(last.last);
  }
  result.size = count(last.last_size);
  result.milliseconds = last.last_time;
  return result;
}

telemetry::Columns board_series(const LiveData& live, const std::string& thing_name) {
  const telemetry::FleetBoard* board = live.fleet() != nullptr ? live.fleet()->find(thing_name) : nullptr;
  return board != nullptr ? board->series().columns() : telemetry::Columns();
}

state::ExportPart export_part(const LiveData& live, const state::ExportRequest& request) {
  const telemetry::MessageLog& log =
      request.source == state::MessageSource::boards ? live.fleet_messages() : live.explorer_messages();
  const telemetry::ExportRange range{request.format, request.fields, request.from, request.to};
  telemetry::ExportPart part =
      telemetry::export_part(log, range, static_cast<std::uint64_t>(request.next), request.is_first);
  return {telemetry::export_beginning(range),
          std::move(part.text),
          telemetry::export_ending(range),
          static_cast<double>(part.next),
          count(part.messages),
          count(part.dropped),
          part.is_at_end};
}

}  // namespace session
