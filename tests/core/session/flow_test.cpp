// Tests the whole flow for every kit, from a board as delivered to its first message, and the repair tools.
#include <array>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "provision/errors.hpp"
#include "session/errors.hpp"
#include "state/json.hpp"
#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using board::FirmwareRole;
using session::Firmware;
using session::JobStatus;
using session::NextAction;
using simulation::KitId;
using support::code_of;
using World = support::SessionWorld;

board::WifiNetwork network() {
  return {"home", board::WifiSecurity::wpa, base::Secret("a good passphrase")};
}

class OneClick : public testing::TestWithParam<KitId> {};

TEST_P(OneClick, ProvisionsABoardWithDemoFirmwareUntilItsFirstMessage) {
  World world;
  const int id = world.grant_board(GetParam()).id;
  const session::BoardSession& seen = *world.session->devices().find(id);
  ASSERT_NE(seen.debugger(), nullptr) << "not paired";
  EXPECT_EQ(seen.kit()->name, simulation::kit(GetParam()).name);
  EXPECT_EQ(world.session->next(), NextAction::set_wifi);
  world.executor.run(world.session->jobs().set_wifi(id, network()));
  // Wi-Fi goes to a demo firmware at once; the flow finds it there.
  EXPECT_EQ(world.session->next(), NextAction::provision);
  world.provision(id);
  EXPECT_EQ(seen.jobs().current().status, JobStatus::done);
  EXPECT_EQ(seen.facts().firmware, Firmware::demo);
  EXPECT_EQ(world.session->next(), NextAction::wait);
  world.executor.run_for(30s);
  EXPECT_EQ(world.status_of(id, provision::StepName::first_message), provision::StepStatus::done);
  EXPECT_EQ(world.session->next(), NextAction::none);
}

constexpr std::array every_kit{KitId::avr_iot_wg, KitId::avr_iot_wa, KitId::pic_iot_wg, KitId::pic_iot_wa};
const auto named = [](const auto& kit) {
  return base::replace_all(simulation::kit(kit.param).option, "-", "_");
};
INSTANTIATE_TEST_SUITE_P(Kits, OneClick, testing::ValuesIn(every_kit), named);

TEST_P(OneClick, ReportsItsExpectedDurationFromTheStart) {
  World world;
  const int id = world.grant_board(GetParam()).id;
  const session::BoardSession& seen = *world.session->devices().find(id);
  std::vector<double> expected;
  world.hid.on_step = [&](support::Direction, base::ByteView) {
    ASSERT_TRUE(seen.jobs().current().plan);
    expected.push_back(std::chrono::duration<double>(seen.jobs().current().plan->expected).count());
  };
  world.provision(id);
  const double spent = std::chrono::duration<double>(seen.jobs().current().spent).count();
  EXPECT_NEAR(expected.front(), spent, spent / 4);  // before the board was read
  EXPECT_NEAR(expected.back(), spent, spent / 4);
}

TEST(Wifi, IsSentByTheJobIfItIsChosenWhileTheDebuggerIsBeingPaired) {
  World world;
  auto& board = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  const int id = world.grant_port(board);
  world.sign_in();
  world.grant_debugger_and_wifi(board, id, network());
  EXPECT_EQ(world.session->devices().find(id)->wifi().status(), session::WifiStatus::set);
  world.provision(id);
  EXPECT_EQ(world.session->devices().find(id)->wifi().status(), session::WifiStatus::sent);
  world.executor.run_for(30s);
  EXPECT_EQ(world.status_of(id, provision::StepName::first_message), provision::StepStatus::done);
}

struct Provisioned : World {
  explicit Provisioned(KitId kit = KitId::avr_iot_wg) : granted(grant_board(kit)) {
    provision(id);
    executor.run_for(30s);
  }
  const support::Granted granted;
  simulation::VirtualBoard& board = granted.board;
  const int id = granted.id;
};

/// Tests that hold for a board of any kit.
class AnyKit : public testing::TestWithParam<KitId> {};
INSTANTIATE_TEST_SUITE_P(Kits, AnyKit, testing::ValuesIn(every_kit), named);

