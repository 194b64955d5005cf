// The simulation ("Try without a board or an account"): connects virtual boards and the simulated cloud to
// the session's ports. Only in the simulation build.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "session/session.hpp"
#include "simulation/cloud.hpp"
#include "simulation/virtual_board.hpp"

namespace wasm {

class SimulatedWorld {
 public:
  /// The real ports are used while the user is signed in to a real account.
  SimulatedWorld(base::Executor& executor, const base::WallClock& clock, ports::Random& random,
                 ports::HttpClient& http, ports::MqttClient& mqtt);
  ~SimulatedWorld();

  ports::HttpClient& http();
  ports::MqttClient& mqtt();
  void use_real_cloud();

  /// Plugs in a virtual board, with its debugger or its port alone. `firmware`: provisioning or demo; `kit`
  /// as on virtual-board's command line. Resolves with the session's id of the board.
  base::task<int> attach_board(session::Session& session, std::string firmware, bool with_debugger,
                               std::string kit);
  void unplug(session::Session& session, int id);
  base::task<void> replug(session::Session& session, int id);
  base::task<void> drop(session::Session& session, int id, std::string image);
  base::task<void> sign_in(session::Session& session);
  /// By board id: {"1":{"error":false,"data":false,"conn":true,"wifi":true}}
  std::string leds() const;

 private:
  class Http;
  class Mqtt;
  struct Unit;
  Unit& unit(int id);

  base::Executor& executor_;
  ports::Random& random_;
  simulation::Cloud cloud_;
  bool simulated_ = false;
  std::unique_ptr<Http> http_;
  std::unique_ptr<Mqtt> mqtt_;
  std::map<int, std::unique_ptr<Unit>> units_;
};

}  // namespace wasm
