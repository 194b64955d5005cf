#include "simulation/cloud_shadow.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "base/text.hpp"

namespace simulation {

namespace {

using nlohmann::json;
using Messages = std::vector<ports::MqttMessage>;
/// The members of a message in AWS's order, state before metadata, because the boards' firmware takes the
/// first "toggle": that it finds.
using Members = std::vector<std::pair<std::string_view, json>>;

ports::MqttMessage message(std::string topic, const Members& members) {
  std::string body;
  for (const auto& [name, value] : members)
    body += (body.empty() ? "{" : ",") + json(name).dump() + ":" + value.dump();
  return {std::move(topic), base::to_bytes(body + "}")};
}

ports::MqttMessage rejected(const std::string& topic, int code, std::string_view why) {
  return message(topic + "/rejected", {{"code", code}, {"message", why}});
}

/// Merges as JSON Merge Patch does: null removes a member.
void merge(json& into, const json& from) {
  for (const auto& [key, value] : from.items()) {
    if (value.is_null()) {
      into.erase(key);
    } else if (value.is_object()) {
      if (!into.contains(key) || !into[key].is_object()) into[key] = json::object();
      merge(into[key], value);
    } else {
      into[key] = value;
    }
  }
}

/// Metadata: the time at which each leaf was set.
json stamped(const json& state, const json& stamp) {
  if (!state.is_object()) return stamp;
  json result = json::object();
  for (const auto& [key, value] : state.items()) {
    if (!value.is_null()) result[key] = stamped(value, stamp);
  }
  return result;
}

/// The members of `desired` that differ from `reported`.
json difference(const json& desired, const json& reported) {
  json result = json::object();
  for (const auto& [key, value] : desired.items()) {
    const json present = reported.is_object() ? reported.value(key, json()) : json();
    if (value.is_object() && present.is_object()) {
      if (const json inner = difference(value, present); !inner.empty()) result[key] = inner;
    } else if (value != present) {
      result[key] = value;
    }
  }
  return result;
}

json delta_of(const json& shadow) {
  const json& state = shadow["state"];
  return difference(state.value("desired", json::object()), state.value("reported", json::object()));
}

/// Why the service rejects an update; empty if the update is valid.
std::string_view fault_of(const json& request) {
  if (!request.is_object()) return "Payload contains invalid json";
  const json state = request.value("state", json());
  if (!request.contains("state")) return "Missing required node: state";
  if (!state.is_object()) return "State node must be an object";
  for (const auto& [part, value] : state.items()) {
    if (part != "desired" && part != "reported") return "State contains an invalid node";
    if (!value.is_object() && !value.is_null()) return "State node must be an object";
  }
  const json version = request.value("version", json(0));
  return version.is_number_integer() ? std::string_view() : "Invalid version";
}

void carry_token(const json& request, Members& answer) {
  if (request.is_object() && request.contains("clientToken"))
    answer.emplace_back("clientToken", request["clientToken"]);
}

Messages get(const std::string& topic, const std::string* stored, const std::string& thing,
             const json& request, const json& time) {
  if (stored == nullptr) return {rejected(topic, 404, "No shadow exists with name: '" + thing + "'")};
  json shadow = json::parse(*stored);
  if (const json delta = delta_of(shadow); !delta.empty()) shadow["state"]["delta"] = delta;
  Members accepted{{"state", shadow["state"]},
                   {"metadata", shadow["metadata"]},
                   {"version", shadow["version"]},
                   {"timestamp", time}};
  carry_token(request, accepted);
  return {message(topic + "/accepted", accepted)};
}

Messages update(const std::string& topic, std::string& stored, const json& request, const json& time) {
  if (const auto fault = fault_of(request); !fault.empty()) return {rejected(topic, 400, fault)};
  json shadow = stored.empty() ? json{{"state", json::object()}, {"metadata", json::object()}, {"version", 0}}
                               : json::parse(stored);
  if (request.contains("version") && request["version"] != shadow["version"])
    return {rejected(topic, 409, "Version conflict")};
  const json stamps = stamped(request["state"], json{{"timestamp", time}});
  merge(shadow["state"], request["state"]);
  merge(shadow["metadata"], stamps);
  shadow["version"] = shadow["version"].get<std::int64_t>() + 1;
  stored = shadow.dump();

  Members accepted{
      {"state", request["state"]}, {"metadata", stamps}, {"version", shadow["version"]}, {"timestamp", time}};
  carry_token(request, accepted);
  Messages messages{message(topic + "/accepted", accepted)};
  if (const json delta = delta_of(shadow); !delta.empty()) {
    Members changed{{"version", shadow["version"]},
                    {"timestamp", time},
                    {"state", delta},
                    {"metadata", stamped(delta, json{{"timestamp", time}})}};
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
  const json body = json::parse(base::as_text(request.payload), nullptr, false);
  const json time = now.time_since_epoch().count();
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
  const json version = json::parse(stored->second)["version"];
  documents_.erase(stored);
  return {message(request.topic + "/accepted", {{"version", version}, {"timestamp", time}})};
}

}  // namespace simulation
