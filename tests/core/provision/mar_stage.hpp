// A virtual board, the simulated cloud and the MAR job on virtual time; every I/O step can be made to fail.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>

#include "aws/json.hpp"
#include "base/sleep.hpp"
#include "base/virtual_executor.hpp"
#include "ports/errors.hpp"
#include "provision/mar.hpp"
#include "simulation/cloud.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/virtual_board.hpp"

namespace mar_stage {

/// How the serial port fails: the cable is pulled, no more is heard, or one piece is not what was sent.
enum class SerialFault { disconnected, silent, garbled };

/// The port, as good as it is told to be: fails in one exchange, counted by what is written, before the write
/// or in the middle of the answer.
class Serial final : public ports::SerialPort {
 public:
  explicit Serial(ports::SerialPort& port) : port_(port) {}
  base::task<void> open(ports::BaudRate rate) override { co_await port_.open(rate); }
  base::task<base::Bytes> read() override {
    const bool struck = fail_read_of && writes > *fail_read_of && piece_++ >= piece_to_fail;
    if (!struck) {
      base::Bytes heard = co_await port_.read();
      if (on_read) on_read(heard);
      co_return heard;
    }
    if (fault == SerialFault::silent) co_await base::sleep(std::chrono::hours(24));
    if (fault == SerialFault::disconnected) throw base::Error(ports::serial_disconnected);
    fail_read_of.reset();
    base::Bytes noise = co_await port_.read();
    for (std::byte& byte : noise) byte ^= std::byte{0x15};
    co_return noise;
  }
  base::task<void> write(base::ByteView bytes) override {
    piece_ = 0;
    last_written = base::as_text(bytes);
    // A slot would be locked for ever: nothing ever sends that.
    if (last_written.find("LOCK") != std::string::npos)
      throw base::Error(base::internal).because(last_written);
    if (writes++ == fail_write) throw base::Error(ports::serial_disconnected);
    co_await port_.write(bytes);
  }
  base::task<void> close() override { co_await port_.close(); }

  std::optional<int> fail_write;
  std::optional<int> fail_read_of;  // of the answer to that write, and all after it
  int piece_to_fail = 0;
  SerialFault fault = SerialFault::disconnected;
  int writes = 0;
  std::string last_written;
  std::function<void(base::Bytes&)> on_read;

 private:
  ports::SerialPort& port_;
  int piece_ = 0;
};

/// How a request fails: before it is sent, or after it was carried out and its answer is lost or wrong.
enum class HttpFault { before, never_answered, unavailable, forbidden, answer_lost, nonsense };

class Http final : public ports::HttpClient {
 public:
  explicit Http(ports::HttpClient& http) : http_(http) {}
  base::task<ports::HttpResponse> send(ports::HttpRequest request) override {
    const bool fails = requests++ == fail_at;
    const bool asks = request.method == "GET" || request.url.find("/attached-policies/") != std::string::npos;
    if (!asks && request.url.find("//iot.") != std::string::npos) ++changes;
    if (fails && fault == HttpFault::before) throw base::Error(ports::http_unreachable);
    if (fails && fault == HttpFault::never_answered) co_await base::sleep(std::chrono::hours(24));
    if (fails && fault == HttpFault::unavailable) co_return refusal(503, "Service Unavailable");
    if (fails && fault == HttpFault::forbidden)
      co_return refusal(403, "User: arn:aws:iam::1:user/x is not authorized to perform: iot:Something");
    const std::string method = request.method;
    const std::string url = request.url;
    if (method == "DELETE" && url.find("/certificates/") != std::string::npos && still_attached-- > 0)
      co_return refusal(409, "Things must be detached before deletion");
    ports::HttpResponse response = co_await http_.send(std::move(request));
    keep_count(method, url, response);
    if (on_answer) on_answer(url, response);
    if (fails && fault == HttpFault::answer_lost) throw base::Error(ports::http_unreachable);
    if (fails && fault == HttpFault::nonsense) response.body = "<html>";
    co_return response;
  }
  base::task<bool> probe(std::string url) override { co_return co_await http_.probe(std::move(url)); }

  std::optional<int> fail_at;
  HttpFault fault = HttpFault::before;
  int requests = 0;
  int changes = 0;
  int still_attached = 0;  // so many deletions of a certificate come too early
  /// The ids of those that were registered and not deleted.
  std::set<std::string> certificates;
  std::function<void(const std::string& url, ports::HttpResponse&)> on_answer;

