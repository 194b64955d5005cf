// Registers the certificate of a board in the account, but not the authority that issued it, and sets up
// thing and policy: what Multi-Account Registration does. Facts: reference/aws.md, "Multi-Account
// Registration".
#pragma once

#include <string>

#include "aws/client.hpp"
#include "base/log.hpp"
#include "provision/account.hpp"
#include "provision/board_state.hpp"
#include "provision/progress.hpp"

namespace provision {

/// `found`: what the account holds for the chain's certificate; only what is missing is done. `arn`: of the
/// certificate. Returns whether anything was changed.
base::task<bool> register_board(aws::Client& client, base::Log& log, Progress& progress, Registration found,
                                Chain chain, std::string arn);

}  // namespace provision
