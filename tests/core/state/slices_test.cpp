#include "state/slices.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;

state::State thirty_boards() {
  state::State state;
  for (int id = 1; id <= 30; ++id) {
    state.boards.emplace_back().id = id;
    state.jobs.emplace_back().board = id;
  }
  return state;
}

json changes(state::Slices& slices, const state::State& state) {
  return json::parse(slices.changes(state));
}

TEST(Slices, AreAllSentAtFirst) {
  state::Slices slices;
  const json sent = changes(slices, thirty_boards());
  EXPECT_EQ(sent.size(), 4U + 30U + 30U);
  for (const json& change : sent) EXPECT_EQ(change.at("revision"), 1);
}

TEST(Slices, AreNotSentAgainUnlessTheyChanged) {
  state::Slices slices;
  state::State state = thirty_boards();
  slices.changes(state);
  EXPECT_EQ(slices.changes(state), "[]");
  state.jobs[6].milliseconds = 40;
  const json sent = changes(slices, state);
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].at("slice"), "job");
  EXPECT_EQ(sent[0].at("id"), 7);
  EXPECT_EQ(sent[0].at("revision"), 2);
  EXPECT_EQ(sent[0].at("value").at("milliseconds"), 40);
}

TEST(Slices, AreNullOnceWhenTheyNoLongerExist) {
  state::Slices slices;
  state::State state = thirty_boards();
  slices.changes(state);
  state.boards.erase(state.boards.begin());
  const json sent = changes(slices, state);
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0], json::parse(R"({"slice":"board","id":1,"revision":2,"value":null})"));
  EXPECT_EQ(slices.changes(state), "[]");
}

TEST(Slices, CountOnWhenTheyReturn) {
  state::Slices slices;
  state::State state;
  state.boards.emplace_back().id = 1;
  slices.changes(state);
  state.boards.clear();
  slices.changes(state);
  state.boards.emplace_back().id = 1;
  EXPECT_EQ(changes(slices, state).at(0).at("revision"), 3);
}

}  // namespace
