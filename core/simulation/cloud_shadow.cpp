#include "simulation/cloud_shadow.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace simulation {

namespace {

// The members are in AWS's order, state before metadata, because the boards' firmware takes the first
// "toggle": that it finds.
using nlohmann::ordered_json;
using Messages = std::vector<ports::MqttMessage>;

ports::MqttMessage message(std::string topic, const ordered_json& body) {
  return {std::move(topic), base::to_bytes(body.dump())};
}

ports::MqttMessage rejected(const std::string& topic, int code, std::string_view why) {
  return message(topic + "/rejected", ordered_json{{"code", code}, {"message", why}});
}

/// Merges as JSON Merge Patch does: null removes a member.
void merge(ordered_json& into, const ordered_json& from) {
  for (const auto& [key, value] : from.items()) {
    if (value.is_null()) {
      into.erase(key);
    } else if (value.is_object()) {
      if (!into.contains(key) || !into[key].is_object()) into[key] = ordered_json::object();
      merge(into[key], value);
    } else {
      into[key] = value;
    }
  }
}

/// Metadata: the time at which each leaf was set.
ordered_json stamped(const ordered_json& state, const ordered_json& stamp) {
  if (!state.is_object()) return stamp;
  ordered_json result = ordered_json::object();
  for (const auto& [key, value] : state.items()) {
    if (!value.is_null()) result[key] = stamped(value, stamp);
  }
  return result;
}

/// The members of `desired` that differ from `reported`.
ordered_json difference(const ordered_json& desired, const ordered_json& reported) {
  ordered_json result = ordered_json::object();
  for (const auto& [key, value] : desired.items()) {
    const ordered_json present = reported.is_object() ? reported.value(key, ordered_json()) : ordered_json();
    if (value.is_object() && present.is_object()) {
      if (const ordered_json inner = difference(value, present); !inner.empty()) result[key] = inner;
    } else if (value != present) {
      result[key] = value;
    }
  }
  return result;
}

ordered_json delta_of(const ordered_json& shadow) {
  const ordered_json& state = shadow["state"];
  return difference(state.value("desired", ordered_json::object()),
                    state.value("reported", ordered_json::object()));
}

/// Why the service rejects an update; empty if the update is valid.
std::string_view fault_of(const ordered_json& request) {
  if (!request.is_object()) return "Payload contains invalid json";
  const ordered_json state = request.value("state", ordered_json());
  if (!request.contains("state")) return "Missing required node: state";
  if (!state.is_object()) return "State node must be an object";
  for (const auto& [part, value] : state.items()) {
    if (part != "desired" && part != "reported") return "State contains an invalid node";
    if (!value.is_object() && !value.is_null()) return "State node must be an object";
  }
  const ordered_json version = request.value("version", ordered_json(0));
  return version.is_number_integer() ? std::string_view() : "Invalid version";
}

void carry_token(const ordered_json& request, ordered_json& answer) {
  if (request.is_object() && request.contains("clientToken")) answer["clientToken"] = request["clientToken"];
}

Messages get(const std::string& topic, const std::string* stored, const std::string& thing,
             const ordered_json& request, const ordered_json& time) {
  if (stored == nullptr) return {rejected(topic, 404, "No shadow exists with name: '" + thing + "'")};
  ordered_json shadow = ordered_json::parse(*stored);
  if (const ordered_json delta = delta_of(shadow); !delta.empty()) shadow["state"]["delta"] = delta;
  shadow["timestamp"] = time;
  carry_token(request, shadow);
  return {message(topic + "/accepted", shadow)};
}

Messages update(const std::string& topic, std::string& stored, const ordered_json& request,
                const ordered_json& time) {
  if (const auto fault = fault_of(request); !fault.empty()) return {rejected(topic, 400, fault)};
  ordered_json shadow = stored.empty() ? ordered_json{{"state", ordered_json::object()},
                                                      {"metadata", ordered_json::object()},
                                                      {"version", 0}}
                                       : ordered_json::parse(stored);
  if (request.contains("version") && request["version"] != shadow["version"])
    return {rejected(topic, 409, "Version conflict")};
  const ordered_json stamps = stamped(request["state"], ordered_json{{"timestamp", time}});
  merge(shadow["state"], request["state"]);
  merge(shadow["metadata"], stamps);
  shadow["version"] = shadow["version"].get<std::int64_t>() + 1;
  stored = shadow.dump();

  ordered_json accepted{
      {"state", request["state"]}, {"metadata", stamps}, {"version", shadow["version"]}, {"timestamp", time}};
  carry_token(request, accepted);
  Messages messages{message(topic + "/accepted", accepted)};
  if (const ordered_json delta = delta_of(shadow); !delta.empty()) {
    ordered_json changed{{"version", shadow["version"]},
                         {"timestamp", time},
                         {"state", delta},
                         {"metadata", stamped(delta, ordered_json{{"timestamp", time}})}};
    carry_token(request, changed);
    messages.push_back(message(topic + "/delta", changed));
  }
  return messages;
}

}  // namespace

Messages CloudShadows::answer(const ports::MqttMessage& request, base::SystemTime now) {
  const auto levels = base::split(request.topic, '/');
  if (levels.size() != 5 || levels[0] != "$aws" || levels[1] != "things" || levels[3] != "shadow") return {};
  const std::string thing(levels[2]);
  const ordered_json body = ordered_json::parse(base::as_text(request.payload), nullptr, false);
  const ordered_json time = now.time_since_epoch().count();
  const auto stored = documents_.find(thing);
  if (levels[4] == "get")
    return get(request.topic, stored == documents_.end() ? nullptr : &stored->second, thing, body, time);
  if (levels[4] == "update") {
    std::string document = stored == documents_.end() ? std::string() : stored->second;
    Messages messages = update(request.topic, document, body, time);
    if (!document.empty()) documents_[thing] = document;
    return messages;
  }
  if (levels[4] != "delete") return {};
  if (stored == documents_.end())
    return {rejected(request.topic, 404, "No shadow exists with name: '" + thing + "'")};
  const ordered_json version = ordered_json::parse(stored->second)["version"];
  documents_.erase(stored);
  return {message(request.topic + "/accepted", ordered_json{{"version", version}, {"timestamp", time}})};
}

}  // namespace simulation
