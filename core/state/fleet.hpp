// Many boards at once, the MQTT explorer and the export, as the page draws them. No slice of the state:
// messages arrive hundreds of times a second, so the page asks for these when it draws them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "state/state.hpp"
#include "telemetry/broker_connection.hpp"
#include "telemetry/fleet_board.hpp"
#include "telemetry/message_export.hpp"
#include "telemetry/shadow_document.hpp"

namespace state {

struct PresenceState {
  telemetry::PresenceEvent event{};
  std::string reason;
  double milliseconds = 0.0;
};
constexpr auto description_of(const PresenceState*) {
  return describe<PresenceState>(
      "PresenceState", "The newest of AWS's lifecycle events of a board.",
      field("event", &PresenceState::event),
      field("reason", &PresenceState::reason,
            "In AWS's words, for example AUTHORIZATION_FAILED; may be empty."),
      field("milliseconds", &PresenceState::milliseconds, "Since 1970, by AWS's clock."));
}

struct FleetBoardState {
  std::string thing_name;
  telemetry::BoardCondition condition{};
  std::int64_t messages = 0;
  std::int64_t odd = 0;
  double rate = 0.0;
  double milliseconds = 0.0;
  std::vector<FieldState> fields;
  std::optional<PresenceState> presence;
  std::optional<ErrorInfo> error;
};
constexpr auto description_of(const FleetBoardState*) {
  return describe<FleetBoardState>(
      "FleetBoardState", "", field("thingName", &FleetBoardState::thing_name),
      field("condition", &FleetBoardState::condition), field("messages", &FleetBoardState::messages),
      field("odd", &FleetBoardState::odd, "Messages that were not understood."),
      field("rate", &FleetBoardState::rate, "Messages per minute, over the last ten seconds."),
      field("milliseconds", &FleetBoardState::milliseconds,
            "When the last message arrived, since 1970; 0 without one."),
      field("fields", &FleetBoardState::fields), field("presence", &FleetBoardState::presence),
      field("error", &FleetBoardState::error, "Why the board is `unwatched`; null: because of a limit."));
}

struct FleetConnectionState {
  std::int64_t boards = 0;
  telemetry::ConnectionStatus status{};
  double received = 0.0;
  double expected = 0.0;
  bool over_limit = false;
  double lost = 0.0;
  std::optional<ErrorInfo> error;
};
constexpr auto description_of(const FleetConnectionState*) {
  return describe<FleetConnectionState>(
      "FleetConnectionState", "", field("boards", &FleetConnectionState::boards),
      field("status", &FleetConnectionState::status),
      field("received", &FleetConnectionState::received, "Messages per second."),
      field("expected", &FleetConnectionState::expected, "What the boards send, messages per second."),
      field("overLimit", &FleetConnectionState::over_limit, "True if AWS discards messages now."),
      field("lost", &FleetConnectionState::lost, "How many AWS has discarded, about."),
      field("error", &FleetConnectionState::error));
}

struct FleetState {
  bool is_open = false;
  double milliseconds = 0.0;
  std::vector<FleetBoardState> boards;
  std::vector<FleetConnectionState> connections;
  std::int64_t messages = 0;
  std::int64_t kept = 0;
  double messages_per_second_limit = 0.0;
  std::int64_t filters_limit = 0;
  std::optional<ErrorInfo> presence_error;
};
constexpr auto description_of(const FleetState*) {
  return describe<FleetState>(
      "FleetState", "", field("isOpen", &FleetState::is_open, "False until the command watchAll."),
      field("milliseconds", &FleetState::milliseconds, "The time by AWS's clock, since 1970."),
      field("boards", &FleetState::boards, "The largest trouble first."),
      field("connections", &FleetState::connections),
      field("messages", &FleetState::messages, "Of all boards, since watchAll."),
      field("kept", &FleetState::kept, "How many of them an export can still have."),
      field("messagesPerSecondLimit", &FleetState::messages_per_second_limit,
            "AWS discards what a connection would receive beyond it."),
      field("filtersLimit", &FleetState::filters_limit, "The most boards that a connection can watch."),
      field("presenceError", &FleetState::presence_error, "Why there are no lifecycle events."));
}

struct ExplorerFilterState {
  std::string filter;
  bool granted = false;
  std::optional<ErrorInfo> error;
};
constexpr auto description_of(const ExplorerFilterState*) {
  return describe<ExplorerFilterState>("ExplorerFilterState", "",
                                       field("filter", &ExplorerFilterState::filter),
                                       field("granted", &ExplorerFilterState::granted),
                                       field("error", &ExplorerFilterState::error, "Why it was refused."));
}

struct ExplorerTopicState {
  std::string topic;
  std::int64_t messages = 0;
  double rate = 0.0;
  double milliseconds = 0.0;
};
constexpr auto description_of(const ExplorerTopicState*) {
  return describe<ExplorerTopicState>(
      "ExplorerTopicState", "", field("topic", &ExplorerTopicState::topic),
      field("messages", &ExplorerTopicState::messages),
      field("rate", &ExplorerTopicState::rate, "Messages per minute, over the last ten seconds."),
      field("milliseconds", &ExplorerTopicState::milliseconds, "Of the last message, since 1970."));
}

struct ShadowState {
  std::string thing_name;
  telemetry::ShadowStatus status{};
  std::string text;
  double milliseconds = 0.0;
  std::string rejected_operation;
  std::int64_t rejected_code = 0;
  std::string rejected_message;
  std::optional<ErrorInfo> error;
};
constexpr auto description_of(const ShadowState*) {
  return describe<ShadowState>(
      "ShadowState", "", field("thingName", &ShadowState::thing_name), field("status", &ShadowState::status),
      field("text", &ShadowState::text, "The document as AWS sent it."),
      field("milliseconds", &ShadowState::milliseconds, "When it arrived, since 1970."),
      field("rejectedOperation", &ShadowState::rejected_operation,
            "`get`, `update` or `delete` if AWS refused the last request; else empty."),
      field("rejectedCode", &ShadowState::rejected_code),
      field("rejectedMessage", &ShadowState::rejected_message, "AWS's own words."),
      field("error", &ShadowState::error));
}

struct ExplorerState {
  bool is_open = false;
  telemetry::ConnectionStatus status{};
  std::vector<ExplorerFilterState> filters;
  std::vector<ExplorerTopicState> topics;
  std::int64_t left_out = 0;
  double received = 0.0;
  bool at_limit = false;
  std::int64_t kept = 0;
  std::optional<ShadowState> shadow;
  std::optional<ErrorInfo> error;
};
constexpr auto description_of(const ExplorerState*) {
  return describe<ExplorerState>(
      "ExplorerState", "",
      field("isOpen", &ExplorerState::is_open, "False until the first command to the explorer."),
      field("status", &ExplorerState::status), field("filters", &ExplorerState::filters),
      field("topics", &ExplorerState::topics, "By name."),
      field("leftOut", &ExplorerState::left_out, "Messages on further topics than are kept."),
      field("received", &ExplorerState::received, "Messages per second."),
      field("atLimit", &ExplorerState::at_limit,
            "True if so many arrive that AWS discards what is beyond its limit."),
      field("kept", &ExplorerState::kept, "How many messages an export can still have."),
      field("shadow", &ExplorerState::shadow), field("error", &ExplorerState::error));
}

struct ExplorerMessage {
  std::string text;
  std::string hex;
  std::int64_t size = 0;
  double milliseconds = 0.0;
};
constexpr auto description_of(const ExplorerMessage*) {
  return describe<ExplorerMessage>(
      "ExplorerMessage", "The last message on a topic.",
      field("text", &ExplorerMessage::text, "Its first 8192 bytes; empty if they are not valid UTF-8."),
      field("hex", &ExplorerMessage::hex, "The same bytes if they are not valid UTF-8; else empty."),
      field("size", &ExplorerMessage::size, "Of the whole message, bytes."),
      field("milliseconds", &ExplorerMessage::milliseconds, "Since 1970."));
}

enum class MessageSource : std::uint8_t { boards, explorer };
constexpr auto names_of(MessageSource) {
  return base::enum_names<MessageSource>(
      "MessageSource", {{MessageSource::boards, "boards"}, {MessageSource::explorer, "explorer"}});
}

struct ExportRequest {
  MessageSource source{};
  telemetry::ExportFormat format{};
  std::vector<std::string> fields;
  double from = 0.0;
  double to = 0.0;
  double next = 0.0;
  bool is_first = false;
};
constexpr auto description_of(const ExportRequest*) {
  return describe<ExportRequest>(
      "ExportRequest", "Asks for a part of an export.", field("source", &ExportRequest::source),
      field("format", &ExportRequest::format),
      field("fields", &ExportRequest::fields, "The additional columns of a CSV."),
      field("from", &ExportRequest::from, "Milliseconds since 1970, inclusive."),
      field("to", &ExportRequest::to, "Milliseconds since 1970, inclusive."),
      field("next", &ExportRequest::next, "ExportPart.next of the part before; 0 at the beginning."),
      field("isFirst", &ExportRequest::is_first, "True while no part had a message."));
}

struct ExportPart {
  std::string beginning;
  std::string text;
  std::string ending;
  double next = 0.0;
  std::int64_t messages = 0;
  std::int64_t dropped = 0;
  bool is_at_end = false;
};
constexpr auto description_of(const ExportPart*) {
  return describe<ExportPart>(
      "ExportPart", "", field("beginning", &ExportPart::beginning, "What a file begins with."),
      field("text", &ExportPart::text), field("ending", &ExportPart::ending, "What a file ends with."),
      field("next", &ExportPart::next), field("messages", &ExportPart::messages, "In the text."),
      field("dropped", &ExportPart::dropped,
            "Messages that are no longer kept, although the export had not come to them yet."),
      field("isAtEnd", &ExportPart::is_at_end, "There are no more messages now."));
}

}  // namespace state
