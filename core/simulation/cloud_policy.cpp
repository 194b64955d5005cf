#include "simulation/cloud_policy.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace simulation {

namespace {

using nlohmann::json;

/// One character of a pattern. Characters from the value of a variable are literal.
struct Symbol {
  char character;
  bool wild;
};
using Pattern = std::vector<Symbol>;

void append_literal(Pattern& pattern, std::string_view text) {
  for (const char c : text) pattern.push_back({c, false});
}

std::optional<std::string> value_of(std::string_view variable, const PolicyContext& context) {
  if (variable == "*" || variable == "?" || variable == "$") return std::string(variable);
  if (base::equal_ignoring_case(variable, "iot:ClientId")) return context.client_id;
  if (base::equal_ignoring_case(variable, "iot:Connection.Thing.ThingName")) return context.thing_name;
  if (base::equal_ignoring_case(variable, "iot:Connection.Thing.IsAttached"))
    return std::string(context.thing_name ? "true" : "false");
  return std::nullopt;
}

/// nullopt if a variable in it has no value, because such a resource matches nothing.
std::optional<Pattern> pattern_of(std::string_view text, const PolicyContext& context) {
  Pattern pattern;
  while (!text.empty()) {
    const std::size_t end = text.substr(0, 2) == "${" ? text.find('}') : std::string_view::npos;
    if (end == std::string_view::npos) {
      pattern.push_back({text.front(), text.front() == '*' || text.front() == '?'});
      text.remove_prefix(1);
      continue;
    }
    const auto value = value_of(text.substr(2, end - 2), context);
    if (!value) return std::nullopt;
    append_literal(pattern, *value);
    text.remove_prefix(end + 1);
  }
  return pattern;
}

/// `*` matches any characters, `?` any one character. Backtracks to the last `*` only, so the time is
/// at most quadratic.
bool matches(const Pattern& pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::optional<std::size_t> star;
  std::size_t resumed_at = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p].wild && pattern[p].character == '*') {
      star = p++;
      resumed_at = t;
    } else if (p < pattern.size() && (pattern[p].wild || pattern[p].character == text[t])) {
      ++p;
      ++t;
    } else if (star) {
      p = *star + 1;
      t = ++resumed_at;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p].wild && pattern[p].character == '*') ++p;
  return p == pattern.size();
}

std::vector<json> list_of(const json& value) {
  return value.is_array() ? value.get<std::vector<json>>() : std::vector<json>{value};
}

bool is_texts(const json& value) {
  const auto list = list_of(value);
  return !list.empty() &&
         std::all_of(list.begin(), list.end(), [](const json& item) { return item.is_string(); });
}

bool any_action(const json& actions, std::string_view action) {
  const std::string lower = base::to_lower(action);
  for (const json& item : list_of(actions)) {
    const auto pattern = pattern_of(base::to_lower(item.get<std::string>()), PolicyContext());
    if (pattern && matches(*pattern, lower)) return true;
  }
  return false;
}

bool any_resource(const json& resources, std::string_view resource, const PolicyContext& context) {
  for (const json& item : list_of(resources)) {
    const auto pattern = pattern_of(item.get<std::string>(), context);
    if (pattern && matches(*pattern, resource)) return true;
  }
  return false;
}

bool applies(const json& statement, std::string_view action, std::string_view resource,
             const PolicyContext& context) {
  const bool of_action = statement.contains("Action") ? any_action(statement["Action"], action)
                                                      : !any_action(statement["NotAction"], action);
  if (!of_action) return false;
  return statement.contains("Resource") ? any_resource(statement["Resource"], resource, context)
                                        : !any_resource(statement["NotResource"], resource, context);
}

enum class Condition : std::uint8_t { met, unmet, unknown };

/// {"Bool": {"iot:Connection.Thing.IsAttached": ["true"]}} is the only supported condition.
Condition condition_of(const json& statement, const PolicyContext& context) {
  if (!statement.contains("Condition")) return Condition::met;
  const json& condition = statement["Condition"];
  static const json::json_pointer attached("/Bool/iot:Connection.Thing.IsAttached");
  if (!condition.is_object() || condition.size() != 1 || !condition.contains(attached) ||
      condition["Bool"].size() != 1)
    return Condition::unknown;
  const std::string actual = context.thing_name ? "true" : "false";
  for (const json& wanted : list_of(condition.at(attached))) {
    if (wanted == actual || wanted == context.thing_name.has_value()) return Condition::met;
  }
  return Condition::unmet;
}

std::optional<std::string> statement_fault(const json& statement) {
  if (!statement.is_object()) return "a Statement is no object";
  const json effect = statement.value("Effect", json());
  if (effect != "Allow" && effect != "Deny") return "Effect is neither Allow nor Deny";
  for (const std::string name : {"Action", "Resource"}) {
    const std::string negated = "Not" + name;
    if (statement.contains(name) == statement.contains(negated))
      return std::string("exactly one of ").append(name).append(" and ").append(negated).append(" is needed");
    if (!is_texts(statement[statement.contains(name) ? name : negated]))
      return name + " is neither a text nor a list of texts";
  }
  return std::nullopt;
}

std::optional<std::string> structure_fault(const json& policy) {
  if (!policy.is_object()) return "the document is not a JSON object";
  const json version = policy.value("Version", json());
  if (version != "2012-10-17" && version != "2008-10-17") return "Version is unknown";
  if (!policy.contains("Statement")) return "Statement is missing";
  for (const json& statement : list_of(policy["Statement"])) {
    if (auto fault = statement_fault(statement)) return fault;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> policy_fault(std::string_view document) {
  constexpr std::ptrdiff_t max_characters = 2048;  // white space does not count
  const auto counts = [](char c) { return c != ' ' && c != '\t' && c != '\r' && c != '\n'; };
  if (std::count_if(document.begin(), document.end(), counts) > max_characters)
    return "the document is longer than 2048 characters";
  return structure_fault(json::parse(document, nullptr, false));
}

bool permits(const std::vector<std::string>& documents, std::string_view action, std::string_view resource,
             const PolicyContext& context) {
  bool allowed = false;
  for (const std::string& document : documents) {
    const json policy = json::parse(document, nullptr, false);
    if (structure_fault(policy)) continue;
    for (const json& statement : list_of(policy["Statement"])) {
      if (!applies(statement, action, resource, context)) continue;
      const Condition condition = condition_of(statement, context);
      if (statement["Effect"] == "Deny" && condition != Condition::unmet) return false;
      if (statement["Effect"] == "Allow" && condition == Condition::met) allowed = true;
    }
  }
  return allowed;
}

}  // namespace simulation
