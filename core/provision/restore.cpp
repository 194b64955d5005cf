#include "provision/restore.hpp"

#include "base/hex.hpp"
#include "provision/errors.hpp"
#include "provision/run_step.hpp"

namespace provision {

base::task<bool> restore_delivered_state(board::ProvisioningClient& client, KnownBoards known_boards,
                                         Progress& progress) {
  const BoardState present = co_await run_step(progress, StepName::read_board, read_board_state(client));
  const Chain chain =
      co_await run_step(progress, StepName::rebuild_certificates, read_delivered_chain(client));
  co_await prepare_step(progress, StepName::write_store,
                        known_boards.forget_provisioned(present.serial.text()));
  const std::string thing = base::to_hex(present.public_key.subject_key_identifier());
  auto sectors = differing(StoreImage(chain, {}, thing), StoreImage(present));
  if (sectors.empty()) {
    progress.end(StepName::write_store, StepStatus::already);
    progress.end(StepName::verify_store, StepStatus::already);
    co_return false;
  }
  co_await write_sectors(client, std::move(sectors), progress, StepName::write_store, StepName::verify_store);
  co_return true;
}

base::task<void> write_roots(board::ProvisioningClient& client, base::Bytes roots, Progress& progress) {
  const board::RootsCheck check = board::check_roots(roots);
  const bool usable =
      check.status == board::RootsStatus::good || check.status == board::RootsStatus::repairable;
  if (!usable || check.roots.empty() || roots.size() > board::root_store_region.size)
    throw base::Error(no_root_store);
  while (!roots.empty() && roots.back() == std::byte{0xFF}) roots.pop_back();
  std::vector<StoreImage::Sector> sectors(1);
  sectors[0].address = board::root_store_region.offset;
  sectors[0].pieces.push_back({board::root_store_region.offset, std::move(roots)});
  co_await write_sectors(client, std::move(sectors), progress, StepName::write_roots, StepName::verify_roots);
}

base::task<base::Bytes> repair_roots(board::ProvisioningClient& client, base::Bytes region,
                                     Progress& progress) {
  if (board::check_roots(region).status == board::RootsStatus::good) {
    progress.end(StepName::write_roots, StepStatus::already);
    progress.end(StepName::verify_roots, StepStatus::already);
    co_return region;
  }
  base::Bytes repaired = board::repaired_roots(region);
  co_await write_roots(client, repaired, progress);
  repaired.resize(board::root_store_region.size, std::byte{0xFF});
  co_return repaired;
}

}  // namespace provision
