// How long the serial part of MAR takes on the model's virtual time, beside the limit that its bytes and
// delays set: PING, SERIAL, GENPUBKEY, SIGNDIGEST, two erases, the used bytes of store, endpoint and thing
// name written and read back. Fails above 1.25 times the limit.

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>

#include "provision/board_state.hpp"
#include "simulation/time_model.hpp"
#include "support/mar_world.hpp"

namespace {

double seconds(base::Duration duration) {
  return std::chrono::duration<double>(duration).count();
}

/// What the sequence costs at least, from its bytes on the line and the delays of the parts behind it:
/// nothing is run. Sizes as in reference/board.md: a command's echo is CR LF, an answer a line, then OK.
class Limit {
 public:
  /// One command: its text, what it answers before OK, and what the board does meanwhile.
  void command(std::string_view text, std::size_t answer, base::Duration delay) {
    bytes(text.size() + eol + crlf + answer + ok);
    total_ += delay;
  }
  /// The same with a blob after the prompt `>`; without data the answer is CR LF OK.
  void blob(std::string_view text, std::size_t characters, std::size_t answer, base::Duration delay) {
    command(text, prompt + characters + eol + crlf + answer, delay);
  }
  base::Duration total() const { return total_; }

  static constexpr std::size_t hex_line(std::size_t octets) { return 2 * octets + crlf; }

 private:
  static constexpr std::size_t eol = 1, crlf = 2, ok = 4, prompt = 1;
  void bytes(std::size_t count) {
    total_ += simulation::time_model::byte_time(115200) * static_cast<int>(count);
  }
  base::Duration total_{0};
};

/// A job may come out below it: a sector that it has read and found blank needs no erase.
/// PING, SERIAL, GENPUBKEY, SIGNDIGEST, the erases, and every used byte of both sectors written and read.
base::Duration limit_of(const provision::StoreImage& image) {
  namespace model = simulation::time_model;
  constexpr std::uint32_t page = 256;  // of the module's flash, and what a command carries at most
  Limit limit;
  limit.command("MC+PING=000001", std::string_view("MC+PONG=000001\r\n").size(), base::Duration::zero());
  limit.command("MC+ECC+SERIAL", Limit::hex_line(9), model::block_read);
  limit.command("MC+ECC+GENPUBKEY", Limit::hex_line(64), model::generate_public_key);
  limit.blob("MC+ECC+SIGNDIGEST=64,64", 64, Limit::hex_line(64), model::sign_digest);
  base::Duration first_flash_command = model::mode_change;
  for (const auto& sector : image.sectors()) {
    limit.command("MC+WINC+ERASE=" + std::to_string(sector.address), 0,
                  model::sector_erase + std::exchange(first_flash_command, base::Duration::zero()));
    for (const auto& [address, octets] : sector.pieces) {
      for (std::uint32_t at = 0; at < octets.size();) {
        const std::uint32_t to = address + at;
        const auto count =
            std::min<std::uint32_t>(page - to % page, static_cast<std::uint32_t>(octets.size()) - at);
        const std::string place = std::to_string(to) + "," + std::to_string(count);
        limit.blob("MC+WINC+WRITEBLOB=" + place + "," + std::to_string(2 * count), 2 * std::size_t{count}, 0,
                   model::page_write);
        limit.command("MC+WINC+READ=" + place, Limit::hex_line(count), base::Duration::zero());
        at += count;
      }
    }
  }
  return limit.total();
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
  support::MarWorld job;
  job.executor.run_for(std::chrono::seconds(2));  // the module's start is over when somebody clicks
  const provision::MarResult made = job.provision();
  const base::Duration taken = board_time(job.last_steps);

  const base::Duration limit = limit_of(provision::StoreImage(*made.chain, made.endpoint, made.thing_name));
  const double ratio = seconds(taken) / seconds(limit);
  std::printf("limit of the serial part   %6.3f s (its bytes at 115200 baud, and the delays)\n",
              seconds(limit));
  std::printf("the job on the board       %6.3f s\n", seconds(taken));
  std::printf("ratio                      %6.3f   (at most 1.25)\n", ratio);
  std::printf("the peer's recorded run     5.700 s serial waits and sleeps of 15.1 s in all\n");
  for (const auto& step : job.last_steps) {
    std::printf("  %-22s %-8s %6.3f s\n", std::string(name(step.name)).c_str(),
                std::string(name(step.status)).c_str(), seconds(step.spent));
  }
  return ratio <= 1.25 ? 0 : 1;
}
