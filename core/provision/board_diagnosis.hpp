// Why no message comes from a provisioned board: what its demo firmware says when it is restarted, beside
// what the account holds for it. Changes nothing in the account; restarts the board's firmware.
#pragma once

#include "aws/iot.hpp"
#include "base/log.hpp"
#include "board/firmware_start.hpp"
#include "ports/serial_port.hpp"
#include "provision/account.hpp"

namespace provision {

/// One thing that was looked at, by name (provisioner.d.ts, Diagnosis.findings).
struct Finding {
  std::string_view what;
  std::optional<bool> ok;  // none: it could not be found out
  std::string value;
};

struct BoardDiagnosis {
  /// One of the codes `diagnosis.…`.
  base::Error cause;
  std::vector<Finding> findings;
  std::vector<std::string> board_log;
};

/// What the board's demo firmware says in the half minute after a restart.
struct BoardAnswers {
  bool answers = false;
  board::DemoStart start;
  /// It received a change of its shadow, so it is connected. Of its own messages it says nothing (its
  /// application_manager.c): that this was not seen means nothing.
  bool connected = false;
  std::vector<std::string> log;
};

struct AccountAnswers {
  bool thing = false;
  std::string certificate_arn;  // attached to the thing; of several the one that would let the board in
  aws::CertificateStatus status = aws::CertificateStatus::inactive;
  bool policy = false;
};

/// The most likely reason: what is wrong on the board, then what is in the account; else what is left.
base::Error conclude(const BoardAnswers& board, const AccountAnswers& found, const Account& account,
                     std::string_view thing_name);

/// The port's and AWS's errors come through. `thing_name`: the one whose messages are missed.
base::task<BoardDiagnosis> diagnose(ports::SerialPort& port, aws::Client& client, Account account,
                                    std::string thing_name, base::Log& log);

}  // namespace provision
