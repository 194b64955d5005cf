// A virtual board, the simulated cloud and the MAR job on virtual time; every I/O step can be made to fail.
#pragma once

#include <map>
#include <optional>

#include "base/virtual_executor.hpp"
#include "ports/errors.hpp"
#include "provision/mar.hpp"
#include "simulation/cloud.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/virtual_board.hpp"

namespace stage {

/// Counts steps and fails one of them, once.
struct Saboteur {
  std::optional<int> fail_at;
  base::ErrorCode with = ports::serial_disconnected;
  int steps = 0;
  void step() {
    if (fail_at && steps++ == *fail_at) throw base::Error(with);
    if (!fail_at) ++steps;
  }
};

class Serial final : public ports::SerialPort {
 public:
  Serial(ports::SerialPort& port, Saboteur& writes, Saboteur& reads)
      : port_(port), writes_(writes), reads_(reads) {}
  base::task<void> open(ports::BaudRate rate) override { co_await port_.open(rate); }
  base::task<base::Bytes> read() override {
    reads_.step();
    co_return co_await port_.read();
  }
  base::task<void> write(base::ByteView bytes) override {
    writes_.step();
    co_await port_.write(bytes);
  }
  base::task<void> close() override { co_await port_.close(); }

 private:
  ports::SerialPort& port_;
  Saboteur& writes_;
  Saboteur& reads_;
};

/// How a request fails: before it is sent, or after it was carried out and its answer is lost or wrong.
enum class HttpFault { before, answer_lost, forbidden, nonsense };

class Http final : public ports::HttpClient {
 public:
  explicit Http(ports::HttpClient& http) : http_(http) {}
  base::task<ports::HttpResponse> send(ports::HttpRequest request) override {
    const bool fails = fail_at && requests++ == *fail_at;
    if (!fail_at) ++requests;
    const bool asks = request.method == "GET" || request.url.find("/attached-policies/") != std::string::npos;
    if (!asks && request.url.find("//iot.") != std::string::npos) ++changes;
    if (fails && fault == HttpFault::before) throw base::Error(ports::http_unreachable);
    if (fails && fault == HttpFault::forbidden) {
      ports::HttpResponse refused;
      refused.status = 403;
      refused.body =
          R"({"message":"User: arn:aws:iam::1:user/x is not authorized to perform: iot:Something"})";
      co_return refused;
    }
    ports::HttpResponse response = co_await http_.send(std::move(request));
    if (fails && fault == HttpFault::answer_lost) throw base::Error(ports::http_unreachable);
    if (fails && fault == HttpFault::nonsense) response.body = "<html>";
    co_return response;
  }
  base::task<bool> probe(std::string url) override { co_return co_await http_.probe(std::move(url)); }

  std::optional<int> fail_at;
  HttpFault fault = HttpFault::before;
  int requests = 0;
  int changes = 0;

 private:
  ports::HttpClient& http_;
};

class Memory final : public ports::KeyValueStore {
 public:
  base::task<std::optional<std::string>> get(std::string key) override {
    const auto found = entries.find(key);
    if (found == entries.end()) co_return std::nullopt;
    co_return found->second;
  }
  base::task<void> put(std::string key, std::string value) override {
    if (broken) throw base::Error(ports::storage_failed);
    entries[key] = value;
    co_return;
  }
  base::task<void> remove(std::string key) override {
    entries.erase(key);
    co_return;
  }
  base::task<std::vector<std::string>> keys(std::string) override { co_return std::vector<std::string>(); }

  std::map<std::string, std::string> entries;
  bool broken = false;
};

inline base::SystemTime start_of_time() {
  using namespace std::chrono;
  return sys_days(2026y / November / 23) + 9h + 41min;
}

class Stage {
 public:
  Stage()
      : clock(executor, start_of_time()),
        random(7),
        cloud(executor, clock, random),
        http(cloud.http()),
        board(executor, random, board_options()),
        serial(board.serial(), writes, reads),
        log(executor) {}

  /// Survey and run from scratch, as after a reload: only the journal, the board and the account remember.
  provision::MarResult provision(provision::CertificateChoice choice = provision::CertificateChoice::keep) {
    return executor.run(job(choice));
  }
  provision::Survey survey(provision::CertificateChoice choice = provision::CertificateChoice::keep) {
    return executor.run(survey_job(choice));
  }

  base::VirtualExecutor executor;
  base::VirtualWallClock clock;
  simulation::SeededRandom random;
  simulation::Cloud cloud;
  Http http;
  simulation::VirtualBoard board;
  Saboteur writes;
  Saboteur reads;
  Serial serial;
  Memory memory;
  base::Log log;
  std::optional<pki::Authorities> authorities;
  std::vector<provision::Step> last_steps;

 private:
  static simulation::VirtualBoard::Options board_options() {
    simulation::VirtualBoard::Options options;
    options.firmware = simulation::FirmwareKind::provisioning;
    return options;
  }

  template <class Body>
  base::task<void> with_job(Body body) {
    aws::RetryRules impatient;
    impatient.attempts = 1;
    const aws::Client::Edges edges{http, clock, random, log};
    aws::Credentials keys{simulation::Cloud::access_key_id(), simulation::Cloud::secret_access_key(),
                          base::Secret()};
    aws::Client client(edges, aws::Region::parse("us-east-2"), std::move(keys), {}, impatient);
    board::ProvisioningClient firmware(serial, log);
    provision::Progress progress(executor);
    const provision::Mar::Edges mar_edges{
        firmware, client, memory, random, log, [&]() -> const pki::Authorities& {
          if (!authorities) {
            authorities = pki::create_authorities({}, client.now(), random);
          }
          return *authorities;
        }};
    provision::Mar mar(mar_edges, progress);
    co_await serial.open(ports::BaudRate::provisioning);
    std::optional<base::Error> failure;
    try {
      co_await body(mar);
    } catch (const base::Error& error) {
      failure = error;
    }
    last_steps = progress.steps();
    co_await serial.close();
    if (failure) throw *failure;
  }

  base::task<provision::MarResult> job(provision::CertificateChoice choice) {
    std::optional<provision::MarResult> result;
    const auto body = [&](provision::Mar& mar) -> base::task<void> {
      const provision::Survey found = co_await mar.survey(choice);
      result = co_await mar.run(found, choice);
    };
    co_await with_job(body);
    co_return std::move(*result);
  }

  base::task<provision::Survey> survey_job(provision::CertificateChoice choice) {
    std::optional<provision::Survey> result;
    const auto body = [&](provision::Mar& mar) -> base::task<void> { result = co_await mar.survey(choice); };
    co_await with_job(body);
    co_return std::move(*result);
  }
};

}  // namespace stage
