// Many boards at once, the MQTT explorer and the export, by the commands and the calls that the page makes.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "session/commands.hpp"
#include "session/live_snapshot.hpp"
#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using session::explorer_state;
using session::fleet_state;

class ManyBoards : public testing::Test, public support::SessionWorld {
 protected:
  std::string provisioned_board() {
    const int id = grant_board().id;
    executor.run(session->jobs().set_wifi(
        id, board::WifiNetwork{"home", board::WifiSecurity::wpa, base::Secret("a good passphrase")}));
    provision(id);
    executor.run_for(30s);
    return session->devices().find(id)->facts().thing_name;
  }
  void perform(std::string_view name, const nlohmann::json& arguments) {
    executor.run(session::perform(*session, name, arguments.dump()));
    executor.run_for(5s);
  }
  session::LiveData& live() { return session->live(); }
};

TEST_F(ManyBoards, AreWatchedBesideTheBoardThatIsShownAlone) {
  const std::string first = provisioned_board();
  const std::string second = provisioned_board();
  EXPECT_FALSE(fleet_state(live()).is_open);
  perform("watchAll", {{"connections", 0}});
  executor.run_for(30s);
  const state::FleetState fleet = fleet_state(live());
  ASSERT_EQ(fleet.boards.size(), 2U);
  for (const state::FleetBoardState& board : fleet.boards) {
    EXPECT_EQ(board.condition, telemetry::BoardCondition::live) << board.thing_name;
    EXPECT_EQ(board.fields.size(), 2U);
    EXPECT_GT(board.messages, 20);
    EXPECT_FALSE(session::board_series(live(), board.thing_name).time.empty());
  }
  EXPECT_EQ(fleet.connections.size(), 1U);
  EXPECT_EQ(fleet.kept, fleet.messages);
  EXPECT_TRUE(live().watcher()->state().is_receiving());
  perform("unwatchAll", nlohmann::json::object());
  EXPECT_FALSE(fleet_state(live()).is_open);
  EXPECT_TRUE(live().watcher()->state().is_receiving());
}

TEST_F(ManyBoards, BeginTheLargeChartWithTheDataThatAreKnown) {
  const std::string thing = provisioned_board();
  perform("watchAll", {{"connections", 0}});
  executor.run_for(60s);
  perform("unwatch", nlohmann::json::object());
  perform("watch", {{"thingName", thing}});
  EXPECT_GT(live().series().time.size(), 50U);
}

TEST_F(ManyBoards, AreExportedAsTheyWereReceived) {
  provisioned_board();
  perform("watchAll", {{"connections", 0}});
  executor.run_for(20s);
  state::ExportRequest request;
  request.source = state::MessageSource::boards;
  request.format = telemetry::ExportFormat::json;
  request.to = 1e15;
  request.is_first = true;
  const state::ExportPart part = session::export_part(live(), request);
  const auto list = nlohmann::json::parse(part.beginning + part.text + part.ending);
  EXPECT_EQ(static_cast<std::int64_t>(list.size()), fleet_state(live()).messages);
  EXPECT_TRUE(list[0]["json"].contains("Temp"));
  EXPECT_TRUE(part.is_at_end);
}

TEST_F(ManyBoards, EndWithTheAccount) {
  provisioned_board();
  perform("watchAll", {{"connections", 0}});
  perform("explore", {{"filter", "+/sensors"}});
  perform("signOut", nlohmann::json::object());
  EXPECT_FALSE(fleet_state(live()).is_open);
  EXPECT_FALSE(explorer_state(live()).is_open);
  EXPECT_EQ(support::code_of([&] { perform("explore", {{"filter", "a"}}); }), "session.no_account");
  executor.run_for(120s);
}

TEST_F(ManyBoards, AreExploredByTopic) {
  const std::string thing = provisioned_board();
  perform("explore", {{"filter", "+/sensors"}});
  executor.run_for(10s);
  const state::ExplorerState explorer = explorer_state(live());
  ASSERT_EQ(explorer.topics.size(), 1U);
  EXPECT_EQ(explorer.topics[0].topic, thing + "/sensors");
  EXPECT_GT(explorer.topics[0].messages, 5);
  const auto message = session::explorer_message(live(), thing + "/sensors");
  ASSERT_TRUE(message);
  EXPECT_TRUE(nlohmann::json::accept(message->text));
  EXPECT_FALSE(session::explorer_message(live(), "another"));
}

TEST_F(ManyBoards, HaveShadowsThatCanBeReadAndChanged) {
  const std::string thing = provisioned_board();
  EXPECT_EQ(support::code_of([&] { perform("readShadow", nlohmann::json::object()); }),
            "session.not_watching");
  perform("openShadow", {{"thingName", thing}});
  perform("updateShadow", {{"desired", R"({"toggle":1})"}});
  const auto shadow = explorer_state(live()).shadow;
  ASSERT_TRUE(shadow);
  EXPECT_EQ(shadow->status, telemetry::ShadowStatus::present);
  EXPECT_EQ(nlohmann::json::parse(shadow->text)["state"]["desired"]["toggle"], 1);
}

}  // namespace
