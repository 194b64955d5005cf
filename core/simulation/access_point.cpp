#include "simulation/access_point.hpp"

#include "base/error.hpp"
#include "board/winc_flash.hpp"

namespace simulation {

namespace {

constexpr std::string_view mark = "SIMWIFI1";
constexpr std::size_t largest = 128;

}  // namespace

void remember_network(NorFlash& flash, const WifiSettings& settings) {
  base::ByteWriter entry;
  entry.text(mark).u8(static_cast<std::uint8_t>(settings.security));
  entry.u8(static_cast<std::uint8_t>(settings.ssid.size())).text(settings.ssid);
  entry.u8(static_cast<std::uint8_t>(settings.passphrase.size())).text(settings.passphrase.reveal());
  base::Bytes bytes = std::move(entry).take();
  flash.erase_sector(board::connection_cache_region.offset);
  flash.write(board::connection_cache_region.offset, bytes);
  base::wipe(bytes.data(), bytes.size());
}

std::optional<WifiSettings> remembered_network(const NorFlash& flash) {
  const base::Bytes bytes = flash.read(board::connection_cache_region.offset, largest);
  base::ByteReader reader(bytes);
  if (base::as_text(reader.take(mark.size())) != mark) return std::nullopt;
  try {
    WifiSettings settings;
    settings.security = reader.u8();
    settings.ssid = base::to_text(reader.take(reader.u8()));
    settings.passphrase = base::Secret(base::as_text(reader.take(reader.u8())));
    return settings;
  } catch (const base::Error&) {
    return std::nullopt;  // only half of the entry was written
  }
}

}  // namespace simulation
