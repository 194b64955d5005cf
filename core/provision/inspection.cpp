#include "provision/inspection.hpp"

#include "board/compressed_certificate.hpp"
#include "board/errors.hpp"
#include "crypto/errors.hpp"
#include "pki/authority.hpp"
#include "provision/errors.hpp"
#include "provision/run_step.hpp"

namespace provision {

namespace {

using board::SlotIndex;

constexpr std::size_t otp_start = 8;  // names the part
constexpr std::size_t eui48_digits = 12;

/// The certificates as stored; they are not checked.
std::vector<crypto::Certificate> stored_certificates(base::ByteView store) {
  try {
    if (const auto parsed = board::ClientStore::parse(store)) return parsed->certificates();
  } catch (const base::Error&) {
    // The board's warnings say that the store is damaged.
  }
  return {};
}

base::Error not_delivered(board::PartType part, const base::Error& cause) {
  return base::Error(certificates_not_delivered).with("part", name(part)).because(cause.describe());
}

/// The error is about a slot's content, or the secure element refuses to read the slot; the connection works.
bool is_about_content(const base::Error& error) {
  return crypto::is_about_input(error) || error.is(board::bad_compressed_certificate) ||
         error.is(board::bad_signer_key) || error.is(board::unknown_template) ||
         error.is(board::argument_refused) || error.is(board::secure_element_failed) ||
         error.is(board::slot_has_no_key);
}

base::task<Chain> rebuild_chain(board::ProvisioningClient& client, board::PartType part,
                                board::SerialNumber serial) {
  using board::CompressedCertificate;
  const crypto::PublicKey key = co_await client.gen_public_key(SlotIndex::device_key());
  const auto device = CompressedCertificate::parse(
      co_await client.read_slot(SlotIndex::device_certificate(), CompressedCertificate::size));
  const auto signer = CompressedCertificate::parse(
      co_await client.read_slot(SlotIndex::signer_certificate(), CompressedCertificate::size));
  const crypto::PublicKey signer_key = board::parse_padded_public_key(
      co_await client.read_slot(SlotIndex::signer_key(), board::slot_size(SlotIndex::signer_key())));
  std::string eui48;
  if (part == board::PartType::trust_and_go)
    eui48 = base::to_text(co_await client.read_slot(SlotIndex::eui48(), eui48_digits));
  Chain chain{crypto::Certificate::from_der(
                  board::rebuild_device_certificate(part, {device, key, signer_key, serial, eui48})),
              crypto::Certificate::from_der(board::rebuild_signer_certificate(part, signer, signer_key))};
  if (!pki::issued_by(chain.device, chain.signer)) {
    throw base::Error(certificates_not_delivered)
        .with("part", name(part))
        .because("the signer has not signed the device's certificate");
  }
  co_return chain;
}

/// The result of inspect_board() without the root store.
base::task<Inspection> read_all_but_roots(board::ProvisioningClient& client) {
  BoardState board = co_await read_board_state(client);
  Inspection found{std::move(board), {}, {}, {}, {}};
  found.certificates = stored_certificates(found.board.store);
  found.part = board::part_type(found.board.serial, co_await client.read_otp(otp_start));
  try {
    found.delivered = co_await read_delivered_chain(client);
  } catch (const base::Error& error) {
    if (!error.is(certificates_not_delivered)) throw;
  }
  co_return found;
}

}  // namespace

base::task<base::Bytes> read_roots(board::ProvisioningClient& client, Progress& progress) {
  board::WincModule module(client);
  co_return co_await run_step(
      progress, StepName::read_roots,
      module.read(board::FlashAddress(board::root_store_region.offset), board::root_store_region.size,
                  [&](std::size_t done, std::size_t total) {
                    progress.advance(StepName::read_roots,
                                     static_cast<double>(done) / static_cast<double>(total));
                  }));
}

base::task<Chain> read_delivered_chain(board::ProvisioningClient& client) {
  const board::SerialNumber serial = co_await client.serial_number();
  const base::Bytes otp = co_await client.read_otp(otp_start);
  const board::PartType part = board::part_type(serial, otp);
  std::optional<base::Error> failure;
  try {
    co_return co_await rebuild_chain(client, part, serial);
  } catch (const base::Error& error) {
    failure = error;
  }
  throw is_about_content(*failure) ? not_delivered(part, *failure) : *failure;
}

base::task<Inspection> inspect_board(board::ProvisioningClient& client, Progress& progress) {
  Inspection found = co_await run_step(progress, StepName::inspect_board, read_all_but_roots(client));
  if (found.board.roots) {
    found.roots = *found.board.roots;
    progress.end(StepName::read_roots);
  } else {
    found.roots = co_await read_roots(client, progress);
  }
  co_return found;
}

}  // namespace provision
