#include "session_binding.hpp"

#include <nlohmann/json.hpp>

#include "aws/actions.hpp"
#include "aws/policy.hpp"
#include "provision/restricted_user.hpp"
#include "session/commands.hpp"
#include "session/snapshot.hpp"
#include "state/error_info.hpp"
#include "state/json.hpp"

namespace wasm {

namespace {

using Json = nlohmann::json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string line_json(const base::LogLine& line) {
  const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(line.time.time_since_epoch());
  return dump({{"time", time.count()},
               {"level", base::name(line.level)},
               {"source", line.source},
               {"text", line.text}});
}

/// Files of a certificate authority, which are wiped when this is destroyed.
struct KeyFiles {
  pki::Files files;
  ~KeyFiles() { pki::wipe(files); }
};

}  // namespace

val told(const base::Error& error) {
  return val(state::json_text(state::error_info(error)));
}

SessionBinding::SessionBinding(val platform, val on_change, val on_log)
    : world_(platform["simulated"].isTrue() ? session::World::simulated : session::World::real),
      log_(BrowserExecutor::instance()),
      http_(platform),
      mqtt_(platform["mqtt"]),
      store_(platform["storage"]),
      files_(platform),
      calls_(BrowserExecutor::instance(),
             [this](const base::Error& error) { log_.error("session", error); }) {
  base::Executor& executor = BrowserExecutor::instance();
  log_.on_line = [on_log](const base::LogLine& line) mutable { on_log(line_json(line)); };
  session_ = std::make_unique<session::Session>(
      session::Platform{executor, clock_, http_, mqtt_, store_, files_, random_, log_});
  session_->on_change = [on_change]() mutable { on_change(); };
}

std::string SessionBinding::changes() {
  BrowserExecutor::instance().finish_turn();
  return slices_.changes(session::snapshot(*session_));
}

void SessionBinding::command(std::string name, std::string arguments, val settle) {
  std::exception_ptr failure;
  try {
    calls_.run(session::perform(*session_, name, arguments), settle);
    return;
  } catch (...) {
    failure = std::current_exception();
  }
  settle_with(settle, [&] { std::rethrow_exception(failure); });
}

std::string SessionBinding::log() const {
  std::string lines = "[";
  for (const base::LogLine& line : log_.lines()) lines += (lines.size() > 1 ? "," : "") + line_json(line);
  return lines + "]";
}

void SessionBinding::recognise(std::string text, val settle) {
  settle_with(settle, [&] {
    const aws::RecognisedCredentials found = aws::recognise(base::Secret::taking(std::move(text)));
    Json json{{"form", aws::name(found.form)},
              {"accessKeyId", found.credentials.access_key_id},
              {"secretAccessKey", found.credentials.secret_access_key.reveal()},
              {"sessionToken", found.credentials.session_token.reveal()},
              {"region", found.region ? found.region->name() : found.unsupported_region},
              {"profile", found.profile}};
    json["warnings"] = Json::array();
    for (const auto warning : found.warnings) json["warnings"].push_back(aws::name(warning));
    return dump(json);
  });
}

void SessionBinding::sign_in(std::string access_key_id, std::string secret_key, std::string token,
                             std::string region, val settle) {
  calls_.run(sign_in_task(std::move(access_key_id), base::Secret::taking(std::move(secret_key)),
                          base::Secret::taking(std::move(token)), std::move(region)),
             settle);
}

base::task<void> SessionBinding::sign_in_task(std::string access_key_id, base::Secret secret_key,
                                              base::Secret token, std::string region) {
  const aws::Region parsed = aws::Region::parse(region);
  aws::Credentials credentials = aws::typed_credentials(access_key_id, secret_key, token);
  // The arguments of a call live until the next call.
  secret_key.clear();
  token.clear();
  co_await session_->sign_in(std::move(credentials), parsed, world_);
}

/// The account number in policies while nobody is signed in, as in AWS's documents.
void SessionBinding::policies(std::string region_name, val settle) const {
  settle_with(settle, [&] {
    const aws::Region region = aws::Region::find(region_name).value_or(aws::all_regions().front());
    const std::string& known = session_->account().account().identity.account;
    const std::string id = known.empty() ? "111122223333" : known;
    const aws::Owner owner{region, id, std::string(telemetry::client_id_pattern)};
    const auto policy = [&owner](std::initializer_list<aws::Purpose> purposes) {
      return aws::policy_for(aws::actions_for(purposes), owner);
    };
    return dump({{"command", provision::restricted_user_command(region, owner.client_ids)},
                 {"guide", aws::guide_policy()},
                 {"provision", policy({aws::Purpose::provisioning, aws::Purpose::watching})},
                 {"watch", policy({aws::Purpose::watching})}});
  });
}

/// {"root-ca.key": "-----BEGIN …", …}: all of these files are text.
void SessionBinding::authority_files(val settle) {
  calls_.run(session_->authority().files(), settle, [](pki::Files files) {
    const KeyFiles keys{std::move(files)};
    Json json = Json::object();
    for (const auto& [path, content] : keys.files) json[path] = base::as_text(content);
    return dump(json);
  });
}

void SessionBinding::use_authority(std::string json, val settle) {
  settle_with(settle, [&] {
    KeyFiles keys;
    const Json files = Json::parse(std::string_view(json));  // items() does not keep it
    for (const auto& [path, content] : files.items())
      keys.files.emplace(path, base::to_bytes(base::as_bytes(content.get<std::string>())));
    session_->authority().use(keys.files);
  });
}

val SessionBinding::series() const {
  return series_value(session_->live().series());
}

}  // namespace wasm
