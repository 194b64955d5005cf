// The least time that the serial part of MAR can take in the model's virtual time: the bytes on the line and
// the delays of the chips. Computed, not run.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "provision/board_state.hpp"
#include "simulation/time_model.hpp"

namespace bench {

/// Adds up the least time of a sequence of commands. Sizes as in reference/board.md: a command's echo is CR
/// LF, an answer is a line, then OK.
class Limit {
 public:
  /// Adds a command: its text, the size of its answer before OK, and the delay of the chip.
  void command(std::string_view text, std::size_t answer, base::Duration delay) {
    bytes(text.size() + eol + crlf + answer + ok);
    total_ += simulation::time_model::command + delay;
  }
  /// Adds a command with a blob after the prompt `>`; without data the answer is CR LF OK.
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

/// The sequence PING, SERIAL, GENPUBKEY, SIGNDIGEST, the erases, and every used byte of both sectors written
/// and read. A job may be faster: a sector that it has found blank needs no erase.
inline base::Duration limit_of(const provision::StoreImage& image) {
  namespace model = simulation::time_model;
  constexpr std::uint32_t page = 256;  // of the module's flash, and what a command carries at most
  Limit limit;
  limit.command("MC+PING=000001", std::string_view("MC+PONG=000001\r\n").size(), base::Duration::zero());
  limit.command("MC+ECC+SERIAL", Limit::hex_line(9), model::block_read);
  limit.command("MC+ECC+GENPUBKEY", Limit::hex_line(64), model::generate_public_key);
  limit.blob("MC+ECC+SIGNDIGEST=64,64", 64, Limit::hex_line(64), model::sign_digest);
  base::Duration first_flash_command = model::download_mode;
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
                   model::page_write + count * model::flash_byte);
        limit.command("MC+WINC+READ=" + place, Limit::hex_line(count),
                      model::flash_read + count * model::flash_byte);
        at += count;
      }
    }
  }
  return limit.total();
}

}  // namespace bench
