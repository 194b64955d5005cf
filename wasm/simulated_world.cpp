#include "simulated_world.hpp"

#include <nlohmann/json.hpp>

#include "session/errors.hpp"

namespace wasm {

namespace {

/// A virtual board's port; the board stays when the session lets the port go.
class PortOf final : public ports::SerialPort {
 public:
  explicit PortOf(simulation::VirtualBoard& board) : port_(board.serial()) {}
  base::task<void> open(ports::BaudRate rate) override { return port_.open(rate); }
  base::task<base::Bytes> read() override { return port_.read(); }
  base::task<void> write(base::ByteView bytes) override { return port_.write(bytes); }
  base::task<void> close() override { return port_.close(); }

 private:
  ports::SerialPort& port_;
};

class DebuggerOf final : public ports::HidDevice {
 public:
  explicit DebuggerOf(simulation::VirtualBoard& board) : device_(board.hid()) {}
  base::task<void> open() override { return device_.open(); }
  base::task<void> send(const ports::HidReport& report) override { return device_.send(report); }
  base::task<ports::HidReport> receive() override { return device_.receive(); }
  base::task<void> close() override { return device_.close(); }

 private:
  ports::HidDevice& device_;
};

board::FirmwareRole kind(const std::string& firmware) {
  return firmware == "provisioning" ? board::FirmwareRole::provisioning : board::FirmwareRole::demo;
}

}  // namespace

class SimulatedWorld::Http final : public ports::HttpClient {
 public:
  Http(SimulatedWorld& world, ports::HttpClient& real) : world_(world), real_(real) {}
  base::task<ports::HttpResponse> send(ports::HttpRequest request) override {
    return port().send(std::move(request));
  }
  base::task<bool> probe(std::string url) override { return port().probe(std::move(url)); }

 private:
  ports::HttpClient& port() { return world_.simulated_ ? world_.cloud_.http() : real_; }
  SimulatedWorld& world_;
  ports::HttpClient& real_;
};

class SimulatedWorld::Mqtt final : public ports::MqttClient {
 public:
  Mqtt(SimulatedWorld& world, ports::MqttClient& real) : world_(world), real_(real) {}
  base::task<void> connect(ports::MqttConnectOptions options) override {
    return port().connect(std::move(options));
  }
  base::task<void> subscribe(std::string filter, ports::MqttQos qos) override {
    return port().subscribe(std::move(filter), qos);
  }
  base::task<void> unsubscribe(std::string filter) override { return port().unsubscribe(std::move(filter)); }
  base::task<void> publish(ports::MqttMessage message, ports::MqttQos qos) override {
    return port().publish(std::move(message), qos);
  }
  base::task<std::vector<ports::MqttMessage>> receive() override { return port().receive(); }
  base::task<void> close() override { return port().close(); }

 private:
  ports::MqttClient& port() { return world_.simulated_ ? world_.cloud_.mqtt() : real_; }
  SimulatedWorld& world_;
  ports::MqttClient& real_;
};

struct SimulatedWorld::Unit {
  int tool = 0;  // the session's id of the debugger, where it was granted
  std::unique_ptr<simulation::VirtualBoard> board;
};

SimulatedWorld::SimulatedWorld(base::Executor& executor, const base::WallClock& clock, ports::Random& random,
                               ports::HttpClient& http, ports::MqttClient& mqtt)
    : executor_(executor),
      random_(random),
      cloud_(executor, clock, random),
      http_(std::make_unique<Http>(*this, http)),
      mqtt_(std::make_unique<Mqtt>(*this, mqtt)) {}

SimulatedWorld::~SimulatedWorld() = default;

ports::HttpClient& SimulatedWorld::http() {
  return *http_;
}
ports::MqttClient& SimulatedWorld::mqtt() {
  return *mqtt_;
}
void SimulatedWorld::use_real_cloud() {
  simulated_ = false;
}

SimulatedWorld::Unit& SimulatedWorld::unit(int id) {
  const auto found = units_.find(id);
  if (found == units_.end()) throw base::Error(session::no_board).with("board", id);
  return *found->second;
}

base::task<int> SimulatedWorld::attach_board(session::Session& session, std::string firmware,
                                             bool with_debugger, std::string kit) {
  simulation::VirtualBoard::Options options;
  options.firmware = kind(firmware);
  if (const simulation::Kit* known = simulation::find_kit(kit)) options.kit = known->id;
  options.uplink = [this](simulation::BoardConnect connect) {
    return cloud_.connect_board(std::move(connect));
  };
  auto made = std::make_unique<Unit>();
  made->board = std::make_unique<simulation::VirtualBoard>(executor_, random_, std::move(options));
  simulation::VirtualBoard& board = *made->board;
  if (session.on_change) board.on_leds = [&session](const simulation::Leds::States&) { session.on_change(); };
  Unit& unit = *made;
  const int id =
      co_await session.devices().attach_board(std::make_unique<PortOf>(board), session::World::simulated);
  units_[id] = std::move(made);
  if (with_debugger)
    unit.tool = co_await session.devices().attach_debugger(std::make_unique<DebuggerOf>(board),
                                                           session::World::simulated);
  co_return id;
}

void SimulatedWorld::unplug(session::Session& session, int id) {
  Unit& pulled = unit(id);
  pulled.board->unplug();
  session.devices().board_gone(id);
  if (pulled.tool != 0) session.devices().debugger_gone(pulled.tool);
}

base::task<void> SimulatedWorld::replug(session::Session& session, int id) {
  Unit& back = unit(id);
  simulation::VirtualBoard& board = *back.board;
  board.replug();
  if (back.tool != 0)
    back.tool = co_await session.devices().attach_debugger(std::make_unique<DebuggerOf>(board),
                                                           session::World::simulated);
  co_await session.devices().attach_board(std::make_unique<PortOf>(board), session::World::simulated);
}

base::task<void> SimulatedWorld::drop(session::Session& session, int id, std::string image) {
  unit(id).board->program(kind(image));
  co_await session.jobs().identify_again(id);
}

base::task<void> SimulatedWorld::sign_in(session::Session& session) {
  // Sign out of the previous account first, because its pending requests must not reach the other cloud.
  session.sign_out();
  simulated_ = true;
  aws::Credentials credentials{simulation::Cloud::access_key_id(), simulation::Cloud::secret_access_key(),
                               base::Secret()};
  co_await session.sign_in(std::move(credentials), aws::Region::parse("us-east-2"),
                           session::World::simulated);
}

std::string SimulatedWorld::leds() const {
  nlohmann::json json = nlohmann::json::object();
  for (const auto& [id, unit] : units_) {
    const simulation::Leds::States& states = unit->board->leds();
    json[std::to_string(id)] = {
        {"error", states[0]}, {"data", states[1]}, {"conn", states[2]}, {"wifi", states[3]}};
  }
  return json.dump();
}

}  // namespace wasm
