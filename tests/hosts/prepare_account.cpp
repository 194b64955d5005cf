#include "prepare_account.hpp"

#include <nlohmann/json.hpp>

#include "aws/client.hpp"
#include "https_client.hpp"
#include "provision/account.hpp"
#include "provision/jitr_authority.hpp"
#include "provision/jitr_stack.hpp"

namespace hosts {

base::task<void> prepare_account(SessionPorts ports, const ProvisionOptions& options) {
  HttpsClient http(ports.executor, ports.random, options.ca_file);
  aws::Client client({http, ports.clock, ports.random, ports.log}, options.account->region,
                     options.account->credentials, options.endpoint_url);
  const provision::Account account = co_await provision::open_account(client);
  const bool had_policy =
      co_await provision::check_policy(client, account) == provision::PolicyState::present;
  if (!had_policy) co_await provision::create_policy(client, account);
  const auto print_progress = [&ports](double fraction) {
    ports.print({{"event", "progress"}, {"fraction", fraction}});
  };
  const bool created = co_await provision::ensure_jitr_stack(client, ports.random, print_progress);
  // The signer comes last: an active CA is of no use without the stack.
  const pki::CertificateAuthority& signer = ports.store.authorities(client.now(), ports.random).signer;
  const bool registered = co_await provision::register_authority(client, signer, ports.random);
  ports.print({{"event", "done"},
               {"changed", !had_policy || created || registered},
               {"signer", provision::certificate_id(signer.certificate)}});
}

}  // namespace hosts
