// The whole state that the page draws.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "aws/sts.hpp"
#include "state/board.hpp"
#include "state/contents.hpp"
#include "state/error_info.hpp"
#include "state/next_action.hpp"
#include "state/tray.hpp"
#include "telemetry/sensor_message.hpp"
#include "telemetry/series.hpp"
#include "telemetry/watcher.hpp"

namespace state {

enum class AccountStatus : std::uint8_t { empty, checking, good, refused };
constexpr auto names_of(AccountStatus) {
  using enum AccountStatus;
  return base::enum_names<AccountStatus>(
      "AccountStatus", {{empty, "empty"}, {checking, "checking"}, {good, "good"}, {refused, "refused"}});
}

struct AccountState {
  AccountStatus status{};
  bool simulated = false;
  std::string region;
  std::string account_id;
  std::string arn;
  std::string user_name;
  std::optional<aws::IdentityKind> kind;
  bool powerful = false;
  std::string key_ending;
  bool temporary = false;
  bool throttled = false;
  std::string endpoint;
  std::int64_t clock_offset_seconds = 0;
  std::optional<ErrorInfo> error;
};
constexpr auto description_of(const AccountState*) {
  return describe<AccountState>(
      "AccountState", "", field("status", &AccountState::status),
      field("simulated", &AccountState::simulated), field("region", &AccountState::region),
      field("accountId", &AccountState::account_id, "Set while the status is `good`."),
      field("arn", &AccountState::arn),
      field("userName", &AccountState::user_name, "Short name: the user's or role's name, or \"root\"."),
      field("kind", &AccountState::kind, "null unless the status is `good`."),
      field("powerful", &AccountState::powerful,
            "True for root keys, and for an administrator's keys if IAM says so. The page warns about them."),
      field("keyEnding", &AccountState::key_ending,
            "The last four characters of the access key id. Also set for a refused account while the core "
            "keeps "
            "the keys."),
      field("temporary", &AccountState::temporary),
      field("throttled", &AccountState::throttled,
            "True if AWS has been throttling for some seconds, as in a workshop. Requests wait and are "
            "retried."),
      field("endpoint", &AccountState::endpoint, "The account's data endpoint in this region."),
      field("clockOffsetSeconds", &AccountState::clock_offset_seconds,
            "Seconds by which this computer's clock is wrong (AWS minus computer), corrected; 0 when it is "
            "not."),
      field("error", &AccountState::error));
}

struct LastMessage {
  std::string topic;
  std::string text;
  double milliseconds = 0.0;
};
constexpr auto description_of(const LastMessage*) {
  return describe<LastMessage>("LastMessage", "", field("topic", &LastMessage::topic),
                               field("text", &LastMessage::text, "Unchanged, at most its first 4096 bytes."),
                               field("milliseconds", &LastMessage::milliseconds, "Since 1970."));
}

struct ToggleState {
  std::optional<bool> asked;
  std::optional<bool> reported;
};
constexpr auto description_of(const ToggleState*) {
  return describe<ToggleState>("ToggleState", "The switch in the thing's shadow.",
                               field("asked", &ToggleState::asked),
                               field("reported", &ToggleState::reported));
}

struct FieldState {
  std::string name;
  telemetry::Quantity quantity{};
  double value = 0.0;
  double milliseconds = 0.0;
  std::optional<int> max;
};
constexpr auto description_of(const FieldState*) {
  return describe<FieldState>(
      "FieldState", "A numeric field of the messages, with its newest value.",
      field("name", &FieldState::name, "The path to the field: \"Temp\", \"battery.voltage\"."),
      field("quantity", &FieldState::quantity,
            "What the field measures; known for the demo firmware's fields only. Temperatures are in degrees "
            "Celsius."),
      field("value", &FieldState::value),
      field("milliseconds", &FieldState::milliseconds, "When the value arrived, since 1970."),
      field("max", &FieldState::max, "The largest value that the board's kit can measure; null if unknown."));
}

struct LiveState {
  telemetry::WatchStatus status{};
  std::string thing_name;
  std::string topic;
  std::int64_t messages = 0;
  double rate = 0.0;
  std::int64_t quiet_seconds = 0;
  std::vector<FieldState> fields;
  bool has_left_out_fields = false;
  std::optional<LastMessage> last_message;
  ToggleState toggle;
  std::int64_t odd = 0;
  std::optional<telemetry::OddMessage> odd_reason;
  std::optional<ErrorInfo> error;
};
constexpr auto description_of(const LiveState*) {
  return describe<LiveState>(
      "LiveState", "",
      field("status", &LiveState::status,
            "`unreadable`: messages arrive, but none of the last 15 seconds had a number; see oddReason."),
      field("thingName", &LiveState::thing_name),
      field("topic", &LiveState::topic, "The sensors' topic: `<thing>/sensors`."),
      field("messages", &LiveState::messages),
      field("rate", &LiveState::rate, "Messages per minute, over the last ten seconds."),
      field("quietSeconds", &LiveState::quiet_seconds,
            "Since the last message, counted once there has been none for 3 seconds; else 0."),
      field("fields", &LiveState::fields, "The demo firmware's fields first: temperature, light."),
      field("hasLeftOutFields", &LiveState::has_left_out_fields,
            "True if messages have had more numeric fields than are kept."),
      field("lastMessage", &LiveState::last_message), field("toggle", &LiveState::toggle),
      field("odd", &LiveState::odd, "Messages that were not understood."),
      field("oddReason", &LiveState::odd_reason,
            "Why the last of them was not understood; null if all were understood."),
      field("error", &LiveState::error));
}

struct ThingsState {
  std::optional<std::vector<std::string>> names;
};
constexpr auto description_of(const ThingsState*) {
  return describe<ThingsState>("ThingsState", "The account's things.",
                               field("names", &ThingsState::names, "null until they were listed."));
}

struct SelectionState {
  int selected = 0;
  NextAction next{};
};
constexpr auto description_of(const SelectionState*) {
  return describe<SelectionState>("SelectionState", "", field("selected", &SelectionState::selected),
                                  field("next", &SelectionState::next));
}

struct State {
  AccountState account;
  std::optional<ContentsState> contents;
  std::optional<TrayState> tray;
  std::vector<BoardState> boards;
  std::vector<DebuggerState> debuggers;
  std::vector<JobState> jobs;
  LiveState live;
  ThingsState things;
  int selected = 0;
  NextAction next{};
};
constexpr auto description_of(const State*) {
  return describe<State>(
      "State", "", field("account", &State::account),
      field("contents", &State::contents, "null until something was asked about the account."),
      field("tray", &State::tray, "null until the tray was opened."),
      field("boards", &State::boards, "By id."),
      field("debuggers", &State::debuggers,
            "Every debugger that the user granted, also those without a known board. By id."),
      field("jobs", &State::jobs, "The last job of each board that had one, by the board's id."),
      field("live", &State::live), field("things", &State::things),
      field("selected", &State::selected, "The id of the board that the cards show; 0 without one."),
      field("next", &State::next, "The page's primary button."));
}

}  // namespace state
