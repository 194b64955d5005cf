// Why no message comes from a provisioned board: what its demo firmware says when it is restarted, beside
// what the account holds for it. Changes nothing in the account; restarts the board's firmware.
#pragma once

#include "base/log.hpp"
#include "ports/serial_port.hpp"
#include "provision/account.hpp"

namespace provision {

/// One thing that was looked at, by name (provisioner.d.ts, Diagnosis.findings).
struct Finding {
  std::string_view what;
  std::optional<bool> ok;  // none: it could not be found out
  std::string value;
};

struct Diagnosis {
  /// One of the codes `diagnosis.…`.
  base::Error cause;
  std::vector<Finding> findings;
  std::vector<std::string> board_log;
};

/// The port's and AWS's errors come through. `thing_name`: the one whose messages are missed.
base::task<Diagnosis> diagnose(ports::SerialPort& port, aws::Client& client, Account account,
                               std::string thing_name, base::Log& log);

}  // namespace provision