TEST_P(AnyKit, NeedsLessThanASecondIfItIsAlreadyProvisioned) {
  Provisioned world(GetParam());
  const base::Bytes flash = base::to_bytes(world.board.state().winc_flash.cells());
  world.reload();
  world.grant_debugger(world.board);
  // The board has no network. Every 14.5 s it starts its Wi-Fi module, and answers nothing for two seconds.
  world.executor.run_for(5s);
  const base::Duration before = world.executor.elapsed();
  const int id = world.grant_port(world.board);
  const base::Duration identified = world.executor.elapsed() - before;
  world.provision(id);
  EXPECT_FALSE(world.session->devices().find(id)->jobs().current().result->changed);
  EXPECT_LT(world.executor.elapsed() - before, 1s)
      << "identified after " << std::chrono::duration<double>(identified).count() << " s";
  EXPECT_TRUE(base::equal(flash, world.board.state().winc_flash.cells()));
}

TEST(Flow, KeepsTheCertificateOfABoardThatAnotherBrowserProvisioned) {
  Provisioned world;
  const std::string certificate =
      world.session->devices().find(world.id)->jobs().current().result->certificate_id;
  world.store.entries.clear();
  world.reload();
  const int id = world.grant_port(world.board);
  world.grant_debugger(world.board);
  world.provision(id);
  EXPECT_EQ(world.session->devices().find(id)->jobs().current().result->certificate_id, certificate);
}

TEST_P(AnyKit, IsStillPairedAfterAReload) {
  Provisioned world(GetParam());
  world.reload();
  world.grant_debugger(world.board);
  const int id = world.grant_port(world.board);
  ASSERT_NE(world.session->devices().find(id)->debugger(), nullptr);
}

TEST(VendorImageForTheDrive, IsTheSameAsTheOneThatAJobPrograms) {
  World world;
  const auto image = [&](std::string family, board::FirmwareRole role) {
    return world.executor.run(session::vendor_image(world.images, std::move(family), role));
  };
  const std::string name = "atmega4808-aws-iot-demo.hex";
  EXPECT_EQ(base::as_text(image("AVR-IoT", board::FirmwareRole::demo)), world.images.files[name]);
  EXPECT_FALSE(image("PIC-IoT", board::FirmwareRole::provisioning).empty());
  EXPECT_EQ(code_of([&] { image("SAMD21-IoT", board::FirmwareRole::demo); }), "provision.unknown_kit");
  world.images.files[name] = world.images.files["atmega4808-iot-provision-v2.hex"];
  EXPECT_EQ(code_of([&] { image("AVR-IoT", board::FirmwareRole::demo); }), "provision.image_differs");
}

TEST(Flow, ErasesNothingIfAnImageIsNotTheVendors) {
  World world;
  const support::Granted granted = world.grant_board();
  std::swap(world.images.files["atmega4808-aws-iot-demo.hex"],
            world.images.files["atmega4808-iot-provision-v2.hex"]);
  EXPECT_EQ(code_of([&] { world.provision(granted.id); }), "provision.image_differs");
  EXPECT_EQ(granted.board.state().firmware(), FirmwareRole::demo);
}

TEST_P(AnyKit, RecoversFromPowerLossDuringProgramming) {
  World world;
  const support::Granted granted = world.grant_board(GetParam());
  simulation::VirtualBoard& board = granted.board;
  const int id = granted.id;
  world.executor.run(world.session->jobs().set_wifi(id, std::nullopt));
  world.hid.fault = support::HidFault::unplugged;
  world.hid.at = world.hid.steps + 1400;  // in the middle of the first image
  EXPECT_EQ(code_of([&] { world.provision(id); }), "hid.disconnected");
  EXPECT_EQ(world.session->devices().find(id)->jobs().current().error->param("step"), "program_provisioning");
  world.session->devices().board_gone(id);
  world.session->devices().debugger_gone(granted.tool);
  EXPECT_EQ(world.session->next(), NextAction::connect_board);
  board.replug();
  world.grant_debugger(board);
  ASSERT_EQ(world.grant_port(board), id);
  EXPECT_EQ(world.session->devices().find(id)->port().error()->code().name(),
            session::unknown_firmware.name());
  EXPECT_EQ(world.session->next(), NextAction::proceed);
  world.provision(id);
  EXPECT_EQ(world.session->devices().find(id)->jobs().current().status, JobStatus::done);
}

