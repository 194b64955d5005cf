// The ATECC608 as these boards use it: the purpose of its slots, its serial number, the kind of part, and the
// items in slot 8 (storage.md). Slots are read with provisioning_client.hpp. Nothing in this product can lock
// a slot.
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
  /// Throws board.slot_refused above 15.
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

/// The size of a slot in bytes (the ATECC608's data sheet, section 2.1): 36, 416 or 72.
std::size_t slot_size(SlotIndex slot);

/// The nine bytes that identify a secure element.
class SerialNumber {
 public:
  using Octets = std::array<std::byte, 9>;
  /// Throws board.bad_serial_number unless there are nine bytes.
  static SerialNumber from_bytes(base::ByteView bytes);
  static SerialNumber from_hex(std::string_view hex);

  const Octets& bytes() const { return octets_; }
  /// 18 upper-case hex digits, as in the certificate's common name.
  std::string text() const;
  friend bool operator==(const SerialNumber& a, const SerialNumber& b) { return a.octets_ == b.octets_; }

 private:
  explicit SerialNumber(const Octets& octets) : octets_(octets) {}
  Octets octets_;
};

enum class PartType : std::uint8_t {
  unknown,
  custom,  // configured by a customer
  mah1h,   // the ATECC608A of the first kits
  trust_flex,
  trust_and_go,
  mah4i,
};
std::string_view name(PartType type);

/// The kind of part, from the last byte of the serial number and the first bytes of the OTP zone. Pass an
/// empty zone when it was not read: the result is then a guess (MAH1H for FE, Trust&FLEX for 01).
PartType part_type(const SerialNumber& serial, base::ByteView otp_zone);

/// Types of the items in slot 8. Items of other types are kept.
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

/// The content of slot 8 from its start: the items, an item of type 0, and padding to whole words. Throws
/// board.size_refused when it does not fit, board.argument_refused for a type of 0 or above 127.
base::Bytes build_provisioning_items(const std::vector<ProvisioningItem>& items);
/// Parses strictly. A slot that was never written (all FF or all 00) has no items. Throws
/// board.bad_provisioning_items (at).
std::vector<ProvisioningItem> parse_provisioning_items(base::ByteView slot);

/// The content of slot 11: 4 bytes of padding, X, 4 bytes of padding, Y. Throws board.bad_signer_key for
/// another size, and crypto.bad_public_key.
crypto::PublicKey parse_padded_public_key(base::ByteView slot);
base::Bytes build_padded_public_key(const crypto::PublicKey& key);

}  // namespace board
