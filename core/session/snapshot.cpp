#include "session/snapshot.hpp"

#include "aws/console.hpp"
#include "aws/region.hpp"
#include "aws/thing_name.hpp"
#include "provision/errors.hpp"
#include "session/expected_lights.hpp"
#include "state/convert.hpp"

namespace session {

namespace {

template <class T, class Convert>
auto converted(const std::optional<T>& value, Convert convert) {
  return value ? std::optional(convert(*value)) : std::nullopt;
}

std::optional<state::ErrorInfo> converted(const std::optional<base::Error>& error) {
  return converted(error, state::error_info);
}

std::string text(std::string_view view) {
  return std::string(view);
}

std::optional<state::JobState> job_state(const Session& session, const BoardSession& board) {
  const Job& job = board.jobs().current();
  if (!job.status) return std::nullopt;
  state::JobState result;
  result.board = board.id();
  result.kind = job.kind;
  result.status = *job.status;
  result.method = job.method;
  result.renews = job.choice == provision::CertificateChoice::renew;
  if (job.plan) result.plan = state::convert(*job.plan);
  result.steps = state::convert(board.jobs().progress().steps());
  result.expected_milliseconds = job.plan ? state::to_milliseconds(job.plan->expected) : 0;
  const bool runs = job.status == JobStatus::running || job.status == JobStatus::planning;
  result.milliseconds = state::to_milliseconds(runs ? board.jobs().progress().spent() : job.spent);
  result.error = converted(job.error);
  const auto& permissions = session.account_jobs().permissions();
  if (job.error && job.error->is(provision::permissions_missing) && permissions)
    result.error->params["statement"] = permissions->found.missing_policy;
  if (job.result) result.result = snapshot(*job.result, session, board);
  result.registration = converted(job.registration, [](const provision::FirstConnection& found) {
    return state::RegistrationState{found.state, found.missing, found.unread};
  });
  return result;
}

state::WifiState wifi_state(const BoardSession& board) {
  const auto& network = board.wifi().network();
  state::WifiState wifi;
  wifi.status = board.wifi().status();
  if (network) wifi.ssid = network->ssid, wifi.security = network->security;
  wifi.error = converted(board.wifi().error());
  return wifi;
}

state::DebuggerState debugger_state(const DebuggerSession& debugger) {
  const debugger::DebuggerInfo& info = debugger.info();
  const board::Kit* kit = debugger.kit();
  state::DebuggerState result;
  result.id = debugger.id();
  result.status = debugger.status();
  result.simulated = debugger.world() == World::simulated;
  result.product = info.product;
  result.serial_number = info.serial_number;
  if (info.firmware) result.firmware = debugger.firmware().text();
  result.kit = text(debugger.kit_name());
  result.mcu = kit != nullptr ? text(name(kit->mcu)) : info.device_name;
  result.programmable = debugger.programmable();
  result.board = debugger.board();
  result.warnings = state::error_infos(debugger.warnings());
  result.error = converted(debugger.error());
  return result;
}

state::ImageState image_state(const board::FirmwareFile& file,
                              const std::optional<provision::OwnImage>& own) {
  if (own) return {own->name, {}, true};
  return {text(file.name), file.version.text(), false};
}

state::BoardState board_state(const Session& session, const BoardSession& board) {
  const DebuggerSession* foreign = session.devices().pairing().foreign_debugger(board);
  const board::Kit* kit = board.kit();
  state::BoardState result;
  result.id = board.id();
  result.simulated = board.world() == World::simulated;
  result.label = board.facts().secure_element.empty() ? "Board " + std::to_string(board.id())
                                                      : board.facts().secure_element;
  result.status = board.status();
  result.firmware = board.facts().firmware;
  result.firmware_version = board.facts().firmware_version;
  result.module_firmware = board.facts().module_firmware;
  result.secure_element = board.facts().secure_element;
  result.thing_name = board.facts().thing_name;
  result.endpoint = board.facts().endpoint;
  result.warnings = state::error_infos(board.jobs().findings().warnings);
  result.error = converted(board.port().error());
  result.wifi = wifi_state(board);
  result.by_hand = board.by_hand();
  result.lights = expected_lights(session, board);
  if (foreign != nullptr) result.foreign_kit = text(foreign->kit_name());
  if (kit != nullptr) {
    result.kit = text(kit->name);
    result.mcu = text(name(kit->mcu));
    result.images = {image_state(kit->images->provisioning, board.jobs().own_images().provisioning),
                     image_state(kit->images->demo, board.jobs().own_images().demo)};
  }
  if (board.debugger() != nullptr) result.debugger = debugger_state(*board.debugger());
  result.inspection = board.jobs().findings().inspection;
  result.roots = board.jobs().findings().roots_state;
  result.diagnosis =
      converted(board.jobs().findings().diagnosis, [](const auto& found) { return state::convert(found); });
  return result;
}

bool is_powerful(const AccountSession& account) {
  return account.account().identity.kind == aws::IdentityKind::root ||
         account.power() == aws::Power::administrator;
}

state::PermissionsState permissions_state(const AccountJobs::PermissionCheck& check) {
  state::PermissionsState result{
      check.purpose, check.is_running, {}, check.found.missing_policy, check.found.has_old_guide_policy};
  for (const aws::Decision& decision : check.found.decisions)
    result.actions.push_back({decision.action, decision.verdict, decision.layer});
  return result;
}

state::AccountBoard account_board(const provision::BoardInAccount& board,
                                  const AccountJobs::Contents& contents) {
  state::AccountBoard result;
  result.name = board.name;
  result.own = contents.own.count(board.name) != 0;
  result.has_thing = board.has_thing;
  result.read = board.is_read;
  result.certificates = static_cast<int>(board.certificates.size());
  result.others = static_cast<int>(board.others);
  for (const provision::BoardCertificate& certificate : board.certificates) {
    if (certificate.status == aws::CertificateStatus::active) ++result.active;
    result.by_jitr = result.by_jitr || certificate.by_jitr;
  }
  return result;
}

/// A function of its own, because a first visit does not need it (wasm/split.cmake).
[[gnu::noinline]] state::ContentsState contents_state(const AccountJobs& jobs) {
  const AccountJobs::Contents& contents = jobs.contents();
  const provision::AccountContents& found = contents.found;
  state::ContentsState result;
  result.permissions = converted(jobs.permissions(), permissions_state);
  result.new_user = converted(jobs.new_user(), [](const AccountJobs::NewUser& user) {
    return state::NewUserState{user.is_running, converted(user.error)};
  });
  const auto repair = [](const AccountJobs::Repair& one) {
    return state::AccountRepairState{one.is_running, converted(one.error)};
  };
  result.stack_replacement = converted(jobs.stack_replacement(), repair);
  result.authority_sharing = converted(jobs.authority_sharing(), repair);
  result.status = contents.status;
  for (const provision::BoardInAccount& board : found.boards)
    result.boards.push_back(account_board(board, contents));
  result.policies = found.policies;
  for (const provision::AuthorityInAccount& authority : found.authorities)
    result.authorities.push_back({authority.id, authority.is_active});
  result.has_stack = (found.stack != provision::JitrStackState::missing &&
                      found.stack != provision::JitrStackState::foreign) ||
                     !found.log_groups.empty();
  result.has_thing_type = found.thing_type != aws::ThingTypeState::missing;
  result.users = found.users.value_or(std::vector<std::string>());
  result.reads_users = found.users.has_value();
  for (const provision::CleanUpItem& item : contents.plan)
    result.plan.push_back({item.object, item.action, item.reason, item.name, item.status});
  result.error = converted(contents.error);
  return result;
}

/// As contents_state().
[[gnu::noinline]] state::TrayState tray_state(const Session& session, const Tray& tray) {
  state::TrayState result;
  result.armed = tray.is_armed();
  result.wifi_decided = tray.is_wifi_decided();
  if (tray.network()) result.ssid = tray.network()->ssid, result.security = tray.network()->security;
  const std::vector<Tray::Board> to_start = tray.to_start();
  result.startable = static_cast<int>(to_start.size());
  result.continues = !to_start.empty() && tray.status_of(*to_start.front()) == TrayStatus::failed;
  for (const auto& board : session.devices().boards())
    result.boards.push_back({board->id(), tray.status_of(*board), tray.next_of(*board),
                             tray.can_start(*board), converted(tray.error_of(*board))});
  return result;
}

state::AccountState account_state(const AccountSession& account) {
  const aws::Client* client = account.client_if_any();
  const provision::Account& found = account.account();
  state::AccountState result;
  result.status = account.status();
  result.simulated = account.world() == World::simulated;
  if (account.region()) result.region = text(account.region()->name());
  result.account_id = found.identity.account;
  result.arn = found.identity.arn;
  result.user_name = found.identity.name;
  if (account.status() == AccountStatus::good) {
    result.kind = found.identity.kind;
    result.powerful = is_powerful(account);
    if (result.kind == aws::IdentityKind::root) result.user_name = "root";
  }
  result.endpoint = found.endpoint;
  result.error = converted(account.error());
  if (client == nullptr) return result;
  result.key_ending = client->credentials().masked();
  result.temporary = client->credentials().temporary();
  result.throttled = client->is_throttled();
  result.clock_offset_seconds = client->clock_offset().count();
  return result;
}

/// The kit of the board that publishes as this thing; nullptr if it is not connected, or has no debugger.
const board::Kit* kit_of_thing(const Session& session, const std::string& thing_name) {
  for (const auto& board : session.devices().boards())
    if (board->facts().thing_name == thing_name) return board->kit();
  return nullptr;
}

std::vector<state::FieldState> field_states(const telemetry::Series& series, const board::Kit* kit) {
  std::vector<state::FieldState> fields;
  for (const telemetry::Field& field : series.fields()) {
    fields.push_back({field.name, field.quantity, field.value, field.time, std::nullopt});
    if (kit != nullptr && field.quantity == telemetry::Quantity::light) fields.back().max = kit->max_light;
  }
  return fields;
}

state::LiveState live_state(const Session& session) {
  const telemetry::Watcher* watcher = session.live().watcher();
  state::LiveState live;
  if (watcher == nullptr) return live;
  const telemetry::WatchState& seen = watcher->state();
  live.status = seen.status;
  live.thing_name = watcher->topics().thing_name;
  live.topic = watcher->topics().sensors;
  live.messages = static_cast<std::int64_t>(seen.messages);
  live.rate = seen.rate;
  live.quiet_seconds = seen.quiet_for.count();
  live.fields = field_states(watcher->series(), kit_of_thing(session, live.thing_name));
  live.has_left_out_fields = watcher->series().has_left_out_fields();
  if (seen.last_message)
    live.last_message = {seen.last_message->topic, seen.last_message->text, seen.last_message->time};
  live.toggle = {seen.toggle_asked, seen.toggle_reported};
  live.odd = static_cast<std::int64_t>(seen.odd);
  live.odd_reason = seen.odd_reason;
  live.error = converted(seen.error);
  return live;
}

}  // namespace

state::JobResult snapshot(const provision::ProvisioningResult& result, const Session& session,
                          const BoardSession& board) {
  state::JobResult shown;
  shown.thing_name = result.thing_name;
  shown.certificate_id = result.certificate_id;
  shown.endpoint = result.endpoint;
  shown.changed = result.changed;
  shown.milliseconds = state::to_milliseconds(board.jobs().current().spent);
  shown.topic = aws::sensors_topic(result.thing_name);
  if (const std::optional<aws::Region> region = session.account().region()) {
    shown.region = text(region->name());
    shown.links = {aws::console_thing_page(*region, result.thing_name),
                   aws::console_certificate_page(*region, result.certificate_id),
                   aws::console_mqtt_test_client(*region)};
  }
  return shown;
}

state::State snapshot(const Session& session) {
  state::State result;
  result.account = account_state(session.account());
  if (session.account_jobs().has_results()) result.contents = contents_state(session.account_jobs());
  if (const Tray* tray = session.tray_if_any()) result.tray = tray_state(session, *tray);
  for (const auto& board : session.devices().boards()) {
    result.boards.push_back(board_state(session, *board));
    if (auto job = job_state(session, *board)) result.jobs.push_back(std::move(*job));
  }
  for (const auto& one : session.devices().debuggers()) result.debuggers.push_back(debugger_state(*one));
  result.live = live_state(session);
  result.things.names = session.things();
  if (const BoardSession* selected = session.selected()) result.selected = selected->id();
  result.next = session.next();
  return result;
}

}  // namespace session
