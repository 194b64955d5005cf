// Amazon CloudWatch Logs: the log groups of Lambda functions, which Lambda makes at a function's first run
// and which stay when the function is deleted. Protocol: JSON 1.1 (service model of logs, 2014-03-28).
#pragma once

#include <string>
#include <vector>

#include "aws/client.hpp"

namespace aws {

/// `operation`: "DeleteLogGroup".
Request logs_request(const std::string& operation, std::string json);
/// The names of the log groups that begin with `prefix`. The client must outlive the task.
base::task<std::vector<std::string>> list_log_groups(Client& client, std::string prefix);
/// Throws aws.not_found if there is no such group.
base::task<void> delete_log_group(Client& client, std::string name);

}  // namespace aws
