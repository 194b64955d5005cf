// A board that is plugged in again gets the settings of another network at random moments. The demo firmware
// answers OK to settings that arrive while it joins its saved network, and loses them. The flow must bring
// the board to the other network and to a message anyway.
#include <gtest/gtest.h>
#include <random>

#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using provision::CertificateChoice;
using World = support::SessionWorld;

constexpr unsigned seed = 20261129;
constexpr int timings = 200;
/// Every so many timings, the flow also programs both firmwares.
constexpr int between_renewals = 20;

struct Timing {
  base::Duration until_port;      // from the start of the board to the port
  base::Duration until_settings;  // from the port to the Wi-Fi settings
  base::Duration until_flow;      // from the settings to the start of the flow
  CertificateChoice choice = CertificateChoice::keep;
};

std::ostream& operator<<(std::ostream& out, const Timing& timing) {
  const auto milliseconds = [](base::Duration time) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
  };
  return out << "port after " << milliseconds(timing.until_port) << " ms, settings after "
             << milliseconds(timing.until_settings) << " ms, flow after " << milliseconds(timing.until_flow)
             << " ms" << (timing.choice == CertificateChoice::renew ? ", with a renewal" : "");
}

class RandomTimings {
 public:
  Timing next() {
    Timing timing{up_to(30s), up_to(10s), up_to(3s)};
    if (++count_ % between_renewals == 0) timing.choice = CertificateChoice::renew;
    return timing;
  }

 private:
  base::Duration up_to(std::chrono::milliseconds longest) {
    return std::chrono::milliseconds(
        std::uniform_int_distribution<std::int64_t>(0, longest.count())(random_));
  }
  std::mt19937 random_{seed};
  int count_ = 0;
};

/// The SSID of the network that the board saved last.
std::string saved_network(const simulation::VirtualBoard& board) {
  const auto saved = simulation::remembered_network(board.state().winc_flash);
  return saved ? saved->ssid : std::string();
}

board::WifiNetwork wpa_network(std::string ssid) {
  return {std::move(ssid), board::WifiSecurity::wpa, base::Secret("a good passphrase")};
}

TEST(WifiTimings, TheFlowBringsABoardToAnotherNetworkAtAnyMoment) {
  World world;
  const support::Granted granted = world.grant_board();
  simulation::VirtualBoard& board = granted.board;
  world.executor.run(world.session->jobs().set_wifi(granted.id, wpa_network("network-0")));
  world.provision(granted.id);
  world.executor.run_for(40s);
  ASSERT_EQ(saved_network(board), "network-0");
  RandomTimings random;
  for (int i = 1; i <= timings; ++i) {
    const Timing timing = random.next();
    SCOPED_TRACE(testing::Message() << "timing " << i << " of seed " << seed << ": " << timing);
    board.unplug();
    world.reload();
    board.replug();
    world.executor.run_for(timing.until_port);
    const int id = world.grant_port(board);
    world.grant_debugger(board);
    world.executor.run_for(timing.until_settings);
    const std::string ssid = "network-" + std::to_string(i);
    world.executor.run(world.session->jobs().set_wifi(id, wpa_network(ssid)));
    world.executor.run_for(timing.until_flow);
    world.executor.run(world.session->jobs().provision(id, timing.choice, session::PairingClaim::proved));
    world.executor.run_for(60s);
    EXPECT_EQ(saved_network(board), ssid);
    EXPECT_EQ(world.status_of(id, provision::StepName::first_message), provision::StepStatus::done);
  }
}

}  // namespace
