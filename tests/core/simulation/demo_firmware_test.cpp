#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "board/client_store.hpp"
#include "board_fixture.hpp"
#include "simulation/time_model.hpp"

namespace simulation::test {
namespace {

constexpr std::string_view commands =
    "--------------------------------------------\r\n"
    "Unknown command. List of available commands:\r\nreset\r\ndevice\r\nthing\r\nreconnect\r\nversion\r\n"
    "cli_version\r\nwifi <ssid>[,<pass>,[authType]]\r\ndebug\r\n"
    "--------------------------------------------\r\n\x04";
constexpr std::string_view wifi_error =
    "Error. Wi-Fi command format is wifi <ssid>[,<pass>,[authType]]\r\n\x04";

TEST(DemoFirmware, AnswersItsCommands) {
  DemoFixture fixture;
  const std::string serial = base::to_hex_upper(fixture.board.state().secure_element.serial_number());
  const std::pair<std::string, std::string> table[] = {
      {"version\r\n", "v4.1.2\r\n\x04"},
      {"version\n", "v4.1.2\r\n\x04"},
      {"cli_version\r", "v1.0.1\r\n\x04"},
      {"device\r", serial + "\r\n\x04"},
      {"thing\r", "\r\n\x04"},
      {"debug 4\r", "OK\r\n"},
      {"debug 5\r", "debug parameter must be between 0 (Least) and 4 (Most) \r\n"},
      {"reconnect\r", "OK\r\n"},
      {"VERSION\r", std::string(commands)},
      {"\r", std::string(commands)},
      {"wifi\r", std::string(wifi_error)},
      {"wifi home,secret word,2\r", "OK\r\n\x04"},
      {"wifi home,secret word,4\r", std::string(wifi_error)},
      {"wifi home,2fast4you\r", std::string(wifi_error)},  // read as security 2
      {"wifi home\r", "OK\r\n\x04"},
  };
  for (const auto& [typed, answered] : table) EXPECT_EQ(fixture.type(typed), answered) << typed;
}

TEST(DemoFirmware, AnswersLikeItsOlderEditionsIfOneIsChosen) {
  VirtualBoard::Options options;
  options.demo = DemoEdition::thing_id;
  DemoFixture aws({}, options);
  EXPECT_NE(aws.start_log.find("Thing ID is not present, error type 0"), std::string::npos);
  EXPECT_EQ(aws.start_log.find("ndpoint"), std::string::npos);
  EXPECT_EQ(aws.type("thing\r"), "\r\n\x04");
  EXPECT_EQ(aws.type("version\r"), "v2.0.2\r\n\x04");
  EXPECT_EQ(aws.type("cli_version\r"), "v1.0\r\n\x04");
  options.demo = DemoEdition::google;
  DemoFixture google({}, options);
  EXPECT_EQ(google.start_log, "");
  EXPECT_EQ(google.type("version\r"), "v4.0.0\r\n\x04");
  EXPECT_EQ(google.type("thing\r"), base::replace_all(commands, "thing", "key"));
}

TEST(DemoFirmware, LogsThingNameAndEndpointWithAnEotInTheLine) {
  DemoFixture fixture;
  const std::string serial = base::to_hex_upper(fixture.board.state().secure_element.serial_number());
  EXPECT_EQ(fixture.start_log.substr(0, 20), serial + "\x04 ");
  EXPECT_NE(fixture.start_log.find("Using the AWS Sandbox endpoint : a1gqt8sttiign3"), std::string::npos);
}

TEST(DemoFirmware, LosesBytesThatDoNotFitItsRingOf64) {
  DemoFixture fixture;
  // At 9600 baud 48 bytes arrive between two polls, so a paced or short line arrives whole.
  EXPECT_EQ(fixture.type("wifi " + std::string(32, 's') + "," + std::string(50, 'p') + ",2\r", 2s),
            "OK\r\n\x04");
  // While the firmware sends 300 bytes of answer, the ring fills up.
  fixture.board.line().host_sends(base::as_bytes("\r"));
  fixture.executor.run_for(100ms);
  fixture.board.line().host_sends(
      base::as_bytes("version                    " + std::string(100, 'x') + "\rversion\r"));
  fixture.executor.run_for(2s);
  EXPECT_EQ(fixture.take_received(), commands) << "the end of the second line was lost";
}

TEST(DemoFirmware, AcceptsLinesOf99CharactersAndRefusesLinesOfMoreThan100) {
  DemoFixture fixture;
  EXPECT_EQ(fixture.type(std::string(99, 'x') + "\r", 2s), commands);
  EXPECT_EQ(fixture.type(std::string(101, 'x') + "\r", 2s), "\r\nCommand too long\r\n");
  EXPECT_EQ(fixture.type("version\r"), "v4.1.2\r\n\x04");
}

TEST(DemoFirmware, DoesNotAnswerALineOf100CharactersWhichOverrunsItsBuffer) {
  DemoFixture fixture;
  EXPECT_EQ(fixture.type(std::string(100, 'x') + "\r", 2s), "");
  EXPECT_EQ(fixture.type("version\r", 2s), "v4.1.2\r\n\x04");
}

TEST(DemoFirmware, CompletesTheHalfLineOfAnEarlierHostWithTheNextCommand) {
  DemoFixture fixture;
  ports::SerialPort& port = fixture.board.serial();
  fixture.board.line().host_closes();
  fixture.executor.run(port.open(ports::BaudRate::demo));
  const std::string half = "wifi home,secret";
  fixture.executor.run(port.write(base::as_bytes(half)));
  fixture.executor.run_for(1s);
  fixture.executor.run(port.close());
  fixture.executor.run_for(1min);
  fixture.open_port(9600);
  EXPECT_EQ(fixture.type("version\r"), "OK\r\n\x04") << "the firmware takes it for a wifi command";
  fixture.executor.run_for(20s);
  const std::optional<WifiSettings> saved = remembered_network(fixture.board.state().winc_flash);
  ASSERT_TRUE(saved.has_value());
  EXPECT_EQ(saved->passphrase.reveal(), "secretversion");
}

/// Gives Wi-Fi settings to a board with a saved network, `delay` after its command line woke. Returns the
/// network that the board is on half a minute later.
std::string network_after(base::Duration delay, std::string_view saved = "saved") {
  VirtualBoard::Options options;
  SeededRandom random(3);
  options.state = manufacture(random, FirmwareRole::demo);
  WifiSettings settings;
  settings.ssid = saved;
  if (!saved.empty()) remember_network(options.state->winc_flash, settings);
  BoardFixture fixture(FirmwareRole::demo, {}, std::move(options));
  fixture.executor.run_for(time_model::demo_start + delay);
  EXPECT_EQ(fixture.type("wifi given\r", 3s), "OK\r\n\x04");
  fixture.executor.run_for(30s);
  const std::optional<WifiSettings> joined = remembered_network(fixture.board.state().winc_flash);
  return joined ? joined->ssid : std::string();
}

TEST(DemoFirmware, LosesWifiSettingsThatArriveDuringTheJoinOfItsSavedNetwork) {
  EXPECT_EQ(network_after(100ms), "given") << "before the join";
  EXPECT_EQ(network_after(2s), "given") << "before the join";
  EXPECT_EQ(network_after(3s), "saved") << "during the join";
  EXPECT_EQ(network_after(5s), "saved") << "during the join";
  EXPECT_EQ(network_after(6s), "given") << "after the join";
}

TEST(DemoFirmware, KeepsWifiSettingsAtAnyTimeWithoutASavedNetwork) {
  for (base::Duration delay = 0ms; delay < 16s; delay += 500ms)
    EXPECT_EQ(network_after(delay, {}), "given")
        << std::chrono::duration_cast<std::chrono::milliseconds>(delay).count() << " ms";
}

TEST(DemoFirmware, KeepsWifiSettingsThatArriveDuringAFailingJoin) {
  VirtualBoard::Options options;
  SeededRandom random(3);
  options.state = manufacture(random, FirmwareRole::demo);
  remember_network(options.state->winc_flash, WifiSettings{"out of range", {}});
  options.access_point = AccessPoint{"home", base::Secret("right one")};
  BoardFixture fixture(FirmwareRole::demo, {}, std::move(options));
  fixture.executor.run_for(9s);
  EXPECT_EQ(fixture.type("wifi home,right one,2\r"), "OK\r\n\x04");
  fixture.executor.run_for(20s);
  EXPECT_EQ(remembered_network(fixture.board.state().winc_flash)->ssid, "home");
}

TEST(DemoFirmware, Version202Keeps30CharactersOfSsidAndPassphrase) {
  VirtualBoard::Options options;
  options.demo = DemoEdition::thing_id;
  DemoFixture fixture({}, std::move(options));
  EXPECT_EQ(fixture.type("wifi " + std::string(32, 's') + "," + std::string(50, 'p') + ",2\r", 2s),
            "OK\r\n\x04");
  fixture.executor.run_for(15s);
  const std::optional<WifiSettings> saved = remembered_network(fixture.board.state().winc_flash);
  ASSERT_TRUE(saved.has_value());
  EXPECT_EQ(saved->ssid, std::string(30, 's'));
  EXPECT_EQ(saved->passphrase.reveal(), std::string(30, 'p'));
}

TEST(DemoFirmware, JoinsNoNetworkWithADeadModule) {
  DemoFixture fixture("dead@module:2000");
  EXPECT_EQ(fixture.type("wifi home\r"), "OK\r\n\x04");
  fixture.executor.run_for(1min);
  EXPECT_FALSE(remembered_network(fixture.board.state().winc_flash).has_value());
}

TEST(DemoFirmware, RunsOneCommandInEachPoll) {
  DemoFixture fixture;
  fixture.type("\r\n");
  EXPECT_EQ(fixture.type("thing\rversion\r"), "\r\n\x04") << "the second is lost";
}

TEST(DemoFirmware, UnderstandsNothingAtTheRateOfTheProvisioningFirmware) {
  DemoFixture fixture;
  fixture.open_port(115200);
  const std::string received = fixture.type("version\r\n", 2s);
  EXPECT_EQ(received.find("v4.1.2"), std::string::npos);
  fixture.open_port(9600);
  fixture.type("\r", 2s);  // ends the garbage
  EXPECT_EQ(fixture.type("version\r", 2s), "v4.1.2\r\n\x04");
  BoardFixture wrong(FirmwareRole::provisioning);
  wrong.open_port(9600);
  wrong.executor.run_for(1s);
  const std::string banner = wrong.take_received();
  EXPECT_GT(banner.size(), 3U) << "some bytes arrive";
  EXPECT_EQ(banner.find("READY"), std::string::npos);
}

/// Counts how often an LED changes within a time.
struct LedChanges {
  explicit LedChanges(BoardFixture& watched) : fixture(watched) {
    fixture.board.on_leds = [this](const Leds::States& now) {
      for (std::size_t i = 0; i < now.size(); ++i) changes[i] += now[i] != before[i] ? 1 : 0;
      before = now;
    };
    before = fixture.board.leds();
  }
  int count(Led led, base::Duration time) {
    changes = {};
    fixture.executor.run_for(time);
    return changes[static_cast<std::size_t>(led)];
  }
  BoardFixture& fixture;
  Leds::States before{};
  std::array<int, 4> changes{};
};

TEST(DemoFirmware, BlinksBlueUntilItHasJoinedANetworkAndThenGreen) {
  VirtualBoard::Options options;
  options.access_point = AccessPoint{"home", base::Secret("right one")};
  DemoFixture fixture({}, std::move(options));
  LedChanges led_changes(fixture);
  EXPECT_GE(led_changes.count(Led::wifi, 1s), 3);
  fixture.type("wifi home,wrong one,2\r");
  EXPECT_GE(led_changes.count(Led::wifi, 10s), 30) << "it continues to try";
  fixture.type("wifi home,right one,2\r");
  while (!remembered_network(fixture.board.state().winc_flash) && fixture.executor.elapsed() < 1min)
    fixture.executor.run_for(100ms);
  EXPECT_TRUE(fixture.board.leds()[3]);
  EXPECT_EQ(led_changes.count(Led::wifi, 5s), 0) << "steady";
  fixture.board.reset();
  fixture.executor.run_for(10400ms);
  EXPECT_GE(led_changes.count(Led::conn, 2s), 6) << "there is no cloud";
  EXPECT_EQ(led_changes.count(Led::wifi, 5s), 0) << "it joins the saved network";
}

TEST(DemoFirmware, ReadsAWepKeyAsTheDriverDoes) {
  const std::string digits(10, '7');
  const std::pair<std::string, bool> table[] = {
      {"wifi home,\x01\x0B" + digits + ",3\r", true},
      {"wifi home," + digits + ",3\r", false},           // the digits alone
      {"wifi home," + digits + ",2\r", false},           // another security
      {"wifi home,\x05\x0B" + digits + ",3\r", false},   // WEP has only four keys
      {"wifi home,\x01\x0A" + digits + ",3\r", false},   // announces one digit less
      {"wifi home,\x01\x1B" + digits + ",3\r", false}};  // announces 26 digits
  for (const auto& [typed, joins] : table) {
    VirtualBoard::Options options;
    options.access_point = AccessPoint{"home", base::Secret(digits), 3};
    DemoFixture fixture({}, std::move(options));
    EXPECT_EQ(fixture.type(typed), "OK\r\n\x04");
    LedChanges led_changes(fixture);
    fixture.executor.run_for(5s);
    EXPECT_EQ(led_changes.count(Led::wifi, 3s) == 0, joins) << typed;
  }
}

TEST(DemoFirmware, KeepsOnlyWhatItsRingHoldsWhileItsModuleStarts) {
  VirtualBoard::Options options;
  options.access_point = AccessPoint{"home", base::Secret("right one")};
  DemoFixture fixture({}, std::move(options));
  fixture.type("wifi home,wrong one,2\r");
  // The first attempt is abandoned, and the second one starts the module.
  const base::Duration second_start = time_model::demo_start + time_model::demo_before_attempt +
                                      time_model::demo_first_module_start + time_model::attempt_timeout +
                                      time_model::demo_before_attempt;
  fixture.executor.run_for(second_start + 100ms - fixture.executor.elapsed());
  const std::string line = "wifi " + std::string(32, 's') + "," + std::string(50, 'p') + ",2\r";
  EXPECT_EQ(fixture.type(line, 1s), "");
  EXPECT_EQ(fixture.type("", 3s), "") << "the end of the line is lost";
}

/// A cloud that records the connections and messages of boards.
struct RecordingUplink {
  struct Link final : BoardLink {
    explicit Link(RecordingUplink& recording) : uplink(recording) {}
    ~Link() override { uplink.closed += 1; }
    bool connected() const override { return true; }
    bool publish(std::string topic, base::Bytes payload) override {
      uplink.published.emplace_back(std::move(topic), base::to_text(payload));
      return !uplink.refuse_publish;
    }
    bool subscribe(std::string filter) override {
      uplink.filters.push_back(std::move(filter));
      return true;
    }
    RecordingUplink& uplink;
  };

