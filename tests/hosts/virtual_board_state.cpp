#include "virtual_board_state.hpp"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

#include "base/error.hpp"
#include "base/hex.hpp"
#include "simulation/errors.hpp"

namespace hosts {

namespace {

namespace fs = std::filesystem;

constexpr const char* winc_file = "winc-flash.bin";
constexpr const char* element_file = "secure-element.json";
constexpr const char* flash_file = "mcu-flash.bin";
constexpr const char* configuration_file = "debugger-configuration.bin";
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

base::Error bad_part(std::string_view part) {
  return base::Error(simulation::bad_state).with("part", part);
}

base::Bytes sized(base::Bytes bytes, std::size_t size, std::string_view part) {
  if (bytes.size() != size) throw bad_part(part).with("size", bytes.size());
  return bytes;
}

base::Bytes bytes_of(const nlohmann::json& board, const char* key, std::size_t size) {
  return sized(base::from_hex(board.at(key).get<std::string>()), size, key);
}

void write_memories(const simulation::AvrMemories& mcu, nlohmann::ordered_json& board) {
  board["eeprom"] = base::to_hex(mcu.eeprom);
  board["userRow"] = base::to_hex(mcu.user_row);
  board["fuses"] = base::to_hex(std::as_bytes(std::span(mcu.fuses)));
  board["lock"] = mcu.lock;
}
void read_memories(const nlohmann::json& board, simulation::AvrMemories& mcu) {
  mcu.eeprom = bytes_of(board, "eeprom", mcu.eeprom.size());
  mcu.user_row = bytes_of(board, "userRow", mcu.user_row.size());
  const base::Bytes fuses = bytes_of(board, "fuses", mcu.fuses.size());
  for (std::size_t i = 0; i < fuses.size(); ++i) mcu.fuses[i] = std::to_integer<std::uint8_t>(fuses[i]);
  mcu.lock = board.at("lock").get<std::uint8_t>();
}

void write_memories(const simulation::PicMemories& mcu, nlohmann::ordered_json& board) {
  board["executive"] = base::to_hex(mcu.executive);
}
void read_memories(const nlohmann::json& board, simulation::PicMemories& mcu) {
  mcu.executive = bytes_of(board, "executive", mcu.executive.size());
}

nlohmann::ordered_json board_json(const simulation::BoardState& state) {
  nlohmann::ordered_json board;
  board["kit"] = std::string(simulation::kit(state.kit).option);
  board["usbSerialNumber"] = state.usb_serial_number;
  std::visit([&board](const auto& mcu) { write_memories(mcu, board); }, state.mcu);
  return board;
}

void read_board_json(const nlohmann::json& board, simulation::BoardState& state) {
  const simulation::Kit* kit = simulation::find_kit(board.at("kit").get<std::string>());
  if (kit == nullptr) throw bad_part("kit");
  state.kit = kit->id;
  state.usb_serial_number = board.at("usbSerialNumber").get<std::string>();
  state.mcu = simulation::blank_memories(kit->mcu);
  std::visit([&board](auto& mcu) { read_memories(board, mcu); }, state.mcu);
}

}  // namespace

StateFolder::StateFolder(fs::path folder) : folder_(std::move(folder)) {
  fs::create_directories(folder_);
}

std::optional<simulation::BoardState> StateFolder::load() const {
  if (!fs::exists(folder_ / winc_file) && !fs::exists(folder_ / element_file)) return std::nullopt;
  const auto read = [this](const char* file) { return base::to_bytes(read_file(folder_ / file)); };
  simulation::BoardState state{simulation::NorFlash(read(winc_file)),
                               simulation::SecureElement::from_json(read_file(folder_ / element_file)),
                               {},
                               simulation::DebuggerConfiguration(read(configuration_file)),
                               simulation::KitId::avr_iot_wg,
                               {}};
  try {
    read_board_json(nlohmann::json::parse(read_file(folder_ / board_file)), state);
  } catch (const nlohmann::json::exception& error) {
    throw bad_part(board_file).because(error.what());
  } catch (const base::Error& error) {
    if (error.is(simulation::bad_state)) throw;
    throw bad_part(board_file).because(error.describe());
  }
  base::Bytes& flash = simulation::flash(state.mcu);
  flash = sized(read(flash_file), flash.size(), flash_file);
  return state;
}

void StateFolder::save(const simulation::BoardState& state, simulation::StatePart part) const {
  switch (part) {
    case simulation::StatePart::winc_flash:
      return replace_file(folder_ / winc_file, base::as_text(state.winc_flash.cells()));
    case simulation::StatePart::secure_element:
      return replace_file(folder_ / element_file, state.secure_element.to_json());
    case simulation::StatePart::debugger:
      return replace_file(folder_ / configuration_file, base::as_text(state.debugger.content()));
    case simulation::StatePart::mcu:
      replace_file(folder_ / flash_file, base::as_text(simulation::flash(state.mcu)));
      return replace_file(folder_ / board_file, board_json(state).dump(2) + "\n");
  }
}

void StateFolder::save(const simulation::BoardState& state) const {
  for (const auto part : {simulation::StatePart::winc_flash, simulation::StatePart::secure_element,
                          simulation::StatePart::debugger, simulation::StatePart::mcu})
    save(state, part);
}

}  // namespace hosts
