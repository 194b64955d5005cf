#include "state/error_info.hpp"

#include "aws/errors.hpp"
#include "aws/policy.hpp"

namespace state {

ErrorInfo error_info(const base::Error& error) {
  ErrorInfo info{std::string(error.code().name()), {}, error.detail()};
  for (const base::Error::Param& param : error.params()) info.params[param.name] = param.value;
  // Watching needs several permissions and has a separate policy.
  if (error.is(aws::not_permitted))
    info.params["statement"] = aws::permitting_policy(error.param("action"), error.param("resource"));
  return info;
}

std::vector<ErrorInfo> error_infos(const std::vector<base::Error>& errors) {
  std::vector<ErrorInfo> infos;
  for (const base::Error& error : errors) infos.push_back(error_info(error));
  return infos;
}

}  // namespace state