TEST(Flow, ShowsThatABoardIsProgrammedAgainAfterAFailedVerification) {
  using provision::StepName;
  World world;
  simulation::VirtualBoard::Options options;
  options.kit = KitId::pic_iot_wg;
  options.faults = simulation::parse_fault_plan("worn@flash:0x4000");
  const int id = world.grant_board(options).id;
  std::vector<StepName> seen;
  world.session->on_change = [&] {
    for (const StepName step : {StepName::program_provisioning, StepName::verify_provisioning}) {
      const bool runs = world.status_of(id, step) == provision::StepStatus::running;
      if (runs && (seen.empty() || seen.back() != step)) seen.push_back(step);
    }
  };
  EXPECT_EQ(code_of([&] { world.provision(id); }), "debugger.verify_failed");
  const std::vector<StepName> twice{StepName::program_provisioning, StepName::verify_provisioning,
                                    StepName::program_provisioning, StepName::verify_provisioning};
  EXPECT_EQ(seen, twice);
  EXPECT_EQ(world.status_of(id, twice[0]), provision::StepStatus::done);
  EXPECT_EQ(world.status_of(id, twice[1]), provision::StepStatus::failed);
}

TEST_P(AnyKit, IsRestoredToTheDeliveredCertificatesAndNoEndpoint) {
  Provisioned world(GetParam());
  world.executor.run(world.session->jobs().run(world.id, session::JobKind::restore));
  world.executor.run(world.session->jobs().run(world.id, session::JobKind::inspect));
  const auto& found = world.session->devices().find(world.id)->jobs().findings().inspection;
  ASSERT_TRUE(found);
  ASSERT_EQ(found->certificates.size(), 2U);
  EXPECT_EQ(state::json_text(found->certificates), state::json_text(found->delivered_certificates));
  EXPECT_EQ(found->endpoint, "");
  EXPECT_EQ(world.board.state().firmware(), FirmwareRole::demo);
}

TEST_P(AnyKit, HasItsRootsRepaired) {
  Provisioned world(GetParam());
  EXPECT_EQ(code_of([&] { world.session->jobs().roots_backup(world.id); }), "session.nothing_read");
  world.executor.run(world.session->jobs().run(world.id, session::JobKind::check_roots));
  EXPECT_EQ(world.session->jobs().roots_backup(world.id).size(), board::root_store_region.size);
  world.executor.run(world.session->jobs().run(world.id, session::JobKind::repair_roots));
  EXPECT_EQ(board::check_roots(world.session->jobs().roots_backup(world.id)).status,
            board::RootsStatus::good);
  EXPECT_EQ(code_of([&] {
              world.executor.run(world.session->jobs().run(world.id, session::JobKind::write_roots,
                                                           base::Bytes(4096, std::byte{0x11})));
            }),
            "provision.no_root_store");
}

TEST_P(AnyKit, IsDiagnosedAsUsingTheSandboxAfterARestore) {
  Provisioned world(GetParam());
  world.executor.run(world.session->jobs().run(world.id, session::JobKind::restore));
  world.executor.run(world.session->jobs().identify_again(world.id));
  world.executor.run(world.session->jobs().diagnose(world.id));
  const auto& found = world.session->devices().find(world.id)->jobs().findings().diagnosis;
  ASSERT_TRUE(found);
  EXPECT_EQ(found->cause.code().name(), "diagnosis.sandbox_endpoint");
  EXPECT_FALSE(found->board_log.empty());
}

/// A board as delivered, whose Wi-Fi module has older firmware than required.
struct OldModule : World {
  explicit OldModule(KitId kit, const std::string& faults = {}) : granted(grant_board(options(kit, faults))) {
    executor.run(session->jobs().set_wifi(id, network()));
  }
  static simulation::VirtualBoard::Options options(KitId kit, const std::string& faults) {
    simulation::VirtualBoard::Options options;
    options.kit = kit;
    options.faults = simulation::parse_fault_plan("other@module:0x130706" + faults);
    return options;
  }
  board::RootsStatus roots() const {
    const auto& region = board::root_store_region;
    return board::check_roots(board.state().winc_flash.read(region.offset, region.size)).status;
  }
  std::optional<provision::PlanAction> planned_roots() const {
    for (const provision::PlanItem& item : session->devices().find(id)->jobs().current().plan->board)
      if (item.what == "roots") return item.action;
    return std::nullopt;
  }
  const support::Granted granted;
  simulation::VirtualBoard& board = granted.board;
  const int id = granted.id;
};

TEST(Flow, RecoversFromPowerLossWhileTheRootStoreIsWritten) {
  OldModule world(KitId::avr_iot_wg, ";unplug@cmd:MC+WINC+WRITEBLOB#1");
  EXPECT_EQ(code_of([&] { world.provision(world.id); }), "serial.disconnected");
  EXPECT_EQ(world.session->devices().find(world.id)->jobs().current().error->param("step"), "write_roots");
  EXPECT_EQ(world.roots(), board::RootsStatus::empty);
  world.session->devices().board_gone(world.id);
  world.session->devices().debugger_gone(world.granted.tool);
  world.board.replug();
  world.grant_debugger(world.board);
  ASSERT_EQ(world.grant_port(world.board), world.id);
  world.provision(world.id);
  EXPECT_EQ(world.roots(), board::RootsStatus::good);
}

