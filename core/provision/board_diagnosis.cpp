#include "provision/board_diagnosis.hpp"

#include <algorithm>

#include "aws/errors.hpp"
#include "aws/policy.hpp"
#include "aws/thing_name.hpp"
#include "base/sleep.hpp"
#include "base/text.hpp"
#include "base/when_all.hpp"
#include "board/answer.hpp"
#include "board/demo_client.hpp"
#include "board/errors.hpp"
#include "ports/errors.hpp"
#include "provision/errors.hpp"

namespace provision {

namespace {

using namespace std::chrono_literals;

constexpr base::Duration answer_timeout = 8s;
/// Start (5 s), joining a network and connecting with the secure element, and time for a second attempt.
constexpr base::Duration observation = 30s;
constexpr std::size_t max_log_lines = 40;

void note(BoardAnswers& found, std::string line) {
  found.start.take(line);
  if (line.find("payload: ") != std::string::npos) found.connected = true;
  if (!line.empty() && found.log.size() < max_log_lines) found.log.push_back(board::printable(line));
}

/// Collects lines until time is up or the board is known to be connected.
base::task<void> observe(ports::SerialPort& port, BoardAnswers& found) {
  const base::Context context = co_await base::this_context();
  const base::Instant deadline = context.executor->now() + observation;
  board::DemoSplitter splitter;
  while (!found.connected && context.executor->now() < deadline) {
    base::Bytes heard;
    try {
      heard = co_await base::with_timeout(deadline - context.executor->now(), port.read());
    } catch (const base::Error& error) {
      if (!error.is(base::timed_out) && !error.is(ports::serial_read_failed)) throw;
    }
    for (const std::byte byte : heard) {
      if (auto event = splitter.feed(byte)) note(found, std::move(event->line));
    }
  }
}

base::task<BoardAnswers> ask_board(ports::SerialPort& port, base::Log& log) {
  BoardAnswers found;
  co_await port.open(ports::BaudRate::demo);
  board::DemoClient client(port, log);
  try {
    co_await client.wait_until_up(answer_timeout);
    co_await client.reset();
  } catch (const base::Error& error) {
    if (!error.is(board::demo_no_answer) && !error.is(board::demo_bad_answer)) throw;
    co_return found;
  }
  found.answers = true;
  co_await observe(port, found);
  co_return found;
}

base::task<AccountAnswers> ask_account(aws::Client& client, std::string thing) {
  AccountAnswers found;
  aws::IotClient iot(client);
  try {
    const std::vector<std::string> principals = co_await iot.list_thing_principals(thing);
    found.thing = true;
    for (const std::string& id : certificate_ids(principals)) {
      const aws::CertificateDescription certificate = co_await iot.describe_certificate(id);
      found.certificate_arn = certificate.arn;
      found.status = certificate.status;
      const std::vector<aws::PolicySummary> policies = co_await iot.list_attached_policies(certificate.arn);
      found.policy = std::any_of(policies.begin(), policies.end(), [](const aws::PolicySummary& policy) {
        return policy.name == aws::zero_touch_policy_name;
      });
      if (found.status == aws::CertificateStatus::active && found.policy) break;
    }
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
  co_return found;
}

/// `NAME-ats.iot.REGION.amazonaws.com`: the region.
std::string region_of(std::string_view endpoint) {
  const auto parts = base::split(endpoint, '.');
  for (std::size_t i = 0; i + 1 < parts.size(); ++i)
    if (parts[i] == "iot") return std::string(parts[i + 1]);
  return {};
}

base::Error judge_board(const BoardAnswers& board, const Account& account, const base::Error& otherwise) {
  if (!board.answers) return base::Error(board_silent);
  if (board.start.thing_name_missing) return base::Error(no_thing_name);
  if (board.start.sandbox) return base::Error(sandbox_endpoint);
  if (!board.start.endpoint || *board.start.endpoint == account.endpoint) return otherwise;
  const std::string theirs = region_of(*board.start.endpoint);
  const std::string ours = region_of(account.endpoint);
  if (theirs != ours) return base::Error(other_region).with("board", theirs).with("account", ours);
  return base::Error(other_endpoint).with("board", *board.start.endpoint).with("account", account.endpoint);
}

base::Error judge_account(const AccountAnswers& found, std::string_view thing, const base::Error& otherwise) {
  if (!found.thing) return base::Error(thing_missing).with("thing", thing);
  if (found.certificate_arn.empty()) return base::Error(certificate_missing).with("thing", thing);
  if (found.status != aws::CertificateStatus::active)
    return base::Error(certificate_inactive).with("status", aws::name(found.status));
  if (!found.policy) return base::Error(policy_missing).with("policy", aws::zero_touch_policy_name);
  return otherwise;
}

}  // namespace

base::Error conclude(const BoardAnswers& board, const AccountAnswers& found, const Account& account,
                     std::string_view thing_name) {
  const base::Error connection =
      board.connected ? base::Error(board_publishes).with("topic", aws::sensors_topic(thing_name))
                      : base::Error(not_connected);
  return judge_board(board, account, judge_account(found, thing_name, connection));
}

base::task<BoardDiagnosis> diagnose(ports::SerialPort& port, aws::Client& client, Account account,
                                    std::string thing_name, base::Log& log) {
  auto [board, found] = co_await base::when_all(ask_board(port, log), ask_account(client, thing_name));
  BoardDiagnosis result{conclude(board, found, account, thing_name), {}, {}};
  const auto add = [&](Check what, std::optional<bool> ok, std::string value) {
    result.findings.push_back({what, ok, std::move(value)});
  };
  const auto known = [](bool heard, bool ok) { return heard ? std::optional<bool>(ok) : std::nullopt; };
  add(Check::board_answers, board.answers, {});
  add(Check::thing_name, known(board.start.heard(), board.start.thing_name == thing_name),
      board.start.thing_name.value_or(""));
  add(Check::endpoint, known(board.start.heard(), board.start.endpoint == account.endpoint),
      board.start.endpoint.value_or(""));
  add(Check::thing, found.thing, thing_name);
  add(Check::certificate, known(found.thing, !found.certificate_arn.empty()), found.certificate_arn);
  add(Check::certificate_active,
      known(!found.certificate_arn.empty(), found.status == aws::CertificateStatus::active),
      std::string(aws::name(found.status)));
  add(Check::policy, known(!found.certificate_arn.empty(), found.policy),
      std::string(aws::zero_touch_policy_name));
  add(Check::publishes, known(board.connected, true), {});
  result.board_log = std::move(board.log);
  co_return result;
}

}  // namespace provision
