// The commands about live data: one board, all boards, and the MQTT explorer. The others: commands.hpp.
#pragma once

#include <string>

#include "state/describe.hpp"

namespace state {

struct Watch {
  std::string thing_name;
};
constexpr auto description_of(const Watch*) {
  return describe<Watch>("Watch", "Follows the sensor data of a thing; reconnects by itself.",
                         field("thingName", &Watch::thing_name));
}

struct Unwatch {};
constexpr auto description_of(const Unwatch*) {
  return describe<Unwatch>("Unwatch", "");
}

struct ListThings {};
constexpr auto description_of(const ListThings*) {
  return describe<ListThings>("ListThings", "Lists the account's things into State.things.");
}

struct SetToggle {
  bool on = false;
};
constexpr auto description_of(const SetToggle*) {
  return describe<SetToggle>("SetToggle", "Sets the switch in the shadow of the watched thing.",
                             field("on", &SetToggle::on));
}

struct WatchAll {
  int connections = 0;
};
constexpr auto description_of(const WatchAll*) {
  return describe<WatchAll>(
      "WatchAll",
      "Watches all boards at once: those that were provisioned from this browser, and all things of the "
      "account. Given again, adds those that have come meanwhile. What arrives: Session.received().",
      field("connections", &WatchAll::connections,
            "The most connections to open; 0: as many as AWS's limits ask for."));
}

struct UnwatchAll {};
constexpr auto description_of(const UnwatchAll*) {
  return describe<UnwatchAll>("UnwatchAll", "Drops what was received, too.");
}

struct Explore {
  std::string filter;
};
constexpr auto description_of(const Explore*) {
  return describe<Explore>("Explore", "Subscribes the MQTT explorer to this topic filter.",
                           field("filter", &Explore::filter));
}

struct StopExploring {
  std::string filter;
};
constexpr auto description_of(const StopExploring*) {
  return describe<StopExploring>("StopExploring", "", field("filter", &StopExploring::filter));
}

struct ClearExplorer {};
constexpr auto description_of(const ClearExplorer*) {
  return describe<ClearExplorer>("ClearExplorer", "Forgets the topics and their messages.");
}

struct PublishMessage {
  std::string topic;
  std::string text;
};
constexpr auto description_of(const PublishMessage*) {
  return describe<PublishMessage>("PublishMessage", "Ends when AWS has the message.",
                                  field("topic", &PublishMessage::topic),
                                  field("text", &PublishMessage::text));
}

struct OpenShadow {
  std::string thing_name;
};
constexpr auto description_of(const OpenShadow*) {
  return describe<OpenShadow>("OpenShadow", "Reads and follows this thing's shadow in the explorer.",
                              field("thingName", &OpenShadow::thing_name));
}

struct ReadShadow {};
constexpr auto description_of(const ReadShadow*) {
  return describe<ReadShadow>("ReadShadow", "Reads the open shadow again.");
}

struct UpdateShadow {
  std::string desired;
};
constexpr auto description_of(const UpdateShadow*) {
  return describe<UpdateShadow>(
      "UpdateShadow", "Changes the desired state of the open shadow.",
      field("desired", &UpdateShadow::desired, "A JSON object; null removes a member, others are kept."));
}

struct DeleteShadow {};
constexpr auto description_of(const DeleteShadow*) {
  return describe<DeleteShadow>("DeleteShadow", "Deletes the open shadow.");
}

}  // namespace state
