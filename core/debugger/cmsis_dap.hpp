// CMSIS-DAP over 64-byte HID reports (Arm's CMSIS-DAP, "Commands and Responses"). One exchange is a command
// out and its answer in; byte 0 of both is the command's id. One exchange runs at a time.
//
// Implements DAP_Info, matches answers to commands, and passes vendor commands on unchanged. Drops stale
// answers, which a cancelled command or a reloaded page leaves behind: before the first command, and whenever
// an answer has another id than the command.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/log.hpp"
#include "base/task.hpp"
#include "ports/hid_device.hpp"

namespace debugger {

/// DAP_Info, 0x00.
struct DapInfo {
  enum class Id : std::uint8_t {
    vendor = 0x01,
    product = 0x02,
    serial_number = 0x03,
    cmsis_dap_version = 0x04,
    device_vendor = 0x05,
    device_name = 0x06,
    packet_size = 0xFF,
  };
  Id id;

  ports::HidReport encode() const;
  // If an answer states a length beyond the end of the report, these return what is there: nothing depends on
  // it.
  /// The text without its terminating zero; empty when the debugger does not report it.
  static std::string parse_text(const ports::HidReport& answer);
  /// The packet size in bytes; nullopt when the debugger does not report it.
  static std::optional<std::uint16_t> parse_size(const ports::HidReport& answer);
};

class CmsisDap {
 public:
  /// How long the debugger may take to answer a report that starts no long operation.
  static constexpr base::Duration timeout = std::chrono::seconds(1);

  CmsisDap(ports::HidDevice& device, base::Log& log) : device_(device), log_(log) {}
  CmsisDap(const CmsisDap&) = delete;
  CmsisDap& operator=(const CmsisDap&) = delete;

  /// Opens the device and drops stale answers. Throws the port's errors, and report_size when the debugger
  /// reports another packet size than 64 bytes; a debugger that reports none is accepted. Closes the device
  /// on failure.
  base::task<void> open();
  /// True if the report is the answer to this command. Otherwise the report is a stale answer.
  using IsAnswer = bool (*)(const ports::HidReport& command, const ports::HidReport& report);
  static bool echoes(const ports::HidReport& command, const ports::HidReport& report) {
    return report[0] == command[0];
  }
  /// Sends a command and returns its answer. Throws no_answer after `limit`, bad_answer when only stale
  /// answers came, and the port's errors. One caller at a time.
  base::task<ports::HidReport> exchange(ports::HidReport command, base::Duration limit = timeout,
                                        IsAnswer is_answer = echoes);
  /// Never fails.
  base::task<void> close();

  base::Log& log() { return log_; }

 private:
  base::task<void> check_report_size();
  base::task<ports::HidReport> transfer(ports::HidReport command, IsAnswer is_answer);
  base::task<void> drain();

  ports::HidDevice& device_;
  base::Log& log_;
  /// No stale answers are waiting in the device.
  bool in_step_ = false;
};

}  // namespace debugger
