// The ATECC608 of a board, as the firmware uses it: a private key in slot 0 that never leaves the part, data
// slots, locks, and the OTP zone. Answers as Microchip's CryptoAuthLib does. Does not simulate the command
// line or the time that operations take. Sizes: ATECC608 data sheet, section 2.1.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "board/secure_element.hpp"
#include "crypto/p256.hpp"
#include "ports/platform.hpp"

namespace simulation {

/// The status bytes of CryptoAuthLib that the firmware's commands return.
enum class ElementStatus : std::uint8_t {
  success = 0x00,
  parse_error = 0xD2,
  bad_parameter = 0xE2,
  execution_error = 0xF4
};

class SecureElement {
 public:
  static constexpr std::size_t slots = 16;
  static constexpr std::size_t otp_size = 64;

  /// Makes the secure element of a new kit, with a new key, and certificates of the vendor's sandbox by a
  /// simulated signer. `part` is a type whose certificates follow a template; the first kits have MAH1H.
  static SecureElement manufacture(ports::Random& random, board::PartType part = board::PartType::mah1h);

  /// {"serialNumber":"hex","slots":{"0":{"privateKeyPem":"…","locked":true},"8":{"data":"hex"},…},"otp":"hex"};
  /// empty slots are left out. Throws simulation.bad_state.
  static SecureElement from_json(std::string_view text);
  std::string to_json() const;

  const std::array<std::byte, 9>& serial_number() const { return serial_number_; }
  const std::optional<crypto::PrivateKey>& key(std::size_t slot) const { return keys_.at(slot); }
  static std::size_t slot_size(std::size_t slot);
  /// By its configuration, the part keeps private keys in slots 0 to 4, and nothing else.
  static constexpr bool is_key_slot(std::size_t slot) { return slot < 5; }
  bool is_locked(std::size_t slot) const { return locked_.at(slot); }
  bool is_writable(std::size_t slot) const { return !is_key_slot(slot) && !is_locked(slot); }
  void lock(std::size_t slot) { locked_.at(slot) = true; }

  ElementStatus public_key(std::size_t slot, base::Bytes& coordinates) const;
  ElementStatus sign(const crypto::Sha256Digest& digest, base::Bytes& signature) const;
  ElementStatus read(std::size_t slot, std::size_t count, base::Bytes& data) const;
  ElementStatus read_otp(std::size_t count, base::Bytes& data) const;
  /// Writes whole words, from the start of the slot.
  ElementStatus write(std::size_t slot, base::ByteView data);
  /// Slots 8 to 15 hold a public key in padded form: 4 zero bytes, X, 4 zero bytes, Y. A smaller slot takes
  /// the beginning, with an error.
  ElementStatus read_public_key(std::size_t slot, base::Bytes& coordinates) const;
  ElementStatus write_public_key(std::size_t slot, base::ByteView coordinates);

 private:
  SecureElement();
  void store_sandbox_certificates(ports::Random& random, board::PartType part);

  std::array<std::byte, 9> serial_number_{};
  std::array<std::optional<crypto::PrivateKey>, slots> keys_;
  std::array<base::Bytes, slots> data_;
  std::array<bool, slots> locked_{};
  base::Bytes otp_;
};

}  // namespace simulation
