#include "simulation/drive.hpp"

#include "base/hex.hpp"
#include "base/text.hpp"
#include "simulation/errors.hpp"

namespace simulation {

std::string_view name(FirmwareKind kind) {
  return kind == FirmwareKind::demo ? "demo" : "provisioning";
}

base::Bytes hex_image_data(std::string_view text) {
  base::Bytes data;
  std::size_t number = 0;
  bool ended = false;
  for (std::string_view line : base::split(text, '\n')) {
    ++number;
    line = base::trim(line);
    if (line.empty()) continue;
    const auto bad = [number] { return base::Error(bad_image).with("line", number); };
    if (ended || line.front() != ':' || line.size() < 11 || line.size() % 2 == 0) throw bad();
    base::Bytes record;
    try {
      record = base::from_hex(line.substr(1));
    } catch (const base::Error&) {
      throw bad();
    }
    unsigned sum = 0;
    for (const std::byte byte : record) sum += std::to_integer<unsigned>(byte);
    if (std::to_integer<std::size_t>(record[0]) + 5 != record.size() || sum % 256 != 0) throw bad();
    if (record[3] == std::byte{0}) base::append(data, base::ByteView(record).subspan(4, record.size() - 5));
    if (record[3] == std::byte{1}) ended = true;
  }
  if (!ended) throw base::Error(bad_image).with("line", number);
  return data;
}

std::optional<FirmwareKind> recognise(base::ByteView image) {
  const std::string_view text = base::as_text(image);
  const auto holds = [text](std::string_view what) { return text.find(what) != std::string_view::npos; };
  if (holds("command handler!")) return FirmwareKind::provisioning;
  if (holds("cli_version")) return FirmwareKind::demo;
  return std::nullopt;
}

std::optional<std::string> uart_command(std::string_view file) {
  constexpr std::string_view key = "CMD:SEND_UART=";
  const std::size_t at = file.find(key);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = file.substr(at + key.size());
  return std::string(rest.substr(0, rest.find_first_of("\r\n")));
}

}  // namespace simulation
