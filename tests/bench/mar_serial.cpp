// How long the serial part of MAR takes on the model's virtual time, beside the limit that its bytes and
// delays set: PING, SERIAL, GENPUBKEY, SIGNDIGEST, two erases, the used bytes of store, endpoint and thing
// name written and read back. Fails above 1.25 times the limit.

#include <cstdio>

#include "../core/provision/stage.hpp"
#include "board/winc_module.hpp"
#include "provision/board_state.hpp"

namespace {

double seconds(base::Duration duration) {
  return std::chrono::duration<double>(duration).count();
}

/// The sequence itself, with nothing else, on a board of its own.
base::task<void> bare_sequence(stage::Stage& stage, const provision::MarResult& made) {
  co_await stage.serial.open(ports::BaudRate::provisioning);
  board::ProvisioningClient client(stage.serial, stage.log);
  board::WincModule module(client);
  co_await client.synchronise();
  co_await client.serial_number();
  co_await client.gen_public_key(board::SlotIndex::device_key());
  co_await client.sign_digest(crypto::Sha256Digest{});
  const provision::StoreImage image(*made.chain, made.endpoint, made.thing_name);
  for (const auto& sector : image.sectors()) co_await module.erase(board::SectorAddress(sector.address));
  for (const auto& sector : image.sectors()) {
    for (const auto& piece : sector.pieces)
      co_await module.write(board::FlashAddress(piece.address), piece.bytes);
  }
  for (const auto& sector : image.sectors()) {
    for (const auto& piece : sector.pieces)
      co_await module.verify(board::FlashAddress(piece.address), piece.bytes);
  }
}

/// The steps on the board; AWS's answers are waited for outside of them.
base::Duration board_time(const std::vector<provision::Step>& steps) {
  base::Duration sum{0};
  for (const auto& step : steps) {
    if (place(step.name) == provision::StepPlace::board) sum += step.spent;
  }
  return sum;
}

}  // namespace

int main() {
  stage::Stage job;
  job.executor.run_for(std::chrono::seconds(2));  // the module's start is over when somebody clicks
  const provision::MarResult made = job.provision();
  const base::Duration taken = board_time(job.last_steps);

  stage::Stage bare;
  bare.executor.run_for(std::chrono::seconds(2));
  const base::Duration before = bare.executor.elapsed();
  bare.executor.run(bare_sequence(bare, made));
  const base::Duration limit = bare.executor.elapsed() - before;

  const double ratio = seconds(taken) / seconds(limit);
  std::printf("limit of the serial part   %6.3f s (the bare sequence on the model)\n", seconds(limit));
  std::printf("the job on the board       %6.3f s\n", seconds(taken));
  std::printf("ratio                      %6.3f   (at most 1.25)\n", ratio);
  std::printf("the peer's recorded run     5.700 s serial waits and sleeps of 15.1 s in all\n");
  for (const auto& step : job.last_steps) {
    std::printf("  %-22s %-8s %6.3f s\n", std::string(name(step.name)).c_str(),
                std::string(name(step.status)).c_str(), seconds(step.spent));
  }
  return ratio <= 1.25 ? 0 : 1;
}