 private:
  static ports::HttpResponse refusal(int status, const std::string& message) {
    ports::HttpResponse response;
    response.status = status;
    response.body = R"({"message":")" + message + R"("})";
    return response;
  }
  void keep_count(const std::string& method, const std::string& url, const ports::HttpResponse& response) {
    if (response.status / 100 != 2) return;
    constexpr std::string_view folder = "/certificates/";
    const std::size_t at = url.find(folder);
    if (method == "DELETE" && at != std::string::npos) certificates.erase(url.substr(at + folder.size()));
    if (url.find("/certificate/register-no-ca") != std::string::npos)
      certificates.insert(aws::Json::parse(response.body)->text_at("certificateId"));
  }
  ports::HttpClient& http_;
};

class Memory final : public ports::KeyValueStore {
 public:
  base::task<std::optional<std::string>> get(std::string key) override {
    step();
    const auto found = entries.find(key);
    if (found == entries.end()) co_return std::nullopt;
    co_return found->second;
  }
  base::task<void> put(std::string key, std::string value) override {
    step();
    entries[key] = value;
    co_return;
  }
  base::task<void> remove(std::string key) override {
    step();
    entries.erase(key);
    co_return;
  }
  base::task<std::vector<std::string>> keys(std::string) override { co_return std::vector<std::string>(); }

  std::map<std::string, std::string> entries;
  std::optional<int> fail_at;
  int steps = 0;

 private:
  void step() {
    if (steps++ == fail_at) throw base::Error(ports::storage_failed);
  }
};

inline base::SystemTime start_of_time() {
  using namespace std::chrono;
  return sys_days(2026y / November / 23) + 9h + 41min;
}

class Stage {
 public:
  using Options = simulation::VirtualBoard::Options;
  explicit Stage(Options options = board_options())
      : clock(executor, start_of_time()),
        random(7),
        cloud(executor, clock, random),
        http(cloud.http()),
        board(executor, random, std::move(options)),
        serial(board.serial()),
        log(executor) {}

  /// Survey and run from scratch, as after a reload: only the journal, the board and the account remember.
  provision::MarResult provision(provision::CertificateChoice choice = provision::CertificateChoice::keep) {
    return executor.run(job(serial, choice));
  }
  /// The same on another board, as a task.
  base::task<provision::MarResult> job(ports::SerialPort& port, provision::CertificateChoice choice) {
    std::optional<provision::MarResult> result;
    const auto body = [&](provision::Mar& mar) -> base::task<void> {
      const provision::Survey found = co_await mar.survey(choice);
      result = co_await mar.run(found, choice);
    };
    co_await with_job(port, body);
    co_return std::move(*result);
  }
  provision::Survey survey(provision::CertificateChoice choice = provision::CertificateChoice::keep) {
    return executor.run(survey_job(choice));
  }

  static Options board_options() {
    Options options;
    options.firmware = simulation::FirmwareKind::provisioning;
    return options;
  }

  base::VirtualExecutor executor;
  base::VirtualWallClock clock;
  simulation::SeededRandom random;
  simulation::Cloud cloud;
  Http http;
  simulation::VirtualBoard board;
  Serial serial;
  Memory memory;
  base::Log log;
  std::optional<pki::Authorities> authorities;
  std::vector<provision::Step> last_steps;

 private:
  template <class Body>
  base::task<void> with_job(ports::SerialPort& port, Body body) {
    aws::RetryRules impatient;
    impatient.attempts = 1;
    const aws::Client::Edges edges{http, clock, random, log};
    aws::Credentials keys{simulation::Cloud::access_key_id(), simulation::Cloud::secret_access_key(),
                          base::Secret()};
    aws::Client client(edges, aws::Region::parse("us-east-2"), std::move(keys), {}, impatient);
    board::ProvisioningClient firmware(port, log);
    provision::Progress progress(executor);
    const provision::Mar::Edges mar_edges{
        firmware, client, memory, random, log, [&]() -> const pki::Authorities& {
          if (!authorities) {
            authorities = pki::create_authorities({}, client.now(), random);
          }
          return *authorities;
        }};
    provision::Mar mar(mar_edges, progress);
    co_await port.open(ports::BaudRate::provisioning);
    std::optional<base::Error> failure;
    try {
      co_await body(mar);
    } catch (const base::Error& error) {
      failure = error;
    }
    last_steps = progress.steps();
    co_await port.close();
    if (failure) throw *failure;
  }

  base::task<provision::Survey> survey_job(provision::CertificateChoice choice) {
    std::optional<provision::Survey> result;
    const auto body = [&](provision::Mar& mar) -> base::task<void> { result = co_await mar.survey(choice); };
    co_await with_job(serial, body);
    co_return std::move(*result);
  }
};

}  // namespace mar_stage
