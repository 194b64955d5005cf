// The host's side of the provisioning firmware's protocol "ProvisioningV2" (board.md; the vendor's
// pykitcommander speaks the same): typed commands over an open serial port at 115200 baud.
//
// The client keeps in step by itself. Before its first command, and after anything that left a conversation
// unfinished (time-out, cancellation, noise), it makes the firmware drop a half-sent line or blob and waits
// for the answer to a fresh PING. It sends one command at a time, and none before the previous one is
// answered. If line noise may have spoiled a command, it sends the command a second time; executing a command
// twice does no harm.
//
// It does not open or close the port, knows no file format, and has no way to send LOCK.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/channel.hpp"
#include "base/log.hpp"
#include "base/task.hpp"
#include "board/answer.hpp"
#include "board/secure_element.hpp"
#include "board/version.hpp"
#include "board/winc_flash.hpp"
#include "crypto/digest.hpp"
#include "crypto/p256.hpp"
#include "ports/serial_port.hpp"

namespace board {

struct WincVersions {
  Version firmware;
  Version driver;
};

/// Every function throws board.no_answer, .garbled, .bad_answer, .restarted, .not_in_step, .command_refused
/// and the port's errors. Functions of the secure element also throw board.secure_element_failed, those of
/// the Wi-Fi module board.module_silent and .module_failed.
class ProvisioningClient {
 public:
  ProvisioningClient(ports::SerialPort& port, base::Log& log) : port_(port), log_(log) {}
  ProvisioningClient(const ProvisioningClient&) = delete;
  ProvisioningClient& operator=(const ProvisioningClient&) = delete;

  /// Makes sure that the firmware listens. Every command does this by itself when it has to. Waits ten
  /// seconds for a board that is starting: with a dead Wi-Fi module, the start takes that long.
  base::task<void> synchronise();

  base::task<Version> firmware_version();
  /// Restarts the module after flash work, which takes 250 ms. Throws board.module_not_running when the
  /// module's own firmware does not start.
  base::task<WincVersions> winc_versions();

  /// Switches all user LEDs on and off three times, which takes two seconds; leaves them off.
  base::task<void> blink_leds();

  base::task<SerialNumber> serial_number();
  /// The secure element computes the public key from the private key in the slot. The private key never
  /// leaves it. Throws board.slot_has_no_key.
  base::task<crypto::PublicKey> gen_public_key(SlotIndex slot);
  /// Signed with the key in slot 0. The caller must verify the signature.
  base::task<crypto::Signature> sign_digest(crypto::Sha256Digest digest);
  /// Reads the first `size` bytes of a slot, 1..its size. Throws board.size_refused.
  base::task<base::Bytes> read_slot(SlotIndex slot, std::size_t size);
  /// Writes whole words from the start of a slot. Throws board.size_refused.
  base::task<void> write_slot(SlotIndex slot, base::Bytes content);
  /// Reads the first `size` bytes of the OTP zone, 1..64.
  base::task<base::Bytes> read_otp(std::size_t size);

  base::task<void> winc_erase(SectorAddress sector);
  /// Throws board.size_refused past the end of the flash.
  base::task<base::Bytes> winc_read(FlashAddress address, ReadSize size);
  /// The bytes that the chunk refers to must outlive the task.
  base::task<void> winc_write(PageChunk chunk);

 private:
  struct Command;
  base::task<AnswerLines> run(Command command);
  base::task<AnswerLines> attempt_once(const Command& command);
  base::task<base::Bytes> ask(Command command);
  base::Error silence(const Command& command, const Answer& answer) const;
  base::Error refusal(const Command& command, const Answer& answer);
  base::task<void> find_step();
  base::task<void> drop_unfinished(std::size_t fillers);
  base::task<bool> ping();
  base::task<void> send(std::string text);
  base::task<bool> hear(Answer& answer, base::Duration timeout);
  base::task<bool> hear_in_noise(Answer& answer, base::Duration timeout);

  ports::SerialPort& port_;
  base::Log& log_;
  base::Mutex turn_;
  /// The firmware waits for a command, and all of its output has been read.
  bool in_step_ = false;
  base::Bytes unheard_;  // read from the port, after the last answer
  std::string stray_;    // the last unexpected output during find_step()
  int line_errors_ = 0;  // during find_step()
  std::uint32_t pings_ = 0;
};

}  // namespace board
