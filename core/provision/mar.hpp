// Multi-Account Registration: registers the certificate of the board in the account, but not the authority
// that issued it, and sets up thing and policy. Facts: reference/aws.md, "Multi-Account Registration".
#pragma once

#include <string>

#include "provision/certificate_run.hpp"

namespace provision {

class Mar final : public CertificateRun {
 public:
  Mar(MethodDependencies dependencies, Progress& progress)
      : CertificateRun(std::move(dependencies), progress) {}

 private:
  base::task<bool> set_up_account(const Survey& survey, Chain chain, std::string thing) override;
};

/// Multi-Account Registration as a method.
const Method& mar();

}  // namespace provision
