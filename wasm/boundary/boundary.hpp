// What both sides of the boundary must agree on, printed from the core's own tables when the page is built.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "state/state.hpp"

namespace boundary {

/// Numbers that the page shares with the core.
struct Limits {
  std::int64_t silence_milliseconds = 0;
  std::int64_t http_body_bytes = 0;
};
constexpr auto description_of(const Limits*) {
  return state::describe<Limits>(
      "Limits", "",
      state::field("silenceMilliseconds", &Limits::silence_milliseconds,
                   "The time without messages after which a thing counts as silent."),
      state::field("httpBodyBytes", &Limits::http_body_bytes, "The largest answer that the core accepts."));
}

struct RegionInfo {
  std::string name;
  std::string partition;
};
constexpr auto description_of(const RegionInfo*) {
  return state::describe<RegionInfo>("RegionInfo", "", state::field("name", &RegionInfo::name),
                                     state::field("partition", &RegionInfo::partition, "`aws` or `aws-cn`."));
}

struct Facts {
  std::vector<RegionInfo> regions;
  std::vector<std::string> hosts;
  std::vector<std::string> error_codes;
  std::map<std::string, std::vector<std::string>> names;
  Limits limits;
  state::State initial_state;
};
constexpr auto description_of(const Facts*) {
  return state::describe<Facts>(
      "Facts", "What boundary.json has.", state::field("regions", &Facts::regions),
      state::field("hosts", &Facts::hosts,
                   "Everything that the core connects to, as sources of a content security policy."),
      state::field("errorCodes", &Facts::error_codes, "Of all layers."),
      state::field("names", &Facts::names, "The values of each enum that crosses the boundary."),
      state::field("limits", &Facts::limits),
      state::field("initialState", &Facts::initial_state, "The state of a new session."));
}

/// The facts without `names`, which types() finds.
Facts facts();

/// What boundary.d.ts declares, and the names of the values of all its enums.
struct Types {
  std::string declarations;
  std::map<std::string, std::vector<std::string>> names;
};
Types types();

}  // namespace boundary
