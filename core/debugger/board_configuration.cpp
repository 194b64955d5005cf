#include "debugger/board_configuration.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "debugger/errors.hpp"

namespace debugger {

namespace {

constexpr std::uint16_t user_block = 0x0C00;  // in the debugger's address space
constexpr std::uint8_t raw_access = 0x40;

// Offsets in the block.
constexpr std::size_t click_me_type_at = 0x00C;
constexpr std::size_t kit_name_at = 0x048;
constexpr std::size_t kit_name_size = 60;
constexpr std::size_t key2_length_at = 0x105;
constexpr std::size_t key2_at = 0x148;
constexpr std::size_t key2_size = 32;

base::Error refused(std::uint16_t offset, std::byte status) {
  return base::Error(configuration_refused)
      .with("offset", "0x" + base::hex_number(offset))
      .with("status", "0x" + base::hex_number(std::to_integer<std::uint8_t>(status)));
}

/// Printable characters up to the first other one: a blank configuration has none.
std::string text(base::ByteView bytes) {
  std::string text = base::to_text(bytes);
  const auto end = std::find_if(text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; });
  text.erase(end, text.end());
  return text;
}

void compare(const BoardConfiguration::Block& expected, const BoardConfiguration::Block& found) {
  const auto difference = std::mismatch(expected.begin(), expected.end(), found.begin()).first;
  if (difference == expected.end()) return;
  throw base::Error(configuration_differs)
      .with("offset", "0x" + base::hex_number(static_cast<std::uint64_t>(difference - expected.begin())));
}

}  // namespace

ports::HidReport GetConfiguration::encode() const {
  constexpr std::uint8_t one_element = 1;
  constexpr std::uint8_t no_parameter = '?';
  base::ByteWriter writer;
  writer.u8(id).u8(one_element).u8(raw_access).u8(no_parameter);
  writer.u16_le(static_cast<std::uint16_t>(user_block + offset)).u16_le(configuration_chunk);
  ports::HidReport report{};
  const base::Bytes bytes = std::move(writer).take();
  std::copy(bytes.begin(), bytes.end(), report.begin());
  return report;
}

ConfigurationChunk GetConfiguration::parse(const ports::HidReport& answer) const {
  constexpr std::size_t header = 6;  // id, status, size, tag, type
  if (answer[1] != std::byte{0}) throw refused(offset, answer[1]);
  ConfigurationChunk chunk;
  std::copy_n(answer.begin() + header, chunk.size(), chunk.begin());
  return chunk;
}

ports::HidReport SetConfiguration::encode() const {
  base::ByteWriter writer;
  writer.u8(id).u8(configuration_chunk).u8(raw_access);
  writer.u16_le(static_cast<std::uint16_t>(user_block + offset)).bytes(chunk);
  ports::HidReport report{};
  const base::Bytes bytes = std::move(writer).take();
  std::copy(bytes.begin(), bytes.end(), report.begin());
  return report;
}

void SetConfiguration::check(const ports::HidReport& answer) const {
  if (answer[1] != std::byte{0}) throw refused(offset, answer[1]);
}

std::string BoardConfiguration::kit_name() const {
  return text(base::ByteView(block_).subspan(kit_name_at, kit_name_size));
}

std::uint8_t BoardConfiguration::click_me_type() const {
  return std::to_integer<std::uint8_t>(block_[click_me_type_at]);
}

base::ByteView BoardConfiguration::device_id() const {
  const auto length = std::to_integer<std::size_t>(block_[key2_length_at]);
  return base::ByteView(block_).subspan(key2_at, std::min(length, key2_size));
}

void BoardConfiguration::set_link(ClickMeType type, base::ByteView device_id) {
  if (device_id.size() > key2_size) throw base::Error(link_refused).with("size", device_id.size());
  block_[click_me_type_at] = static_cast<std::byte>(type);
  block_[key2_length_at] = static_cast<std::byte>(device_id.size());
  const auto key2 = block_.begin() + key2_at;
  std::fill_n(std::copy(device_id.begin(), device_id.end(), key2), key2_size - device_id.size(),
              std::byte{0});
}

base::task<BoardConfiguration> read_configuration(CmsisDap& dap, ConfigurationPart part) {
  BoardConfiguration::Block block{};
  // The kit's name without its last four characters: no kit has such a long one.
  const std::size_t first = part == ConfigurationPart::kit_name ? kit_name_at / configuration_chunk : 0;
  const std::size_t end =
      part == ConfigurationPart::kit_name ? first + 2 : block.size() / configuration_chunk;
  for (std::size_t i = first; i < end; ++i) {
    const GetConfiguration command{static_cast<std::uint16_t>(i * configuration_chunk)};
    const ConfigurationChunk chunk = command.parse(co_await dap.exchange(command.encode()));
    std::copy(chunk.begin(), chunk.end(), block.begin() + command.offset);
  }
  co_return BoardConfiguration(block);
}

base::task<void> write_configuration(CmsisDap& dap, BoardConfiguration configuration) {
  const BoardConfiguration::Block& block = configuration.block();
  for (std::size_t offset = 0; offset < block.size(); offset += configuration_chunk) {
    SetConfiguration command{static_cast<std::uint16_t>(offset), {}};
    std::copy_n(block.begin() + command.offset, command.chunk.size(), command.chunk.begin());
    command.check(co_await dap.exchange(command.encode()));
  }
  const BoardConfiguration written = co_await read_configuration(dap, ConfigurationPart::whole);
  compare(block, written.block());
}

}  // namespace debugger
