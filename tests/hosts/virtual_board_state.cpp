#include "virtual_board_state.hpp"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "simulation/errors.hpp"

namespace hosts {

namespace {

namespace fs = std::filesystem;
using simulation::FirmwareKind;

constexpr const char* flash_file = "winc-flash.bin";
constexpr const char* element_file = "secure-element.json";
constexpr const char* board_file = "board.json";

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void replace_file(const fs::path& path, std::string_view content) {
  fs::path fresh = path;
  fresh += ".new";
  std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
  fs::permissions(fresh, fs::perms::owner_read | fs::perms::owner_write);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path.string());
  fs::rename(fresh, path);
}

}  // namespace

StateFolder::StateFolder(fs::path folder) : folder_(std::move(folder)) {
  fs::create_directories(folder_);
}

std::optional<simulation::BoardState> StateFolder::load() const {
  if (!fs::exists(folder_ / flash_file) && !fs::exists(folder_ / element_file)) return std::nullopt;
  simulation::BoardState state{simulation::NorFlash(base::to_bytes(read_file(folder_ / flash_file))),
                               simulation::SecureElement::from_json(read_file(folder_ / element_file)),
                               FirmwareKind::demo,
                               {}};
  try {
    const auto board = nlohmann::json::parse(read_file(folder_ / board_file));
    state.usb_serial_number = board.at("usbSerialNumber").get<std::string>();
    const bool demo = board.at("firmware").get<std::string>() == name(FirmwareKind::demo);
    state.firmware = demo ? FirmwareKind::demo : FirmwareKind::provisioning;
  } catch (const nlohmann::json::exception& error) {
    throw base::Error(simulation::bad_state).with("part", board_file).because(error.what());
  }
  return state;
}

void StateFolder::save(const simulation::BoardState& state, simulation::StatePart part) const {
  switch (part) {
    case simulation::StatePart::winc_flash:
      return replace_file(folder_ / flash_file, base::as_text(state.winc_flash.cells()));
    case simulation::StatePart::secure_element:
      return replace_file(folder_ / element_file, state.secure_element.to_json());
    case simulation::StatePart::firmware: {
      nlohmann::ordered_json board;
      board["firmware"] = std::string(name(state.firmware));
      board["usbSerialNumber"] = state.usb_serial_number;
      return replace_file(folder_ / board_file, board.dump(2) + "\n");
    }
  }
}

void StateFolder::save(const simulation::BoardState& state) const {
  for (const auto part : {simulation::StatePart::winc_flash, simulation::StatePart::secure_element,
                          simulation::StatePart::firmware})
    save(state, part);
}

}  // namespace hosts
