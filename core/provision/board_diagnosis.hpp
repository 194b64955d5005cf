// Finds out why no message comes from a provisioned board: compares what the demo firmware prints after a
// restart with what the account holds. Changes nothing in the account; restarts the board's firmware.
#pragma once

#include "aws/iot.hpp"
#include "base/enum_names.hpp"
#include "base/log.hpp"
#include "board/firmware_start.hpp"
#include "ports/serial_port.hpp"
#include "provision/account.hpp"

namespace provision {

/// What a diagnosis checks.
enum class Check : std::uint8_t {
  board_answers,
  thing_name,
  endpoint,
  thing,
  certificate,
  certificate_active,
  policy,
  publishes,
};
constexpr auto names_of(Check) {
  return base::enum_names<Check>("Check", {{Check::board_answers, "board_answers"},
                                           {Check::thing_name, "thing_name"},
                                           {Check::endpoint, "endpoint"},
                                           {Check::thing, "thing"},
                                           {Check::certificate, "certificate"},
                                           {Check::certificate_active, "certificate_active"},
                                           {Check::policy, "policy"},
                                           {Check::publishes, "publishes"}});
}
constexpr std::string_view name(Check check) {
  return base::name_of(check);
}

struct Finding {
  Check what{};
  std::optional<bool> ok;  // nullopt: could not be checked
  std::string value;
};

struct BoardDiagnosis {
  /// One of the codes that begin with `diagnosis.`.
  base::Error cause;
  std::vector<Finding> findings;
  std::vector<std::string> board_log;
};

/// What the demo firmware prints in the half minute after a restart.
struct BoardAnswers {
  bool answers = false;
  board::DemoStart start;
  /// The firmware printed a shadow delta, so the board is connected. False proves nothing: the firmware
  /// prints none of its own messages (application_manager.c).
  bool connected = false;
  std::vector<std::string> log;
};

struct AccountAnswers {
  bool thing = false;
  std::string certificate_arn;  // attached to the thing; the first active one with the policy, if any
  aws::CertificateStatus status = aws::CertificateStatus::inactive;
  bool policy = false;
};

/// The most likely cause: first what is wrong on the board, then what is wrong in the account.
base::Error conclude(const BoardAnswers& board, const AccountAnswers& found, const Account& account,
                     std::string_view thing_name);

/// Checks board and account at the same time. `thing_name`: the thing whose messages are missing. Throws the
/// port's and AWS's errors.
base::task<BoardDiagnosis> diagnose(ports::SerialPort& port, aws::Client& client, Account account,
                                    std::string thing_name, base::Log& log);

}  // namespace provision
