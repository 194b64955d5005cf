#include "board/secure_element.hpp"

#include <algorithm>

#include "base/hex.hpp"
#include "board/answer.hpp"
#include "board/errors.hpp"

namespace board {

namespace {

constexpr std::size_t word = 4;
constexpr std::size_t item_header = 2;
constexpr unsigned max_item_type = 127;
constexpr std::size_t key_pad = 4;
constexpr std::size_t coordinate = 32;

bool all_are(base::ByteView bytes, std::byte value) {
  return std::all_of(bytes.begin(), bytes.end(), [value](std::byte b) { return b == value; });
}

[[noreturn]] void bad_items(std::size_t at) {
  throw base::Error(bad_provisioning_items).with("at", at);
}

}  // namespace

SlotIndex::SlotIndex(unsigned value) : value_(value) {
  if (value > 15) throw base::Error(slot_refused).with("slot", value);
}

std::size_t slot_size(SlotIndex slot) {
  if (slot.value() < 8) return 36;
  return slot.value() == 8 ? 416 : 72;
}

SerialNumber SerialNumber::from_bytes(base::ByteView bytes) {
  Octets octets{};
  if (bytes.size() != octets.size())
    throw base::Error(bad_serial_number)
        .with("serial", base::to_hex_upper(bytes.first(std::min<std::size_t>(bytes.size(), 32))));
  std::copy(bytes.begin(), bytes.end(), octets.begin());
  return SerialNumber(octets);
}

SerialNumber SerialNumber::from_hex(std::string_view hex) {
  try {
    return from_bytes(base::from_hex(hex));
  } catch (const base::Error& error) {
    if (error.is(bad_serial_number)) throw;
    throw base::Error(bad_serial_number).with("serial", printable(hex, 40));
  }
}

std::string SerialNumber::text() const {
  return base::to_hex_upper(octets_);
}

std::string_view name(PartType type) {
  switch (type) {
    case PartType::custom:
      return "custom";
    case PartType::mah1h:
      return "MAH1H";
    case PartType::trust_flex:
      return "Trust&FLEX";
    case PartType::trust_and_go:
      return "Trust&GO";
    case PartType::mah4i:
      return "MAH4I";
    case PartType::unknown:
      break;
  }
  return "unknown";
}

PartType part_type(const SerialNumber& serial, base::ByteView otp_zone) {
  constexpr std::string_view mah4i_mark = "MKMwyhP1";
  constexpr std::string_view trust_and_go_mark = "x6tjuZMy";
  constexpr std::size_t mark_size = 8;
  const auto marked = [&](std::string_view mark) {
    return otp_zone.size() >= mark_size && base::as_text(otp_zone.first(mark_size)) == mark;
  };
  switch (std::to_integer<unsigned>(serial.bytes().back())) {
    case 0xFE:
      // The first kits' parts have an empty OTP zone.
      if (otp_zone.size() < mark_size) return PartType::mah1h;
      return all_are(otp_zone.first(mark_size), std::byte{0xFF}) ? PartType::mah1h : PartType::custom;
    case 0x01:
      if (marked(mah4i_mark)) return PartType::mah4i;
      return marked(trust_and_go_mark) ? PartType::trust_and_go : PartType::trust_flex;
    default:
      return PartType::unknown;
  }
}

base::Bytes build_provisioning_items(const std::vector<ProvisioningItem>& items) {
  const std::size_t limit = slot_size(SlotIndex::provisioning_items());
  base::ByteWriter out;
  const auto header = [&](std::size_t next, unsigned type) {
    out.u16_le(static_cast<std::uint16_t>(next | type << 9));
  };
  for (const ProvisioningItem& item : items) {
    const auto type = static_cast<unsigned>(item.type);
    if (type == 0 || type > max_item_type) throw base::Error(argument_refused).with("argument", "item type");
    const std::size_t next = out.size() + item_header + item.data.size();
    if (next + item_header > limit) throw base::Error(size_refused).with("size", next + item_header);
    header(next, type);
    out.bytes(item.data);
  }
  header(0, 0);
  out.fill((word - out.size() % word) % word, std::byte{0});
  return std::move(out).take();
}

std::vector<ProvisioningItem> parse_provisioning_items(base::ByteView slot) {
  std::vector<ProvisioningItem> items;
  if (all_are(slot, std::byte{0xFF}) || all_are(slot, std::byte{0})) return items;
  base::ByteReader reader(slot);
  while (true) {
    const std::size_t at = reader.position();
    if (reader.left() < item_header) bad_items(at);
    const unsigned header = reader.u16_le();
    const std::size_t next = header & 0x1FF;
    const unsigned type = header >> 9;
    if (type == 0) return items;
    if (next < at + item_header || next > slot.size()) bad_items(at);
    items.push_back({static_cast<ItemType>(type), base::to_bytes(reader.take(next - at - item_header))});
  }
}

crypto::PublicKey parse_padded_public_key(base::ByteView slot) {
  if (slot.size() != 2 * (key_pad + coordinate)) throw base::Error(bad_signer_key);
  base::Bytes coordinates = base::to_bytes(slot.subspan(key_pad, coordinate));
  base::append(coordinates, slot.last(coordinate));
  return crypto::PublicKey::from_coordinates(coordinates);
}

base::Bytes build_padded_public_key(const crypto::PublicKey& key) {
  const base::ByteView coordinates(key.coordinates());
  base::ByteWriter out;
  out.fill(key_pad, std::byte{0}).bytes(coordinates.first(coordinate));
  out.fill(key_pad, std::byte{0}).bytes(coordinates.last(coordinate));
  return std::move(out).take();
}

}  // namespace board
