// Sends bytes to the provisioning firmware of a virtual board on virtual time, and prints what comes back and
// when, so that avr_board/same_answers.test.mjs can compare the virtual board with the vendor's image.
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "base/hex.hpp"
#include "base/virtual_executor.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/virtual_board.hpp"
#include "virtual_board_state.hpp"

namespace {

constexpr const char* usage =
    "converse STATE    runs the board in the folder STATE. Each line of input is {\"send\":HEX,"
    "\"milliseconds\":N}:\n"
    "                  sends the bytes and lets the board run so long. Answers {\"received\":HEX,"
    "\"microseconds\":N}, the\n"
    "                  time from the first byte sent to the last one received. The folder stays as it is.\n";

using Json = nlohmann::json;

void converse(simulation::BoardState state) {
  base::VirtualExecutor executor;
  simulation::SeededRandom random(1);
  state.put_firmware(board::FirmwareRole::provisioning);
  simulation::VirtualBoard::Options options;
  options.state = std::move(state);
  simulation::VirtualBoard board(executor, random, std::move(options));
  base::Bytes received;
  base::Instant last{};
  board.line().host_opens(115200);
  board.line().on_host_receives = [&](base::ByteView bytes) {
    base::append(received, bytes);
    last = executor.now();
  };
  for (std::string line; std::getline(std::cin, line);) {
    const Json asked = Json::parse(line);
    const base::Instant start = last = executor.now();
    received.clear();
    board.line().host_sends(base::from_hex(asked.at("send").get<std::string>()));
    executor.run_for(std::chrono::milliseconds(asked.at("milliseconds").get<int>()));
    const auto time = std::chrono::duration_cast<std::chrono::microseconds>(last - start);
    std::cout << Json{{"received", base::to_hex(received)}, {"microseconds", time.count()}}.dump()
              << std::endl;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << usage;
    return 2;
  }
  try {
    std::optional<simulation::BoardState> state = hosts::StateFolder(argv[1]).load();
    if (!state) throw std::runtime_error(std::string("no board in ") + argv[1]);
    converse(std::move(*state));
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "converse: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
