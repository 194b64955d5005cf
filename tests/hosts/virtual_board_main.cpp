// `virtual-board`: a virtual board behind a pseudo-terminal and a socket, for tests, and for tools that need
// a serial port and a debugger.

#include <array>
#include <cstdlib>
#include <getopt.h>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unistd.h>

#include "base/task_scope.hpp"
#include "base/text.hpp"
#include "poll_executor.hpp"
#include "signals.hpp"
#include "simulation/fault_plan.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/virtual_board.hpp"
#include "system_random.hpp"
#include "virtual_board_control.hpp"
#include "virtual_board_hid.hpp"
#include "virtual_board_pty.hpp"
#include "virtual_board_state.hpp"

namespace {

using board::FirmwareRole;

constexpr std::string_view usage =
    R"(Usage: virtual-board --pty LINK [options]

Serves a virtual AVR-IoT or PIC-IoT board on a pseudo-terminal, byte for byte. LINK becomes a symbolic link
to the terminal. Prints `ready` when it serves. Ends on SIGTERM or SIGINT, and removes LINK.

  --hid SOCKET                serve the debugger's HID reports of 64 bytes on this Unix stream socket, for one
                              client at a time
  --kit avr-iot-wg|avr-iot-wa|pic-iot-wg|pic-iot-wa
                              the kit of a new board (default: avr-iot-wg)
  --time real|fast            real: as slow as a board; fast: a hundred times as fast (default: real)
  --state DIR                 keep the board in this folder, as winc-flash.bin, secure-element.json,
                              mcu-flash.bin, debugger-configuration.bin and board.json; write each change; start
                              with the board that the folder holds
  --firmware provisioning|demo
                              the first firmware (default: the firmware in DIR, else demo)
  --network SSID              the only network in range, with its passphrase in the environment variable
                              NETWORK_PSK (default: every network is in range)
  --fault PLAN                what goes wrong, for example `unplug@tx:1234; slow@cmd:MC+WINC+*#3=2s`
                              (grammar: core/simulation/fault_plan.hpp)
  --seed N                    make the same keys for the same N; not for real use
  --help                      print this text

Each line on standard input is answered by a line of JSON:
)";

struct Options {
  std::string pty;
  std::string hid;
  simulation::KitId kit = simulation::KitId::avr_iot_wg;
  unsigned speed = 1;
  std::string state;
  std::optional<FirmwareRole> firmware;
  std::optional<simulation::AccessPoint> network;
  std::vector<simulation::Fault> faults;
  std::optional<std::uint64_t> seed;
};

[[noreturn]] void usage_error(const std::string& what) {
  std::cerr << "virtual-board: " << what << " (see --help)\n";
  std::exit(2);
}

Options parse_options(int argc, char** argv) {
  constexpr std::array<option, 11> known{{{"pty", required_argument, nullptr, 'p'},
                                          {"hid", required_argument, nullptr, 'd'},
                                          {"kit", required_argument, nullptr, 'k'},
                                          {"time", required_argument, nullptr, 't'},
                                          {"state", required_argument, nullptr, 's'},
                                          {"firmware", required_argument, nullptr, 'f'},
                                          {"network", required_argument, nullptr, 'w'},
                                          {"fault", required_argument, nullptr, 'x'},
                                          {"seed", required_argument, nullptr, 'n'},
                                          {"help", no_argument, nullptr, 'h'},
                                          {nullptr, 0, nullptr, 0}}};
  Options options;
  for (int c = 0; (c = ::getopt_long(argc, argv, "", known.data(), nullptr)) != -1;) {
    const std::string value = optarg != nullptr ? optarg : "";
    if (c == 'h') {
      std::cout << usage << hosts::control_help;
      std::exit(0);
    } else if (c == 'p') {
      options.pty = value;
    } else if (c == 'd') {
      options.hid = value;
    } else if (c == 'k') {
      const simulation::Kit* kit = simulation::find_kit(value);
      if (kit == nullptr) usage_error("--kit is avr-iot-wg, avr-iot-wa, pic-iot-wg or pic-iot-wa");
      options.kit = kit->id;
    } else if (c == 's') {
      options.state = value;
    } else if (c == 't') {
      if (value != "real" && value != "fast") usage_error("--time is real or fast");
      options.speed = value == "fast" ? 100 : 1;
    } else if (c == 'f') {
      if (value != "provisioning" && value != "demo") usage_error("--firmware is provisioning or demo");
      options.firmware = value == "demo" ? FirmwareRole::demo : FirmwareRole::provisioning;
    } else if (c == 'w') {
      const char* passphrase = std::getenv("NETWORK_PSK");
      options.network = {value, base::Secret(passphrase != nullptr ? passphrase : "")};
    } else if (c == 'x') {
      options.faults = simulation::parse_fault_plan(value);
    } else if (c == 'n') {
      options.seed = base::parse_decimal(value);
      if (!options.seed) usage_error("--seed is a number");
    } else {
      std::exit(2);
    }
  }
  if (options.pty.empty() || optind != argc)
    usage_error("--pty LINK is needed, and nothing else than options");
  return options;
}

