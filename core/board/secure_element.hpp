// The ATECC608 as these boards use it: which slot holds what, its serial number, which part it is, and the
// items of slot 8 (storage.md). Knows nothing of how slots are read. There is no way here, or anywhere, to
// lock one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "crypto/p256.hpp"

namespace board {

/// One of the 16 slots.
class SlotIndex {
 public:
  /// board.slot_refused above 15.
  explicit SlotIndex(unsigned value);
  constexpr unsigned value() const { return value_; }
  friend constexpr bool operator==(SlotIndex, SlotIndex) = default;

  static constexpr SlotIndex device_key() { return {Known{}, 0}; }
  static constexpr SlotIndex eui48() { return {Known{}, 5}; }
  static constexpr SlotIndex provisioning_items() { return {Known{}, 8}; }
  static constexpr SlotIndex device_certificate() { return {Known{}, 10}; }
  static constexpr SlotIndex signer_key() { return {Known{}, 11}; }
  static constexpr SlotIndex signer_certificate() { return {Known{}, 12}; }

 private:
  struct Known {};
  constexpr SlotIndex(Known, unsigned value) : value_(value) {}
  unsigned value_;
};

/// Bytes in a slot, by the ATECC608's data sheet (section 2.1): 36, 416 or 72.
std::size_t slot_size(SlotIndex slot);

/// The nine bytes that name a secure element.
class SerialNumber {
 public:
  using Octets = std::array<std::byte, 9>;
  /// board.bad_serial_number unless it is nine bytes.
  static SerialNumber from_bytes(base::ByteView bytes);
  static SerialNumber from_hex(std::string_view hex);

  const Octets& bytes() const { return octets_; }
  /// Upper-case hex, 18 digits: as in the certificate's common name.
  std::string text() const;
  friend bool operator==(const SerialNumber& a, const SerialNumber& b) { return a.octets_ == b.octets_; }

 private:
  explicit SerialNumber(const Octets& octets) : octets_(octets) {}
  Octets octets_;
};

enum class PartType : std::uint8_t {
  unknown,
  custom,  // a customer's own configuration
  mah1h,   // the ATECC608A of the first kits
  trust_flex,
  trust_and_go,
  mah4i,
};
std::string_view name(PartType type);

/// Tells the part by its serial number's last byte and the first bytes of its OTP zone (empty: not read, then
/// the best guess: MAH1H for FE, Trust&FLEX for 01).
PartType part_type(const SerialNumber& serial, base::ByteView otp_zone);

/// Types of the items in slot 8; others may turn up and are kept.
enum class ItemType : std::uint8_t {
  aws_thing_name = 1,
  aws_endpoint = 2,
  azure_id_scope = 3,
  azure_hub = 4,
  azure_device_id = 5,
};

struct ProvisioningItem {
  ItemType type;
  base::Bytes data;
  friend bool operator==(const ProvisioningItem&, const ProvisioningItem&) = default;
};

/// The content of slot 8, from its start: whole words, ended by an item of type 0. board.size_refused when it
/// does not fit, board.argument_refused for type 0 or above 127.
base::Bytes build_provisioning_items(const std::vector<ProvisioningItem>& items);
/// Strict; a slot that was never written (all FF or all 00) holds none. board.bad_provisioning_items (at).
std::vector<ProvisioningItem> parse_provisioning_items(base::ByteView slot);

/// Slot 11: 4 pad, X, 4 pad, Y. board.bad_signer_key for another size; crypto.bad_public_key.
crypto::PublicKey parse_padded_public_key(base::ByteView slot);
base::Bytes build_padded_public_key(const crypto::PublicKey& key);

}  // namespace board
