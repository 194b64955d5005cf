// Shared by the tests of the simulated cloud: a cloud on virtual time, the product's own
// client, and certificates.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "aws/client.hpp"
#include "aws/iot.hpp"
#include "aws/mqtt_url.hpp"
#include "aws/policy.hpp"
#include "base/log.hpp"
#include "base/virtual_executor.hpp"
#include "crypto/x509.hpp"
#include "simulation/cloud.hpp"
#include "simulation/seeded_random.hpp"
#include "support/error_of.hpp"

namespace testing_cloud {

inline constexpr base::SystemTime start_time = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);

inline aws::Credentials demo_credentials() {
  aws::Credentials credentials;
  credentials.access_key_id = simulation::Cloud::access_key_id();
  credentials.secret_access_key = simulation::Cloud::secret_access_key();
  return credentials;
}

/// A certificate that is signed by `signer`, or by its own key.
inline crypto::Certificate make_certificate(const crypto::PrivateKey& key, std::string_view common_name,
                                            const crypto::PrivateKey* signer = nullptr, bool ca = false,
                                            std::chrono::years life = std::chrono::years(10)) {
  crypto::Extensions extensions;
  extensions.add(crypto::BasicConstraints{ca, {}});
  const crypto::Name name = crypto::Name::of("Example Inc", common_name);
  const crypto::Validity validity{start_time - std::chrono::days(1),
                                  start_time + std::chrono::duration_cast<std::chrono::seconds>(life)};
  const crypto::CertificateInfo info{
      base::Bytes{std::byte{0x41}}, name, validity, name, key.public_key(), extensions};
  const base::Bytes to_be_signed = crypto::encode(info);
  const crypto::Signature signature = (signer != nullptr ? *signer : key).sign(crypto::sha256(to_be_signed));
  return crypto::Certificate::from_der(crypto::with_signature(to_be_signed, signature));
}

/// A cloud, and a client of its user, whose clock may be wrong.
struct World {
  base::VirtualExecutor executor;
  base::VirtualWallClock clock{executor, start_time};
  simulation::SeededRandom random{1};
  base::Log log{executor};
  simulation::Cloud cloud{executor, clock, random};
  aws::Region region = aws::Region::parse("us-east-2");
  aws::Client client = client_of(demo_credentials());
  aws::IotClient iot{client};

  aws::Client client_of(aws::Credentials credentials) { return client_of(std::move(credentials), clock); }
  aws::Client client_of(aws::Credentials credentials, const base::WallClock& its_clock) {
    return aws::Client({cloud.http(), its_clock, random, log}, region, std::move(credentials));
  }

  template <class T>
  T run(base::task<T> work) {
    return executor.run(std::move(work));
  }
  /// The code of the error that the task ends with; empty on success.
  template <class T>
  std::string failure(base::task<T> work) {
    return support::code_of([&] { executor.run(std::move(work)); });
  }
};

}  // namespace testing_cloud
