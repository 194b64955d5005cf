#include "provision/board_state.hpp"

#include <algorithm>

#include "board/errors.hpp"
#include "board/kit.hpp"
#include "board/root_check.hpp"
#include "crypto/errors.hpp"
#include "pki/authority.hpp"
#include "provision/errors.hpp"
#include "provision/run_step.hpp"

namespace provision {

namespace {

using board::FlashAddress;

/// Long enough for the endpoints that AWS assigns; a longer text costs a second read.
constexpr std::size_t usual_endpoint = 64;
constexpr std::size_t longest_thing_name = 42;

base::task<std::optional<std::string>> read_endpoint(board::WincModule& module) {
  const FlashAddress address(board::endpoint_page_region.offset);
  base::Bytes page = co_await module.read(address, usual_endpoint);
  const bool ends =
      std::find(page.begin(), page.end(), std::byte{0}) != page.end() || page.front() == std::byte{0xFF};
  if (!ends) page = co_await module.read(address, board::endpoint_page_region.size);
  co_return board::parse_endpoint_page(page);
}

base::task<std::optional<std::string>> read_thing_name(board::WincModule& module) {
  const base::Bytes page =
      co_await module.read(FlashAddress(board::thing_name_page_region.offset), longest_thing_name);
  co_return board::parse_thing_name_page(page);
}

base::task<base::Bytes> read_store(board::WincModule& module) {
  const FlashAddress address(board::client_store_region.offset);
  const base::Bytes start = co_await module.read(address, board::ClientStore::start_size);
  const std::optional<std::size_t> size = board::ClientStore::used_size(start);
  if (!size) co_return base::Bytes();
  co_return co_await module.read(address, *size);
}

std::optional<Chain> chain_for(const base::Bytes& store, const crypto::PublicKey& key) {
  const std::optional<board::ClientStore> parsed = board::ClientStore::parse(store);
  if (!parsed) return std::nullopt;
  const std::vector<crypto::Certificate> certificates = parsed->certificates();
  if (certificates.size() != 2) return std::nullopt;
  if (certificates[0].public_key() != key || !pki::issued_by(certificates[0], certificates[1]))
    return std::nullopt;
  return Chain{certificates[0], certificates[1]};
}

/// The endpoint as stored, without the checks of build_endpoint_page().
base::Bytes terminated(std::string_view text) {
  base::Bytes page = base::to_bytes(text);
  page.push_back(std::byte{0});
  return page;
}

/// The flash was read, but its content is invalid: that part counts as missing and is written again.
bool is_content_error(const base::Error& error) {
  return crypto::is_about_input(error) || error.is(board::bad_client_store) ||
         error.is(board::bad_text_page) || error.is(base::truncated);
}

void add_warning(BoardState& state, const base::Error& error) {
  if (!is_content_error(error)) throw error;
  state.warnings.push_back(
      base::Error(damaged_store).with("cause", error.code().name()).because(error.describe()));
}

base::task<crypto::PublicKey> read_device_key(board::ProvisioningClient& client) {
  try {
    co_return co_await client.gen_public_key(board::SlotIndex::device_key());
  } catch (const base::Error& error) {
    if (error.is(board::slot_has_no_key)) throw base::Error(key_missing).because(error.describe());
    throw;
  }
}

/// The pieces of some sectors, worked on in their order. The step's progress counts every piece the same.
class Pieces {
 public:
  Pieces(const std::vector<StoreImage::Sector>& sectors, Progress& progress, StepName step)
      : progress_(progress), step_(step) {
    for (const auto& sector : sectors) count_ += sector.pieces.size();
  }

  using Work = base::task<void> (board::WincModule::*)(FlashAddress, base::Bytes, board::FlashProgress);
  base::task<void> work_on(board::WincModule& module, const StoreImage::Sector& sector, Work work) {
    for (const auto& [address, bytes] : sector.pieces)
      co_await (module.*work)(FlashAddress(address), bytes, progress_of(done_++));
  }

 private:
  board::FlashProgress progress_of(std::size_t piece) const {
    return [this, piece](std::size_t done, std::size_t total) {
      const double part = static_cast<double>(done) / static_cast<double>(total);
      progress_.advance(step_, (static_cast<double>(piece) + part) / static_cast<double>(count_));
    };
  }

