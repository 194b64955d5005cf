#include "rules.hpp"

#include <algorithm>
#include <cstring>

#include "base/hex.hpp"
#include "board/client_store.hpp"
#include "board/winc_flash.hpp"
#include "factory.hpp"

namespace chaos {

namespace {

constexpr std::string_view others_thing = "lighthouse";
constexpr std::string_view others_policy = "lighthouse-policy";
constexpr std::size_t signer_key_slot = 11;

const std::vector<crypto::Certificate>& others_certificates() {
  static const std::vector<crypto::Certificate> certificates = [] {
    const pki::Store store = pki::load(saved_authority());
    return std::vector<crypto::Certificate>(1, store.authorities->signer.certificate);
  }();
  return certificates;
}

bool is_same(base::ByteView a, base::ByteView b, std::uint32_t from, std::uint32_t to) {
  return std::memcmp(a.data() + from, b.data() + from, to - from) == 0;
}

bool is_same(const simulation::SecureElement& a, const simulation::SecureElement& b) {
  for (std::size_t slot = 0; slot < simulation::SecureElement::slots; ++slot) {
    // The vendor's firmware itself locks the slot with the board's key.
    if (slot != 0 && a.is_locked(slot) != b.is_locked(slot)) return false;
    const auto& key = a.key(slot);
    if (key.has_value() != b.key(slot).has_value()) return false;
    if (key && !(key->public_key() == b.key(slot)->public_key())) return false;
    if (simulation::SecureElement::is_key_slot(slot)) continue;
    base::Bytes in_a;
    base::Bytes in_b;
    a.read(slot, simulation::SecureElement::slot_size(slot), in_a);
    b.read(slot, simulation::SecureElement::slot_size(slot), in_b);
    if (in_a != in_b) return false;
  }
  base::Bytes a_otp;
  base::Bytes b_otp;
  a.read_otp(simulation::SecureElement::otp_size, a_otp);
  b.read_otp(simulation::SecureElement::otp_size, b_otp);
  return a_otp == b_otp;
}

/// The memories that programming does not touch.
bool has_same_settings(const simulation::McuMemories& a, const simulation::McuMemories& b) {
  if (const auto* avr = std::get_if<simulation::AvrMemories>(&a)) {
    const auto& other = std::get<simulation::AvrMemories>(b);
    return avr->user_row == other.user_row && avr->fuses == other.fuses && avr->lock == other.lock;
  }
  return std::get<simulation::PicMemories>(a).executive == std::get<simulation::PicMemories>(b).executive;
}

/// The name of the board's thing.
std::string thing_of(const Board& board) {
  return base::to_hex(board.delivered.secure_element.key(0)->public_key().subject_key_identifier());
}

void check_things_of(World& world, const Board& board) {
  const simulation::CloudRegion& account = world.account();
  const std::string name = thing_of(board);
  const auto key = board.delivered.secure_element.key(0)->public_key();
  const auto thing = account.things.find(name);
  if (thing == account.things.end()) return world.violate("a board has no thing", name);
  std::string active;
  int count = 0;
  for (const auto& [id, certificate] : account.certificates) {
    if (!(certificate.certificate.public_key() == key) || certificate.status != "ACTIVE") continue;
    active += " " + id;
    ++count;
    if (thing->second.principals.count(certificate.arn) == 0)
      world.violate("an active certificate is on no thing", id);
  }
  if (count > 1) world.violate("a board has several active certificates", active);
  if (count == 0) world.violate("a board has no active certificate", name);
}

}  // namespace

void put_others(simulation::CloudRegion& account, const base::WallClock& clock,
                const base::Executor& executor) {
  const std::string name(others_thing);
  const std::string policy(others_policy);
  simulation::CloudThing thing{name, account.arn("thing", name), name, "{}", {}, executor.now()};
  for (const crypto::Certificate& certificate : others_certificates()) {
    const std::string id = simulation::certificate_id(certificate);
    const std::string arn = account.arn("cert", id);
    account.certificates.emplace(
        id, simulation::CloudCertificate{id, arn, "ACTIVE", certificate, clock.now(), executor.now()});
    account.policies_of[arn].insert(policy);
    thing.principals.insert(arn);
  }
  account.things.emplace(name, std::move(thing));
  account.policies.emplace(
      policy, simulation::CloudPolicy{account.arn("policy", policy),
                                      R"({"Version":"2012-10-17","Statement":[]})", executor.now()});
}

void check_board(World& world, const Board& board) {
  const simulation::BoardState& now = board.device->state();
  const std::string which = "board " + std::to_string(board.number);
  if (!is_same(now.secure_element, board.delivered.secure_element))
    world.violate("the secure element has changed", which);
  const base::ByteView flash = now.winc_flash.cells();
  const base::ByteView before = board.delivered.winc_flash.cells();
  const bool is_untouched = is_same(flash, before, 0, board::writable_region.offset) &&
                            is_same(flash, before, board::http_region.offset, board::http_region.end()) &&
                            is_same(flash, before, board::writable_region.end(), board::winc_flash_size);
  if (!is_untouched) world.violate("a sector of the Wi-Fi module has changed", which);
  if (!has_same_settings(now.mcu, board.delivered.mcu))
    world.violate("the microcontroller's settings have changed", which);
}

void check_restored(World& world, const Board& board) {
  const simulation::BoardState& now = board.device->state();
  const base::ByteView flash = now.winc_flash.cells();
  base::Bytes signer;
  now.secure_element.read_public_key(signer_key_slot, signer);
  std::string why = "no store";
  try {
    const auto store = board::ClientStore::parse(
        flash.subspan(board::client_store_region.offset, board::ClientStore::max_size));
    const std::vector<crypto::Certificate> chain =
        store ? store->certificates() : std::vector<crypto::Certificate>();
    const bool is_delivered = !chain.empty() &&
                              chain[0].public_key() == now.secure_element.key(0)->public_key() &&
                              chain[0].verify_signed_by(crypto::PublicKey::from_coordinates(signer));
    if (is_delivered) return;
  } catch (const base::Error& error) {
    why = error.describe();
  }
  world.violate("a restored board lacks its delivered certificate",
                "board " + std::to_string(board.number) + ": " + why);
}

void check_account(World& world) {
  const simulation::CloudRegion& account = world.account();
  for (const auto& board : world.boards()) check_things_of(world, *board);
  for (const auto& [name, thing] : account.things) {
    const bool is_known = name == others_thing ||
                          std::any_of(world.boards().begin(), world.boards().end(),
                                      [&name = name](const auto& board) { return thing_of(*board) == name; });
    if (!is_known) world.violate("a thing of no board", name);
  }
  const auto lighthouse = account.things.find(std::string(others_thing));
  if (lighthouse == account.things.end()) return world.violate("somebody else's thing is gone");
  for (const crypto::Certificate& certificate : others_certificates()) {
    const std::string id = simulation::certificate_id(certificate);
    const auto found = account.certificates.find(id);
    const bool is_untouched = found != account.certificates.end() && found->second.status == "ACTIVE" &&
                              lighthouse->second.principals.count(account.arn("cert", id)) != 0;
    if (!is_untouched) world.violate("somebody else's certificate has changed", id);
  }
  if (account.policies.count(std::string(others_policy)) == 0)
    world.violate("somebody else's policy is gone");
}

}  // namespace chaos