  Uplink uplink() {
    return [this](BoardConnect board) -> Cloud::BoardAnswer {
      requests.push_back(std::move(board));
      return std::make_unique<Link>(*this);
    };
  }

  std::vector<BoardConnect> requests;
  std::vector<std::pair<std::string, std::string>> published;
  std::vector<std::string> filters;
  int closed = 0;
  bool refuse_publish = false;
};

void write_pages(NorFlash& flash, std::string_view endpoint, std::string_view thing) {
  flash.write(board::endpoint_page_region.offset, board::build_endpoint_page(endpoint));
  flash.write(board::thing_name_page_region.offset, board::build_thing_name_page(thing));
}

TEST(DemoFirmware, PublishesEverySecondAndFollowsTheToggle) {
  RecordingUplink cloud;
  VirtualBoard::Options options;
  SeededRandom random(3);
  options.state = manufacture(random, FirmwareRole::demo);
  write_pages(options.state->winc_flash, "here.iot.us-east-2.amazonaws.com", "thing-1");
  options.uplink = cloud.uplink();
  DemoFixture fixture({}, std::move(options));
  fixture.type("wifi home\r");
  fixture.executor.run_for(17s);
  ASSERT_EQ(cloud.requests.size(), 1U);
  EXPECT_EQ(cloud.requests[0].endpoint, "here.iot.us-east-2.amazonaws.com");
  EXPECT_EQ(cloud.requests[0].client_id, "thing-1");
  const crypto::Sha256Digest challenge = crypto::sha256(base::as_bytes("challenge"));
  EXPECT_TRUE(verify(fixture.board.state().secure_element.key(0)->public_key(), challenge,
                     cloud.requests[0].sign(challenge)));
  EXPECT_EQ(cloud.filters, std::vector<std::string>{"$aws/things/thing-1/shadow/update/delta"});
  std::size_t sensors = 0;
  for (const auto& [topic, payload] : cloud.published) sensors += topic == "thing-1/sensors" ? 1U : 0U;
  EXPECT_GE(sensors, 10U);
  EXPECT_LE(sensors, 13U);
  EXPECT_TRUE(fixture.board.leds()[2]) << "green is steady";

  cloud.published.clear();
  fixture.take_received();
  const ports::MqttMessage delta{"$aws/things/thing-1/shadow/update/delta",
                                 base::to_bytes(R"({"version":5,"state":{"toggle":1}})")};
  cloud.requests[0].on_message(delta);
  EXPECT_TRUE(fixture.board.leds()[1]) << "yellow shows it";
  ASSERT_EQ(cloud.published.size(), 1U);
  EXPECT_EQ(cloud.published[0].first, "$aws/things/thing-1/shadow/update");
  EXPECT_EQ(cloud.published[0].second, R"({"state":{"reported":{"toggle":1}}})");
  fixture.executor.run_for(1500ms);
  EXPECT_TRUE(fixture.board.leds()[1]) << "for two seconds";
  EXPECT_NE(fixture.take_received().find("payload: {\"version\":5"), std::string::npos);
}

TEST(DemoFirmware, DoesNotConnectIfItsModuleLacksTheRootCertificate) {
  RecordingUplink cloud;
  VirtualBoard::Options options;
  options.uplink = cloud.uplink();
  DemoFixture fixture("other@module:0x130706", std::move(options));
  fixture.type("wifi home\r");
  fixture.executor.run_for(5s);
  EXPECT_TRUE(fixture.board.leds()[3]) << "it has joined";
  fixture.executor.run_for(30s);
  EXPECT_TRUE(cloud.requests.empty());
}

TEST(DemoFirmware, ReconnectsAfterItsConnectionIsLost) {
  RecordingUplink cloud;
  VirtualBoard::Options options;
  options.uplink = cloud.uplink();
  DemoFixture fixture({}, std::move(options));
  fixture.type("wifi home\r");
  fixture.executor.run_for(6s);
  ASSERT_EQ(cloud.requests.size(), 1U);
  cloud.requests[0].on_drop();
  fixture.executor.run_for(3s);
  ASSERT_EQ(cloud.requests.size(), 2U);
  cloud.refuse_publish = true;
  fixture.executor.run_for(5s);
  EXPECT_GT(cloud.closed, 1) << "the broker closes the connection if a message is not permitted";
  fixture.board.unplug();
  EXPECT_EQ(static_cast<std::size_t>(cloud.closed), cloud.requests.size());
}

}  // namespace
}  // namespace simulation::test
