#include "session/snapshot.hpp"

#include "aws/errors.hpp"
#include "aws/policy.hpp"
#include "aws/region.hpp"
#include "aws/thing_name.hpp"

namespace session {

Json error_json(const base::Error& error) {
  Json params = Json::object();
  for (const base::Error::Param& param : error.params()) {
    std::visit([&](const auto& value) { params[param.name] = value; }, param.value);
  }
  // The error of a missing permission includes the policy statement that grants it, to be copied into IAM.
  // (Watching needs several permissions and has a separate policy.)
  if (error.is(aws::not_permitted))
    params["statement"] = aws::permitting_policy(error.param("action"), error.param("resource"));
  return {{"code", error.code().name()}, {"params", std::move(params)}, {"detail", error.detail()}};
}

Json errors_json(const std::vector<base::Error>& errors) {
  Json list = Json::array();
  for (const base::Error& error : errors) list.push_back(error_json(error));
  return list;
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

namespace {

std::int64_t milliseconds(base::Duration duration) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

Json nullable_error(const std::optional<base::Error>& error) {
  return error ? error_json(*error) : Json(nullptr);
}

template <class T>
Json nullable(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json items_json(const std::vector<provision::PlanItem>& items) {
  Json list = Json::array();
  for (const provision::PlanItem& item : items) {
    Json params = Json::object();
    for (const auto& [key, value] : item.params) params[key] = value;
    list.push_back({{"what", item.what}, {"action", name(item.action)}, {"params", std::move(params)}});
  }
  return list;
}

Json plan_json(const provision::Plan& plan) {
  return {{"board", items_json(plan.board)},
          {"aws", items_json(plan.aws)},
          {"complete", plan.complete()},
          {"expectedMilliseconds", milliseconds(plan.expected)},
          {"warnings", errors_json(plan.warnings)}};
}

Json result_json(const provision::MarResult& result, const Session& session, const BoardSession& board) {
  const std::optional<aws::Region> region = session.account().region();
  Json json{{"thingName", result.thing_name},
            {"certificateId", result.certificate_id},
            {"endpoint", result.endpoint},
            {"changed", result.changed},
            {"topic", aws::sensors_topic(result.thing_name)},
            {"milliseconds", milliseconds(board.job().spent)}};
  json["region"] = region ? region->name() : std::string_view();
  if (region) {
    json["links"] = {{"thing", aws::console_thing_page(*region, result.thing_name)},
                     {"certificate", aws::console_certificate_page(*region, result.certificate_id)},
                     {"testClient", aws::console_mqtt_test_client(*region)}};
  }
  return json;
}

Json job_json(const Session& session, const BoardSession& board) {
  const Job& job = board.job();
  if (job.status == JobStatus::none) return nullptr;
  Json steps = Json::array();
  for (const provision::Step& step : board.progress().steps()) {
    steps.push_back({{"name", name(step.name)},
                     {"place", name(place(step.name))},
                     {"status", name(step.status)},
                     {"milliseconds", milliseconds(step.spent)},
                     {"progress", nullable(step.fraction)}});
  }
  const bool runs = job.status == JobStatus::running || job.status == JobStatus::planning;
  return {{"kind", name(job.kind)},
          {"status", name(job.status)},
          {"renews", job.choice == provision::CertificateChoice::renew},
          {"plan", job.plan ? plan_json(*job.plan) : Json(nullptr)},
          {"steps", std::move(steps)},
          {"expectedMilliseconds", job.plan ? milliseconds(job.plan->expected) : 0},
          {"milliseconds", milliseconds(runs ? board.progress().spent() : job.spent)},
          {"error", nullable_error(job.error)},
          {"result", job.result ? result_json(*job.result, session, board) : Json(nullptr)}};
}

Json wifi_json(const BoardSession& board) {
  const auto& network = board.wifi();
  return {{"status", name(board.wifi_status())},
          {"ssid", network ? network->ssid : std::string()},
          {"security", network ? board::name(network->security) : std::string_view("wpa")},
          {"error", nullable_error(board.wifi_error())}};
}

Json board_json(const Session& session, const BoardSession& board) {
  const std::string& serial = board.secure_element();
  const DebuggerSession* foreign = session.foreign_debugger(board);
  Json json{{"id", board.id()},
            {"simulated", board.world() == World::simulated},
            {"label", serial.empty() ? "Board " + std::to_string(board.id()) : serial},
            {"status", name(board.status())},
            {"firmware", name(board.firmware())},
            {"firmwareVersion", board.firmware_version()},
            {"moduleFirmware", board.module_firmware()},
            {"secureElement", serial},
            {"thingName", board.thing_name()},
            {"endpoint", board.endpoint()},
            {"byHand", board.by_hand()},
            {"foreignKit", foreign != nullptr ? Json(foreign->kit_name()) : Json(nullptr)},
            {"error", nullable_error(board.error())},
            {"job", job_json(session, board)},
            {"wifi", wifi_json(board)},
            {"leds", nullptr}};
  add_device_state(json, board);
  return json;
}

bool is_powerful(const AccountSession& account) {
  return account.account().identity.kind == aws::IdentityKind::root ||
         account.power() == aws::Power::administrator;
}

Json account_json(const AccountSession& account) {
  const aws::Client* client = account.client_if_any();
  const provision::Account& found = account.account();
  const bool good = account.status() == AccountStatus::good;
  Json json{{"status", name(account.status())},
            {"simulated", account.world() == World::simulated},
            {"region", account.region() ? account.region()->name() : std::string_view()},
            {"accountId", found.identity.account},
            {"arn", found.identity.arn},
            {"kind", good ? aws::name(found.identity.kind) : std::string_view()},
            {"powerful", good && is_powerful(account)},
            {"keyEnding", client != nullptr ? client->credentials().masked() : std::string()},
            {"temporary", client != nullptr && client->credentials().temporary()},
            {"endpoint", found.endpoint},
            {"clockOffsetSeconds", client != nullptr ? client->clock_offset().count() : 0},
            {"throttled", client != nullptr && client->is_throttled()},
            {"error", nullable_error(account.error())}};
  const bool root = good && found.identity.kind == aws::IdentityKind::root;
  json["userName"] = root ? "root" : found.identity.name;
  return json;
}

Json live_json(const telemetry::Watcher* watcher) {
  const telemetry::WatchState state = watcher != nullptr ? watcher->state() : telemetry::WatchState();
  Json json{
      {"status", name(state.status)},
      {"thingName", watcher != nullptr ? watcher->topics().thing_name : std::string()},
      {"topic", watcher != nullptr ? watcher->topics().sensors : std::string()},
      {"messages", state.messages},
      {"rate", state.rate},
      {"light", nullable(state.light)},
      {"temperature", nullable(state.temperature)},
      {"lastMessage", nullptr},
      {"toggle", {{"asked", nullable(state.toggle_asked)}, {"reported", nullable(state.toggle_reported)}}},
      {"odd", state.odd},
      {"oddReason", state.odd_reason ? telemetry::name(*state.odd_reason) : std::string_view()},
      {"error", nullable_error(state.error)}};
  if (state.last_message) {
    json["lastMessage"] = {{"topic", state.last_message->topic},
                           {"text", state.last_message->text},
                           {"milliseconds", state.last_message->time}};
  }
  return json;
}

}  // namespace

std::string to_json(const provision::Plan& plan) {
  return dump(plan_json(plan));
}
std::string to_json(const base::Error& error) {
  return dump(error_json(error));
}
std::string to_json(const provision::MarResult& result, const Session& session, const BoardSession& board) {
  return dump(result_json(result, session, board));
}

std::string snapshot(const Session& session) {
  Json boards = Json::array();
  for (const auto& board : session.boards()) boards.push_back(board_json(session, *board));
  const BoardSession* selected = session.selected();
  Json debuggers = Json::array();
  for (const auto& one : session.debuggers()) debuggers.push_back(debugger_json(*one));
  return dump({{"account", account_json(session.account())},
               {"boards", std::move(boards)},
               {"debuggers", std::move(debuggers)},
               {"selected", selected != nullptr ? selected->id() : 0},
               {"live", live_json(session.watcher())},
               {"next", name(session.next())}});
}

}  // namespace session
