// HTTP/1.1 over TLS (mbedTLS) or plain TCP for the native hosts: one connection for each request,
// no redirects. Name resolution is the system's and may block briefly. Everything else waits
// through the executor.
#pragma once

#include <memory>
#include <string>

#include "poll_executor.hpp"
#include "ports/http_client.hpp"
#include "ports/platform.hpp"

namespace hosts {

class HttpsClient final : public ports::HttpClient {
 public:
  /// `ca_file` holds the PEM certificates to trust; if empty, the client trusts the system's certificates.
  /// Throws storage.failed if the file cannot be read.
  HttpsClient(PollExecutor& executor, ports::Random& random, const std::string& ca_file);
  ~HttpsClient() override;

  base::task<ports::HttpResponse> send(ports::HttpRequest request) override;
  base::task<bool> probe(std::string url) override;

 private:
  struct Trust;
  PollExecutor& executor_;
  ports::Random& random_;
  std::unique_ptr<Trust> trust_;
};

}  // namespace hosts
