#include "state/slices.hpp"

#include "state/json.hpp"

namespace state {

namespace {

using Key = std::pair<SliceName, int>;

/// A function of its own, because a first visit does not need it (wasm/split.cmake).
[[gnu::noinline]] void add_contents(std::map<Key, std::string>& slices, const ContentsState& contents) {
  slices[{SliceName::contents, 0}] = json_text(contents);
}
/// As add_contents().
[[gnu::noinline]] void add_tray(std::map<Key, std::string>& slices, const TrayState& tray) {
  slices[{SliceName::tray, 0}] = json_text(tray);
}

std::map<Key, std::string> slices_of(const State& state) {
  std::map<Key, std::string> slices;
  slices[{SliceName::account, 0}] = json_text(state.account);
  if (state.contents) add_contents(slices, *state.contents);
  if (state.tray) add_tray(slices, *state.tray);
  for (const BoardState& board : state.boards) slices[{SliceName::board, board.id}] = json_text(board);
  for (const DebuggerState& debugger : state.debuggers)
    slices[{SliceName::debugger, debugger.id}] = json_text(debugger);
  for (const JobState& job : state.jobs) slices[{SliceName::job, job.board}] = json_text(job);
  slices[{SliceName::live, 0}] = json_text(state.live);
  slices[{SliceName::things, 0}] = json_text(state.things);
  slices[{SliceName::selection, 0}] = json_text(SelectionState{state.selected, state.next});
  return slices;
}

void append_change(std::string& json, Key key, std::int64_t revision, std::string_view value) {
  json += R"({"slice":)";
  append_json(json, key.first);
  json += R"(,"id":)";
  append_json(json, key.second);
  json += R"(,"revision":)";
  append_json(json, revision);
  json += R"(,"value":)";
  json += value;
  json += "},";
}

}  // namespace

std::string Slices::changes(const State& state) {
  std::string json = "[";
  std::map<Key, std::string> slices = slices_of(state);
  for (auto& [key, value] : slices) {
    Sent& sent = sent_[key];
    if (sent.json == value) continue;
    sent.json = std::move(value);
    append_change(json, key, ++sent.revision, sent.json);
  }
  for (auto& [key, sent] : sent_) {
    if (sent.json == "null" || slices.contains(key)) continue;
    sent.json = "null";
    append_change(json, key, ++sent.revision, sent.json);
  }
  detail::close(json, ']');
  return json;
}

}  // namespace state