/// Answers the lines of standard input until it ends.
base::task<void> serve_control(hosts::PollExecutor& executor, simulation::VirtualBoard& board) {
  std::string text;
  while (true) {
    co_await executor.readable(STDIN_FILENO);
    std::array<char, 1024> buffer;
    const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count <= 0) co_return;
    text.append(buffer.data(), static_cast<std::size_t>(count));
    for (std::size_t end = 0; (end = text.find('\n')) != std::string::npos; text.erase(0, end + 1))
      std::cout << hosts::run_command(board, std::string_view(text).substr(0, end)) << std::endl;
  }
}

/// Offers the pseudo-terminal and the HID socket while the board is on USB.
class UsbCable {
 public:
  UsbCable(hosts::PollExecutor& executor, simulation::VirtualBoard& board, std::string pty, std::string hid)
      : executor_(executor), board_(board), pty_(std::move(pty)), hid_(std::move(hid)) {}

  void follow_plug() {
    bridges_.drop();
    terminal_.reset();
    socket_.reset();
    if (!board_.on_usb()) return;
    terminal_.emplace(pty_);
    bridges_.spawn(hosts::bridge(executor_, *terminal_, board_.line()));
    if (hid_.empty()) return;
    socket_.emplace(hid_);
    bridges_.spawn(hosts::bridge(executor_, *socket_, board_.hid_line()));
  }

 private:
  hosts::PollExecutor& executor_;
  simulation::VirtualBoard& board_;
  std::string pty_;
  std::string hid_;
  std::optional<hosts::PseudoTerminal> terminal_;
  std::optional<hosts::HidSocket> socket_;
  base::TaskScope bridges_{executor_};  // last: the bridges use the terminal and the socket
};

int serve(Options options) {
  hosts::PollExecutor executor;
  hosts::SystemRandom system_random;
  simulation::SeededRandom seeded_random(options.seed.value_or(0));
  ports::Random& random = options.seed ? static_cast<ports::Random&>(seeded_random) : system_random;
  std::optional<hosts::StateFolder> folder;
  simulation::VirtualBoard::Options board_options;
  if (!options.state.empty()) board_options.state = folder.emplace(options.state).load();
  if (board_options.state && options.firmware) board_options.state->put_firmware(*options.firmware);
  board_options.firmware = options.firmware.value_or(FirmwareRole::demo);
  board_options.kit = options.kit;
  board_options.access_point = std::move(options.network);
  board_options.faults = std::move(options.faults);
  board_options.speed = options.speed;

  simulation::VirtualBoard board(executor, random, std::move(board_options));
  if (folder) {
    folder->save(board.state());
    board.on_state_change = [&](simulation::StatePart part) { folder->save(board.state(), part); };
  }
  UsbCable cable(executor, board, options.pty, options.hid);
  board.on_plug_change = [&cable] { cable.follow_plug(); };
  cable.follow_plug();
  const base::Spawned control =
      base::spawn<void>(executor, serve_control(executor, board), [](const base::Outcome<void>&) {});

  const int signals = hosts::catch_signals();
  std::cout << "ready" << std::endl;
  executor.run(executor.readable(signals));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return serve(parse_options(argc, argv));
  } catch (const base::Error& error) {
    std::cerr << "virtual-board: " << error.describe() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "virtual-board: " << error.what() << '\n';
  }
  return 1;
}
