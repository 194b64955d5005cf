#include "simulation/drive.hpp"

#include <algorithm>
#include <cstdint>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "simulation/errors.hpp"

namespace simulation {

namespace {

enum class RecordType : std::uint8_t { data = 0, end = 1, extended_segment = 2, extended_linear = 4 };

constexpr std::uint32_t far = 0x800000;  // fuses, EEPROM and the like start here

/// Reads an image, one record after another.
class HexReader {
 public:
  explicit HexReader(std::size_t flash_size) : flash_(flash_size, std::byte{0xFF}) {}

  /// False if the record does not fit an image.
  bool take(base::ByteView record) {
    base::ByteReader reader(record);
    const std::size_t count = reader.u8();
    const std::uint32_t offset = reader.u16_be();
    const auto type = static_cast<RecordType>(reader.u8());
    const base::ByteView data = reader.take(count);
    if (type == RecordType::data) return store(base_ + offset, data);
    if (type == RecordType::end) ended_ = true;
    if (type == RecordType::extended_segment || type == RecordType::extended_linear) {
      if (count != 2) return false;
      base_ = base::ByteReader(data).u16_be() * (type == RecordType::extended_linear ? 0x10000U : 0x10U);
    }
    return true;
  }
  bool ended() const { return ended_; }
  base::Bytes flash() && { return std::move(flash_); }

 private:
  bool store(std::uint32_t address, base::ByteView data) {
    if (address >= far) return true;
    if (address + data.size() > flash_.size()) return false;
    std::copy(data.begin(), data.end(), flash_.begin() + static_cast<std::ptrdiff_t>(address));
    return true;
  }

  base::Bytes flash_;
  std::uint32_t base_ = 0;
  bool ended_ = false;
};

/// The bytes of a record; empty if the line is not a record.
base::Bytes record_of(std::string_view line) {
  if (line.front() != ':' || line.size() < 11 || line.size() % 2 == 0) return {};
  base::Bytes record;
  try {
    record = base::from_hex(line.substr(1));
  } catch (const base::Error&) {
    return {};
  }
  unsigned sum = 0;
  for (const std::byte byte : record) sum += std::to_integer<unsigned>(byte);
  if (std::to_integer<std::size_t>(record[0]) + 5 != record.size() || sum % 256 != 0) return {};
  return record;
}

}  // namespace

base::Bytes flash_of_hex(std::string_view text, std::size_t flash_size) {
  HexReader reader(flash_size);
  std::size_t number = 0;
  for (std::string_view line : base::split(text, '\n')) {
    ++number;
    line = base::trim(line);
    if (line.empty()) continue;
    const base::Bytes record = record_of(line);
    if (record.empty() || reader.ended() || !reader.take(record))
      throw base::Error(bad_image).with("line", number);
  }
  if (!reader.ended()) throw base::Error(bad_image).with("line", number);
  return std::move(reader).flash();
}

std::optional<std::string> uart_command(std::string_view file) {
  constexpr std::string_view key = "CMD:SEND_UART=";
  const std::size_t at = file.find(key);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = file.substr(at + key.size());
  return std::string(rest.substr(0, rest.find_first_of("\r\n")));
}

}  // namespace simulation
