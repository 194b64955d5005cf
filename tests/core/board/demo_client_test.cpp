#include "board/demo_client.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "base/virtual_executor.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/virtual_board.hpp"
#include "support/error_of.hpp"
#include "support/failing_serial.hpp"
#include "support/fake_demo.hpp"

namespace {

using namespace std::chrono_literals;
using board::WifiNetwork;
using board::WifiSecurity;
using support::code_of;

constexpr std::string_view serial = "01238FAFEFE388DCFE";
constexpr std::string_view thing = "a5ec1f1c48459f2d4e1b8b48acbba23f48b15be0";

class DemoClientTest : public testing::Test {
 protected:
  template <class T>
  T run(base::task<T> work) {
    return executor.run(std::move(work));
  }
  base::VirtualExecutor executor;
  base::Log log{executor};
  support::FakeDemo firmware{executor, 0s};
  board::DemoClient client{firmware, log};
};

TEST_F(DemoClientTest, ReturnsAsSoonAsTheAnswerHasArrived) {
  EXPECT_EQ(run(client.version()).text(), "4.1.2");
  EXPECT_LE(executor.elapsed(), base::Duration(500ms));  // with the line that empties the firmware's buffer
  const base::Duration first = executor.elapsed();
  EXPECT_EQ(run(client.version()).text(), "4.1.2");
  EXPECT_LE(executor.elapsed() - first, base::Duration(100ms));
}

TEST_F(DemoClientTest, AcceptsTheShortVersionsOfOldFirmware) {
  firmware.answers["version"] = "v1.0\r\n\4";
  EXPECT_EQ(run(client.version()).text(), "1.0.0");
}

TEST_F(DemoClientTest, IgnoresLogLinesThatBeginWithTheDeviceIdAndEot) {
  firmware.before_answers = std::string(serial) + "\4 INFO NORMAL connecting\x1B[0m\r\n";
  firmware.answers["thing"] = std::string(thing) + "\r\n\4";
  EXPECT_EQ(run(client.version()).text(), "4.1.2");
  EXPECT_EQ(run(client.thing_name()), thing);
}

TEST_F(DemoClientTest, ReadsTheNamesOfTheBoard) {
  firmware.answers["device"] = std::string(serial) + "\r\n\4";
  firmware.answers["thing"] = "\r\n\4";
  EXPECT_EQ(run(client.device_serial()).text(), serial);
  EXPECT_EQ(run(client.thing_name()), "");
  firmware.answers["device"] = "Unknown.\r\n\4";
  EXPECT_EQ(code_of([&] { run(client.device_serial()); }), "board.demo_no_secure_element");
  firmware.answers["thing"] = "Error getting Thing Name.\r\n\4";
  EXPECT_EQ(code_of([&] { run(client.thing_name()); }), "board.demo_no_thing_name");
}

TEST_F(DemoClientTest, RejectsThePlaceholderForASerialNumber) {
  firmware.answers["device"] = "BAAAAADD1DBAAADD1D\r\n\4";
  EXPECT_EQ(code_of([&] { run(client.device_serial()); }), "board.demo_no_secure_element");
}

TEST_F(DemoClientTest, HasNoThingNameWhenTheFirmwareListsItsCommands) {
  firmware.answers.erase("thing");
  EXPECT_EQ(run(client.thing_name()), "");
  EXPECT_EQ(firmware.commands, (std::vector<std::string>{"thing", "thing"}));
  EXPECT_LE(executor.elapsed(), base::Duration(1s));
  firmware.answers.erase("version");
  EXPECT_EQ(code_of([&] { run(client.version()); }), "board.demo_bad_answer");
}

TEST_F(DemoClientTest, SendsWifiWithItsSecurityAndInPiecesThatTheReceiveBufferHolds) {
  const std::string passphrase = "2" + std::string(58, 'p');
  const std::string line = "wifi " + std::string(32, 's') + "," + passphrase + ",2";
  ASSERT_EQ(line.size(), 99U);
  firmware.answers[line] = "OK\r\n\4";
  const WifiNetwork network{std::string(32, 's'), WifiSecurity::wpa, base::Secret(passphrase)};
  run(client.wifi(network));
  EXPECT_EQ(firmware.commands, (std::vector<std::string>{"version", line, line}));
  EXPECT_EQ(firmware.lost, 0U);
  for (const base::LogLine& logged : log.lines()) EXPECT_EQ(logged.text.find("pppp"), std::string::npos);
}

TEST_F(DemoClientTest, ReportsRefusedWifiSettings) {
  firmware.answers["wifi net,passphrase,2"] =
      "Error. Wi-Fi command format is wifi <ssid>[,<pass>,[authType]]\r\n\4";
  const WifiNetwork network{"net", WifiSecurity::wpa, base::Secret("passphrase")};
  EXPECT_EQ(code_of([&] { run(client.wifi(network)); }), "board.demo_refused");
}

TEST_F(DemoClientTest, SendsNothingOfWifiSettingsThatDoNotFit) {
  const WifiNetwork network{"a,b", WifiSecurity::open, {}};
  EXPECT_EQ(code_of([&] { run(client.wifi(network)); }), "board.ssid_character");
  EXPECT_TRUE(firmware.commands.empty());
}

TEST_F(DemoClientTest, AsksAgainWhenStrayCharactersSpoiledTheQuestion) {
  run(client.version());
  run(firmware.write(base::as_bytes("vers")));
  EXPECT_EQ(run(client.version()).text(), "4.1.2");
  run(firmware.write(base::as_bytes(std::string(120, 'x'))));
  executor.run_for(300ms);
  EXPECT_EQ(run(client.version()).text(), "4.1.2");
}

TEST_F(DemoClientTest, NeverCompletesALineThatWasLeftOnTheBoard) {
  // The firmware's buffer holds the first `length` characters of a line when the client begins.
  const std::string line = "wifi " + std::string(30, 's') + "," + std::string(59, 'p') + ",2";
  for (std::size_t length = 1; length <= line.size(); ++length) {
    firmware.commands.clear();
    for (std::size_t at = 0; at < length; at += 60) {
      run(firmware.write(base::as_bytes(line.substr(at, std::min<std::size_t>(60, length - at)))));
      executor.run_for(200ms);
    }
    board::DemoClient next(firmware, log);
    EXPECT_EQ(run(next.version()).text(), "4.1.2") << length;
    EXPECT_EQ(firmware.commands, std::vector<std::string>{"version"}) << length;
  }
}

TEST_F(DemoClientTest, NeverCompletesSuchALineWithTheResetCommand) {
  run(firmware.write(base::as_bytes("wifi net,pass")));
  run(client.reset());
  executor.run_for(300ms);
  EXPECT_EQ(firmware.commands, std::vector<std::string>{"reset"});
}

TEST_F(DemoClientTest, NeverCompletesAWifiLineThatWasCancelledHalfway) {
  const WifiNetwork network{std::string(30, 's'), WifiSecurity::wpa, base::Secret(std::string(60, 'p'))};
  for (base::Duration after = 10ms; after < 2500ms; after += 10ms) {
    firmware.commands.clear();
    board::DemoClient first(firmware, log);
    EXPECT_EQ(code_of([&] { run(base::with_timeout(after, first.wifi(network))); }), "base.timed_out");
    board::DemoClient next(firmware, log);
    EXPECT_EQ(run(next.version()).text(), "4.1.2");
    for (const std::string& command : firmware.commands)
      EXPECT_TRUE(command == "version" || command == board::wifi_line(network).reveal()) << command;
  }
}

TEST_F(DemoClientTest, RefusesSettingsThatOldFirmwareWouldCut) {
  struct Case {
    const char* version;
    std::size_t ssid;
    std::size_t passphrase;
    const char* code;
  };
  for (const Case& one : {Case{"v2.0.1", 30, 30, ""}, Case{"v2.0.1", 31, 30, "board.wifi_too_long_for_demo"},
                          Case{"v2.0.2", 30, 31, "board.wifi_too_long_for_demo"},
                          Case{"v3.0.0", 8, 63, "board.wifi_too_long_for_demo"},
                          Case{"v1.0", 31, 8, "board.wifi_too_long_for_demo"}, Case{"v3.1.0", 31, 31, ""},
                          Case{"v4.1.2", 32, 58, ""}}) {
    const WifiNetwork network{std::string(one.ssid, 's'), WifiSecurity::wpa,
                              base::Secret(std::string(one.passphrase, 'p'))};
    firmware.answers["version"] = std::string(one.version) + "\r\n\4";
    firmware.answers[std::string(board::wifi_line(network).reveal())] = "OK\r\n\4";
    board::DemoClient next(firmware, log);
    EXPECT_EQ(code_of([&] { run(next.wifi(network)); }), one.code) << one.version << ' ' << one.ssid;
  }
  // A passphrase with a comma is sent as its key, which has 64 digits.
  firmware.answers["version"] = "v2.0.2\r\n\4";
  const WifiNetwork network{"Haus", WifiSecurity::wpa, base::Secret("1234,5678")};
  EXPECT_EQ(code_of([&] { run(client.wifi(network)); }), "board.wifi_too_long_for_demo");
}

TEST_F(DemoClientTest, IgnoresStaleAnswers) {
  firmware.answers["device"] = std::string(serial) + "\r\n\4";
  firmware.say("v4.1.2\r\n\4v4.1.2\r\n\4");
  EXPECT_EQ(run(client.device_serial()).text(), serial);
}

/// Gives a board a network that does not exist and, after `delay`, a long line with the right network, while
/// the board starts its second attempt to join. Returns whether the board joins.
bool joins_with_a_long_line(base::Duration delay) {
  base::VirtualExecutor executor;
  base::Log log{executor};
  simulation::SeededRandom random{7};
  const WifiNetwork good{std::string(32, 's'), WifiSecurity::wpa, base::Secret(std::string(58, 'p'))};
  simulation::VirtualBoard::Options options;
  options.access_point = simulation::AccessPoint{good.ssid, good.passphrase};
  simulation::VirtualBoard board(executor, random, std::move(options));
  executor.run_for(6s);
  board::DemoClient client(board.serial(), log);
  executor.run(board.serial().open(ports::BaudRate::demo));
  executor.run(client.wifi({"another", WifiSecurity::wpa, base::Secret("passphrase")}));
  executor.run_for(delay);
  executor.run(client.wifi(good));
  executor.run_for(20s);
  const bool joined = simulation::remembered_network(board.state().winc_flash).has_value();
  executor.run(board.serial().close());
  return joined;
}

TEST(DemoClientAtAnyTime, LosesNothingOfALongLine) {
  for (base::Duration delay = 13s; delay < 15s; delay += 20ms)
    EXPECT_TRUE(joins_with_a_long_line(delay))
        << std::chrono::duration_cast<std::chrono::milliseconds>(delay).count() << " ms";
}

/// Gives a board with a saved network another one, `after_reset` after its reset. Returns the SSID of the
/// network that the board has joined in the end.
std::string network_of_a_board_given_another(base::Duration after_reset, bool long_line) {
  base::VirtualExecutor executor;
  base::Log log{executor};
  simulation::SeededRandom random{7};
  simulation::VirtualBoard::Options options;
  options.state = simulation::manufacture(random, board::FirmwareRole::demo);
  simulation::remember_network(options.state->winc_flash, {"old", base::Secret("old passphrase"), 2});
  simulation::VirtualBoard board(executor, random, std::move(options));
  executor.run_for(after_reset);
  executor.run(board.serial().open(ports::BaudRate::demo));
  board::DemoClient client(board.serial(), log);
  const std::string passphrase(long_line ? 60 : 10, 'p');
  executor.run(client.wait_until_up(15s));
  executor.run(client.wifi({"new", WifiSecurity::wpa, base::Secret(passphrase)}));
  executor.run_for(60s);
  executor.run(board.serial().close());
  const auto joined = simulation::remembered_network(board.state().winc_flash);
  return joined && joined->passphrase.reveal() == passphrase ? joined->ssid : "another";
}

TEST(DemoClientAtAnyTime, MovesTheBoardToTheNewNetwork) {
  // The board joins its saved network 2.8 s after its command line wakes, and tries again later.
  for (const bool long_line : {false, true}) {
    for (base::Duration after_reset = 0s; after_reset < 30s; after_reset += 150ms) {
      std::string joined;
      EXPECT_EQ(code_of([&] { joined = network_of_a_board_given_another(after_reset, long_line); }) + joined,
                "new")
          << std::chrono::duration_cast<std::chrono::milliseconds>(after_reset).count() << " ms"
          << (long_line ? ", a long line" : "");
    }
  }
}

TEST(DemoClientAtStart, WaitsForAFirmwareThatIsStarting) {
  base::VirtualExecutor executor;
  base::Log log(executor);
  support::FakeDemo firmware(executor, 5s);
  board::DemoClient client(firmware, log);
  EXPECT_EQ(executor.run(client.wait_until_up(12s)).text(), "4.1.2");
  EXPECT_LE(executor.elapsed(), base::Duration(7200ms));
}

TEST(DemoClientAtStart, SendsWifiOnceBeforeTheBoardJoinsItsSavedNetwork) {
  base::VirtualExecutor executor;
  base::Log log(executor);
  support::FakeDemo firmware(executor, 5s);
  const WifiNetwork network{std::string(30, 's'), WifiSecurity::wpa, base::Secret(std::string(60, 'p'))};
  const std::string line(board::wifi_line(network).reveal());
  firmware.answers[line] = "OK\r\n\4";
  board::DemoClient client(firmware, log);
  executor.run(client.wait_until_up(12s));
  executor.run(client.wifi(network));
  EXPECT_EQ(std::count(firmware.commands.begin(), firmware.commands.end(), line), 1);
  EXPECT_LE(executor.elapsed(), base::Duration(5s + 2500ms));
}

TEST(DemoClientAtStart, GivesUpOnSilence) {
  base::VirtualExecutor executor;
  base::Log log(executor);
  support::FakeDemo firmware(executor, 1h);
  board::DemoClient client(firmware, log);
  EXPECT_EQ(code_of([&] { executor.run(client.wait_until_up(3s)); }), "board.demo_no_answer");
  EXPECT_LE(executor.elapsed(), base::Duration(3300ms));
}

TEST(DemoClientAtStart, ReportsUnexpectedOutput) {
  base::VirtualExecutor executor;
  base::Log log(executor);
  support::FakeDemo firmware(executor, 0s);
  firmware.answers["version"] = "something else\r\n\4";
  board::DemoClient client(firmware, log);
  EXPECT_EQ(code_of([&] { executor.run(client.wait_until_up(3s)); }), "board.demo_bad_answer");
}

TEST(DemoConversation, EveryFailingStepEndsInANamedErrorAndAnotherRunCompletes) {
  support::for_each_serial_failure([&](support::SerialFault fault, int at) {
    SCOPED_TRACE(support::name(fault) + " at " + std::to_string(at));
    base::VirtualExecutor executor;
    base::Log log(executor);
    support::FakeDemo firmware(executor, 0s);
    firmware.answers["wifi net,passphrase,2"] = "OK\r\n\4";
    const WifiNetwork network{"net", WifiSecurity::wpa, base::Secret("passphrase")};
    support::SerialSabotage sabotage{fault, at};
    support::FailingSerial port(firmware, sabotage);
    board::DemoClient client(port, log);
    const std::string code = code_of([&] { executor.run(client.wifi(network)); });
    EXPECT_TRUE(code.empty() || code.rfind("serial.", 0) == 0 || code.rfind("board.demo_", 0) == 0) << code;
    board::DemoClient again(firmware, log);
    EXPECT_EQ(code_of([&] { executor.run(again.wifi(network)); }), "");
    EXPECT_EQ(firmware.commands.back(), "wifi net,passphrase,2");
    return sabotage.happened();
  });
}

}  // namespace
