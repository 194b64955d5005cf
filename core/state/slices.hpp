// Divides the state into slices that change independently, so that the page receives and draws only what has
// changed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "state/state.hpp"

namespace state {

enum class SliceName : std::uint8_t {
  account,
  contents,
  tray,
  board,
  debugger,
  job,
  live,
  things,
  selection
};
constexpr auto names_of(SliceName) {
  using enum SliceName;
  return base::enum_names<SliceName>("SliceName", {{account, "account"},
                                                   {contents, "contents"},
                                                   {tray, "tray"},
                                                   {board, "board"},
                                                   {debugger, "debugger"},
                                                   {job, "job"},
                                                   {live, "live"},
                                                   {things, "things"},
                                                   {selection, "selection"}});
}

class Slices {
 public:
  /// The changes since the last call as a JSON list of {slice, id, revision, value}. `id`: of the board or
  /// debugger, of the job's board, 0 for slices of which there is one. `revision`: counts the changes of a
  /// slice, from 1. `value`: null if the slice no longer exists.
  std::string changes(const State& state);

 private:
  struct Sent {
    std::string json;
    std::int64_t revision = 0;
  };
  std::map<std::pair<SliceName, int>, Sent> sent_;
};

}  // namespace state