TEST_P(AnyKit, WithAnOldModuleGetsTheRootThatAwsNeeds) {
  OldModule world(GetParam());
  ASSERT_EQ(world.roots(), board::RootsStatus::repairable);
  world.provision(world.id);
  EXPECT_EQ(world.roots(), board::RootsStatus::good);
  EXPECT_EQ(world.planned_roots(), provision::PlanAction::write);
  EXPECT_EQ(world.status_of(world.id, provision::StepName::write_roots), provision::StepStatus::done);
  EXPECT_EQ(world.status_of(world.id, provision::StepName::verify_roots), provision::StepStatus::done);
  EXPECT_EQ(board::check_roots(world.session->jobs().roots_backup(world.id)).status,
            board::RootsStatus::repairable)
      << "the previous store can be saved";
  world.executor.run_for(30s);
  EXPECT_EQ(world.status_of(world.id, provision::StepName::first_message), provision::StepStatus::done);
  // A second time there is nothing to add.
  world.store.entries.clear();
  world.executor.run(world.session->jobs().provision(world.id, provision::CertificateChoice::renew,
                                                     session::PairingClaim::proved));
  EXPECT_EQ(world.planned_roots(), provision::PlanAction::keep);
}

TEST_P(AnyKit, WithACurrentModuleIsNotAskedForItsRoots) {
  Provisioned world(GetParam());
  for (const provision::PlanItem& item :
       world.session->devices().find(world.id)->jobs().current().plan->board)
    EXPECT_NE(item.what, "roots");
}

/// Loses the READY message of the provisioning firmware.
class DeafToReady final : public ports::SerialPort {
 public:
  explicit DeafToReady(ports::SerialPort& port) : port_(port) {}
  base::task<void> open(ports::BaudRate rate) override { return port_.open(rate); }
  base::task<base::Bytes> read() override {
    base::Bytes bytes = co_await port_.read();
    // It may come in pieces: the letter that no answer of the flow has.
    std::replace(bytes.begin(), bytes.end(), std::byte{'Y'}, std::byte{'?'});
    co_return bytes;
  }
  base::task<void> write(base::ByteView bytes) override { return port_.write(bytes); }
  base::task<void> close() override { return port_.close(); }

 private:
  ports::SerialPort& port_;
};

TEST_P(AnyKit, IsFoundEvenIfItsReadyMessageIsLost) {
  World world;
  auto& board = world.add_board(FirmwareRole::demo, GetParam());
  world.executor.run_for(10s);
  const int id = world.executor.run(world.session->devices().attach_board(
      std::make_unique<DeafToReady>(board.serial()), session::World::simulated));
  world.grant_debugger(board);
  world.sign_in();
  world.provision(id);
  EXPECT_EQ(world.session->devices().find(id)->jobs().current().status, JobStatus::done);
}

TEST(Flow, FailsIfTheProgrammedFirmwareIsSilent) {
  World world;
  const int id = world.grant_board().id;
  // Another program, which the user takes for the provisioning firmware.
  const std::string demo(world.images.files["atmega4808-aws-iot-demo.hex"]);
  world.session->jobs().use_image(id, board::FirmwareRole::provisioning,
                                  provision::OwnImage{"mine.hex", demo});
  EXPECT_EQ(code_of([&] { world.provision(id); }), "provision.firmware_silent");
}

const provision::Finding& finding(const provision::BoardDiagnosis& diagnosis, provision::Check what) {
  return *std::find_if(diagnosis.findings.begin(), diagnosis.findings.end(),
                       [what](const auto& one) { return one.what == what; });
}

TEST(Diagnosis, OfAPublishingBoardDoesNotClaimThatItIsSilent) {
  Provisioned world;
  world.executor.run(world.session->jobs().set_wifi(world.id, network()));
  world.executor.run(world.session->jobs().diagnose(world.id));
  const auto& found = world.session->devices().find(world.id)->jobs().findings().diagnosis;
  ASSERT_TRUE(found);
  EXPECT_EQ(found->cause.code().name(), "diagnosis.not_connected");
  EXPECT_EQ(finding(*found, provision::Check::publishes).ok, std::nullopt);
}

}  // namespace