  Progress& progress_;
  StepName step_;
  std::size_t count_ = 0;
  std::size_t done_ = 0;
};

base::task<void> write_pieces(board::ProvisioningClient& client,
                              const std::vector<StoreImage::Sector>& sectors, Progress& progress,
                              StepName step) {
  board::WincModule module(client);
  Pieces pieces(sectors, progress, step);
  for (const auto& sector : sectors) {
    co_await module.erase(board::SectorAddress(sector.address));
    co_await pieces.work_on(module, sector, &board::WincModule::write);
  }
}

base::task<void> verify_pieces(board::ProvisioningClient& client,
                               const std::vector<StoreImage::Sector>& sectors, Progress& progress,
                               StepName step) {
  board::WincModule module(client);
  Pieces pieces(sectors, progress, step);
  for (const auto& sector : sectors) co_await pieces.work_on(module, sector, &board::WincModule::verify);
}

}  // namespace

bool BoardState::lacks_roots() const {
  return roots && board::check_roots(*roots).status != board::RootsStatus::good;
}

base::task<BoardState> read_board_state(board::ProvisioningClient& client) {
  board::WincModule module(client);
  const board::SerialNumber serial = co_await client.serial_number();
  const crypto::PublicKey key = co_await read_device_key(client);
  // Ask for versions before any flash command: afterwards the question restarts the module.
  const board::WincVersions versions = co_await client.winc_versions();
  BoardState state{serial, key, versions.firmware, {}, {}, {}, {}, {}, {}};
  if (board::is_old(versions.firmware, board::required_winc_firmware))
    state.roots =
        co_await module.read(FlashAddress(board::root_store_region.offset), board::root_store_region.size);
  try {
    state.store = co_await read_store(module);
    if (!state.store.empty()) state.chain = chain_for(state.store, key);
  } catch (const base::Error& error) {
    state.store.clear();
    add_warning(state, error);
  }
  try {
    state.endpoint = co_await read_endpoint(module);
  } catch (const base::Error& error) {
    add_warning(state, error);
  }
  try {
    state.thing_name = co_await read_thing_name(module);
  } catch (const base::Error& error) {
    add_warning(state, error);
  }
  co_return state;
}

StoreImage::StoreImage(const Chain& chain, std::string_view endpoint, std::string_view thing_name)
    : StoreImage(board::ClientStore::of(chain.device, chain.signer).build(),
                 endpoint.empty() ? base::Bytes() : board::build_endpoint_page(endpoint),
                 board::build_thing_name_page(thing_name)) {}

StoreImage::StoreImage(const BoardState& state)
    : StoreImage(state.store, state.endpoint ? terminated(*state.endpoint) : base::Bytes(),
                 state.thing_name ? board::build_thing_name_page(*state.thing_name) : base::Bytes()) {}

StoreImage::StoreImage(base::ByteView store, base::ByteView endpoint_page, base::ByteView thing_name_page) {
  for (std::uint32_t sector = board::client_store_region.offset; sector < board::client_store_region.end();
       sector += board::winc_sector_size) {
    sectors_.push_back(Sector{sector, {}});
  }
  place(board::client_store_region.offset, store);
  place(board::endpoint_page_region.offset, endpoint_page);
  place(board::thing_name_page_region.offset, thing_name_page);
}

void StoreImage::place(std::uint32_t address, base::ByteView bytes) {
  for (Sector& sector : sectors_) {
    const std::uint32_t end = sector.address + board::winc_sector_size;
    if (bytes.empty() || address < sector.address || address >= end) continue;
    const std::size_t fits = std::min<std::size_t>(bytes.size(), end - address);
    sector.pieces.push_back(Piece{address, base::to_bytes(bytes.first(fits))});
    bytes = bytes.subspan(fits);
    address = end;
  }
}

bool operator==(const StoreImage::Sector& a, const StoreImage::Sector& b) {
  return a.address == b.address &&
         std::equal(a.pieces.begin(), a.pieces.end(), b.pieces.begin(), b.pieces.end(),
                    [](const StoreImage::Piece& x, const StoreImage::Piece& y) {
                      return x.address == y.address && x.bytes == y.bytes;
                    });
}

std::vector<StoreImage::Sector> differing(const StoreImage& wanted, const StoreImage& present) {
  std::vector<StoreImage::Sector> sectors;
  for (std::size_t i = 0; i < wanted.sectors().size(); ++i) {
    if (!(wanted.sectors()[i] == present.sectors()[i])) sectors.push_back(wanted.sectors()[i]);
  }
  return sectors;
}

base::task<void> write_sectors(board::ProvisioningClient& client, std::vector<StoreImage::Sector> sectors,
                               Progress& progress, StepName write, StepName verify) {
  co_await run_step(progress, write, write_pieces(client, sectors, progress, write));
  co_await run_step(progress, verify, verify_pieces(client, sectors, progress, verify));
}

}  // namespace provision
