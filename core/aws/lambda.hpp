// AWS Lambda: lists the account's functions, to tell which function a stack has made. Facts:
// reference/jitr.md, "Requests"; API reference of AWS Lambda.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "aws/client.hpp"
#include "base/task.hpp"

namespace aws {

struct Function {
  std::string name;
  std::string runtime;          // "python3.13"; empty for a container image
  std::string handler;          // FILE.FUNCTION
  std::uint64_t code_size = 0;  // bytes of the deployed archive
};

/// All functions of the region. The client must outlive the task.
base::task<std::vector<Function>> list_functions(Client& client);

}  // namespace aws
