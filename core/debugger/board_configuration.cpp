#include "debugger/board_configuration.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "debugger/errors.hpp"

namespace debugger {

namespace {

constexpr std::uint16_t user_block = 0x0C00;  // in the debugger's address space
constexpr std::uint8_t raw_access = 0x40;

// In the user's block.
constexpr std::size_t kit_name_at = 0x048;
constexpr std::size_t kit_name_size = 60;
constexpr std::size_t first_chunk_at = kit_name_at / configuration_chunk * configuration_chunk;
/// These two chunks lack the last four characters of the longest possible name. No kit has one that long.
constexpr std::size_t chunks = 2;

base::Error refused(std::uint16_t offset, std::byte status) {
  return base::Error(configuration_refused)
      .with("offset", "0x" + base::hex_number(offset))
      .with("status", "0x" + base::hex_number(std::to_integer<std::uint8_t>(status)));
}

/// The printable characters up to the first one that is not. A blank configuration has no such character.
std::string printable_start(base::ByteView bytes) {
  std::string text = base::to_text(bytes);
  const auto end = std::find_if(text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; });
  text.erase(end, text.end());
  return text;
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

base::task<std::string> read_kit_name(CmsisDap& dap) {
  base::Bytes bytes;
  for (std::size_t i = 0; i < chunks; ++i) {
    const GetConfiguration command{static_cast<std::uint16_t>(first_chunk_at + i * configuration_chunk)};
    base::append(bytes, command.parse(co_await dap.exchange(command.encode())));
  }
  const base::ByteView name = base::ByteView(bytes).subspan(kit_name_at - first_chunk_at);
  co_return printable_start(name.first(std::min(name.size(), kit_name_size)));
}

}  // namespace debugger
