// Tests the user's next action as a table: situations of a board, and what is next in each.
#include "session/next_action.hpp"

#include <functional>
#include <gtest/gtest.h>

namespace {

using session::NextAction;
using session::Situation;
using state::AccountStatus;
using state::DeviceStatus;
using state::Firmware;
using state::JobKind;
using state::JobStatus;

/// An idle board with its debugger, which runs the demo firmware, in an account that is signed in.
Situation with_debugger() {
  Situation situation;
  situation.account = AccountStatus::good;
  situation.board = Situation::Board();
  situation.board->status = DeviceStatus::ready;
  situation.board->firmware = Firmware::demo;
  situation.board->has_debugger = true;
  situation.board->wifi_decided = true;
  return situation;
}

/// The same board without its debugger.
Situation without_debugger() {
  Situation situation = with_debugger();
  situation.board->has_debugger = false;
  return situation;
}

struct Row {
  const char* name;
  Situation situation;
  std::function<void(Situation&)> change;
  NextAction next;
};

std::string row_name(const testing::TestParamInfo<Row>& row) {
  return row.param.name;
}

class NextActionOf : public testing::TestWithParam<Row> {};

TEST_P(NextActionOf, ASituation) {
  Situation situation = GetParam().situation;
  GetParam().change(situation);
  EXPECT_EQ(session::next_action(situation), GetParam().next) << name(session::next_action(situation));
}

using S = Situation;
INSTANTIATE_TEST_SUITE_P(
    Devices, NextActionOf,
    testing::Values(
        Row{"NoBoard", {}, [](S&) {}, NextAction::connect_board},
        Row{"NoBoardButMessages", {}, [](S& s) { s.is_receiving = true; }, NextAction::none},
        Row{"Unplugged", with_debugger(), [](S& s) { s.board->status = DeviceStatus::gone; },
            NextAction::connect_board},
        Row{"Identifying", with_debugger(), [](S& s) { s.board->status = DeviceStatus::identifying; },
            NextAction::wait},
        Row{"Busy", with_debugger(), [](S& s) { s.board->status = DeviceStatus::busy; }, NextAction::wait},
        Row{"SilentWithDebugger", with_debugger(), [](S& s) { s.board->status = DeviceStatus::failed; },
            NextAction::provision},
        Row{"PortThatCannotBeOpened", without_debugger(),
            [](S& s) { s.board->status = DeviceStatus::failed, s.board->firmware = Firmware::none; },
            NextAction::connect_board},
        Row{"UnknownFirmware", without_debugger(),
            [](S& s) { s.board->status = DeviceStatus::failed, s.board->firmware = Firmware::unknown; },
            NextAction::connect_debugger},
        Row{"DebuggerOutOfReach", without_debugger(), [](S& s) { s.board->debuggers_in_reach = false; },
            NextAction::load_provisioning_firmware},
        Row{"DebuggerDeclined", without_debugger(), [](S& s) { s.board->by_hand = true; },
            NextAction::load_provisioning_firmware},
        Row{"DebuggerOfAnUnsupportedKit", without_debugger(),
            [](S& s) { s.board->has_foreign_debugger = true; }, NextAction::connect_board}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Account, NextActionOf,
    testing::Values(Row{"SignedOut", with_debugger(), [](S& s) { s.account = AccountStatus::empty; },
                        NextAction::give_keys},
                    Row{"RefusedKeys", with_debugger(), [](S& s) { s.account = AccountStatus::refused; },
                        NextAction::give_keys},
                    Row{"KeysBeingChecked", with_debugger(),
                        [](S& s) { s.account = AccountStatus::checking; }, NextAction::wait}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Jobs, NextActionOf,
    testing::Values(
        Row{"AsDelivered", with_debugger(), [](S&) {}, NextAction::provision},
        Row{"WifiNotDecided", with_debugger(), [](S& s) { s.board->wifi_decided = false; },
            NextAction::set_wifi},
        Row{"Failed", with_debugger(), [](S& s) { s.board->job_status = JobStatus::failed; },
            NextAction::proceed},
        Row{"Cancelled", with_debugger(), [](S& s) { s.board->job_status = JobStatus::cancelled; },
            NextAction::proceed},
        Row{"FailedBeforeWifiWasDecided", with_debugger(),
            [](S& s) { s.board->job_status = JobStatus::failed, s.board->wifi_decided = false; },
            NextAction::set_wifi},
        Row{"FailedInspection", with_debugger(),
            [](S& s) { s.board->job = JobKind::inspect, s.board->job_status = JobStatus::failed; },
            NextAction::provision},
        Row{"Done", with_debugger(), [](S& s) { s.board->job_status = JobStatus::done; }, NextAction::watch},
        Row{"DoneWithNewWifi", with_debugger(),
            [](S& s) { s.board->job_status = JobStatus::done, s.board->wifi_unsent = true; },
            NextAction::send_wifi},
        Row{"Watched", with_debugger(), [](S& s) { s.board->is_watched = true; }, NextAction::wait},
        Row{"Live", with_debugger(), [](S& s) { s.board->is_watched = s.is_receiving = true; },
            NextAction::none},
        Row{"LiveButRenewalPlanned", with_debugger(),
            [](S& s) {
              s.board->is_watched = s.is_receiving = true;
              s.board->job_status = JobStatus::planned, s.board->has_plan = true;
            },
            NextAction::provision}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    ThroughTheDrive, NextActionOf,
    testing::Values(
        Row{"ProvisioningFirmware", without_debugger(),
            [](S& s) { s.board->firmware = Firmware::provisioning; }, NextAction::plan},
        Row{"Planned", without_debugger(),
            [](S& s) {
              s.board->firmware = Firmware::provisioning, s.board->job_status = JobStatus::planned;
            },
            NextAction::provision},
        Row{"NothingToDo", without_debugger(),
            [](S& s) {
              s.board->firmware = Firmware::provisioning, s.board->job_status = JobStatus::planned;
              s.board->plan_is_complete = true;
            },
            NextAction::load_demo_firmware},
        Row{"FailedBeforeAPlan", without_debugger(),
            [](S& s) { s.board->firmware = Firmware::provisioning, s.board->job_status = JobStatus::failed; },
            NextAction::plan},
        Row{"FailedAfterAPlan", without_debugger(),
            [](S& s) {
              s.board->firmware = Firmware::provisioning, s.board->job_status = JobStatus::failed;
              s.board->has_plan = true;
            },
            NextAction::proceed},
        Row{"Restored", without_debugger(),
            [](S& s) {
              s.board->firmware = Firmware::provisioning;
              s.board->job = JobKind::restore, s.board->job_status = JobStatus::done;
            },
            NextAction::load_demo_firmware},
        Row{"DoneWithDemo", without_debugger(), [](S& s) { s.board->job_status = JobStatus::done; },
            NextAction::watch},
        Row{"DoneWithoutWifi", without_debugger(),
            [](S& s) { s.board->job_status = JobStatus::done, s.board->wifi_decided = false; },
            NextAction::set_wifi}),
    row_name);

}  // namespace
