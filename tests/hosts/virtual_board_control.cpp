#include "virtual_board_control.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/hex.hpp"
#include "base/text.hpp"

namespace hosts {

namespace {

using Json = nlohmann::ordered_json;
using board::FirmwareRole;
using simulation::VirtualBoard;

Json lights(const VirtualBoard& board) {
  Json json;
  for (std::size_t i = 0; i < simulation::led_names.size(); ++i)
    json[base::to_lower(simulation::led_names[i])] = board.leds()[i];
  return json;
}

void drop(VirtualBoard& board, std::string_view what, Json& answer) {
  if (what == name(FirmwareRole::provisioning)) {
    board.program(FirmwareRole::provisioning);
    answer["programs"] = what;
    return;
  }
  if (what == name(FirmwareRole::demo)) {
    board.program(FirmwareRole::demo);
    answer["programs"] = what;
    return;
  }
  const std::filesystem::path path{std::string(what)};
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  const std::string content(std::istreambuf_iterator<char>(in), {});
  const auto firmware = board.drop(path.filename().string(), content);
  answer["programs"] = firmware ? Json(std::string(name(*firmware))) : Json(nullptr);
}

}  // namespace

std::string run_command(VirtualBoard& board, std::string_view line) {
  line = base::trim(line);
  const std::string_view command = line.substr(0, line.find(' '));
  const std::string_view argument = base::trim(line.substr(command.size()));
  Json answer{{"ok", true}};
  try {
    if (command == "unplug") {
      board.unplug();
    } else if (command == "replug") {
      board.replug();
    } else if (command == "reset") {
      board.reset();
    } else if (command == "drop" && !argument.empty()) {
      drop(board, argument, answer);
    } else if (command == "leds") {
      answer["leds"] = lights(board);
    } else if (command == "state") {
      answer["plugged"] = board.plugged();
      const auto firmware = board.state().firmware();
      answer["firmware"] = firmware ? Json(std::string(name(*firmware))) : Json(nullptr);
      answer["kit"] = std::string(kit(board.state().kit).option);
      answer["clickMe"] = {{"type", board.state().debugger.click_me_type()},
                           {"deviceId", base::to_hex(board.state().debugger.device_id())}};
      answer["usbSerialNumber"] = board.state().usb_serial_number;
      answer["secureElement"] = base::to_hex_upper(board.state().secure_element.serial_number());
    } else {
      throw std::runtime_error("unknown command: " + std::string(line));
    }
  } catch (const base::Error& error) {
    answer = Json{{"error", error.describe()}};
  } catch (const std::exception& error) {
    answer = Json{{"error", error.what()}};
  }
  return answer.dump();
}

}  // namespace hosts
