// What the page calls (module.ts wraps it into provisioner.d.ts): plain values in, and for whatever takes
// time a callback (ok, json) that is called once. Results and errors cross as JSON text; secrets go in as
// text and become Secrets here.

#include <emscripten/bind.h>
#include <list>
#include <memory>
#include <nlohmann/json.hpp>

#include "aws/policy.hpp"
#include "browser_executor.hpp"
#include "js_ports.hpp"
#include "session/session.hpp"
#ifdef PROVISIONER_SIMULATION
#include "simulated_world.hpp"
#endif

namespace wasm {

namespace {

using Json = nlohmann::json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

base::Secret secret(std::string text) {
  return base::Secret::taking(std::move(text));
}

board::WifiNetwork network(const std::string& ssid, std::string passphrase, const std::string& security) {
  board::WifiNetwork result;
  result.ssid = ssid;
  result.passphrase = secret(std::move(passphrase));
  result.security = security == "open"  ? board::WifiSecurity::open
                    : security == "wep" ? board::WifiSecurity::wep
                                        : board::WifiSecurity::wpa;
  return result;
}

provision::CertificateChoice choice(bool renew) {
  return renew ? provision::CertificateChoice::renew : provision::CertificateChoice::keep;
}

/// Wiped when they go.
struct KeyFiles {
  pki::Files files;
  ~KeyFiles() { pki::wipe(files); }
};

val columns(const std::vector<double>& values) {
  return val::global("Float64Array").new_(val(emscripten::typed_memory_view(values.size(), values.data())));
}

}  // namespace

class SessionBinding {
 public:
  SessionBinding(val platform, val on_change, val on_log)
      : executor_(BrowserExecutor::instance()),
        log_(executor_),
        http_(platform),
        mqtt_(platform["mqtt"]),
        store_(platform["storage"]),
        files_(platform) {
    log_.on_line = [on_log](const base::LogLine& line) mutable { on_log(line_json(line)); };
#ifdef PROVISIONER_SIMULATION
    world_ = std::make_unique<SimulatedWorld>(executor_, clock_, random_, http_, mqtt_);
    ports::HttpClient& http = world_->http();
    ports::MqttClient& mqtt = world_->mqtt();
#else
    ports::HttpClient& http = http_;
    ports::MqttClient& mqtt = mqtt_;
#endif
    session_ = std::make_unique<session::Session>(
        session::Platform{executor_, clock_, http, mqtt, store_, files_, random_, log_});
    session_->on_change = [on_change]() mutable { on_change(); };
  }
  SessionBinding(const SessionBinding&) = delete;
  SessionBinding& operator=(const SessionBinding&) = delete;

  std::string state() const {
    return session::snapshot(*session_);
  }
  std::string log() const {
    std::string lines = "[";
    for (const base::LogLine& line : log_.lines()) lines += (lines.size() > 1 ? "," : "") + line_json(line);
    return lines + "]";
  }

  void attach_board(val transport, val settle) {
    run<int>(session_->attach_board(std::make_unique<JsSerialPort>(transport), false), settle,
             [](int id) { return std::to_string(id); });
  }
  void board_gone(int id, val settle) {
    at_once(settle, [&] { session_->board_gone(id); });
  }
  void board_back(int id, val transport, val settle) {
    run(session_->board_back(id, std::make_unique<JsSerialPort>(transport)), settle);
  }
  void identify_again(int id, val settle) {
    run(session_->identify_again(id), settle);
  }
  void forget_board(int id, val settle) {
    run(session_->forget_board(id), settle);
  }
  void select_board(int id, val settle) {
    at_once(settle, [&] { session_->select_board(id); });
  }

  void attach_debugger(val transport, val settle) {
    run<int>(session_->attach_debugger(std::make_unique<JsHidDevice>(transport), false), settle,
             [](int id) { return std::to_string(id); });
  }
  void debugger_gone(int id, val settle) {
    at_once(settle, [&] { session_->debugger_gone(id); });
  }
  void forget_debugger(int id, val settle) {
    run(session_->forget_debugger(id), settle);
  }

  void recognise(std::string text, val settle) {
    answer_at_once(settle, [&] {
      const aws::RecognisedCredentials found = aws::recognise(secret(std::move(text)));
      Json json{{"form", aws::name(found.form)},
                {"accessKeyId", found.credentials.access_key_id},
                {"secretAccessKey", found.credentials.secret_access_key.reveal()},
                {"sessionToken", found.credentials.session_token.reveal()},
                {"region", found.region ? found.region->name() : std::string_view()},
                {"profile", found.profile}};
      json["warnings"] = Json::array();
      for (const auto warning : found.warnings) json["warnings"].push_back(aws::name(warning));
      return dump(json);
    });
  }
  void sign_in(std::string access_key_id, std::string secret_key, std::string token, std::string region,
               val settle) {
    run(sign_in_task(std::move(access_key_id), secret(std::move(secret_key)), secret(std::move(token)),
                     std::move(region)),
        settle);
  }
  void sign_out() {
    session_->sign_out();
  }

  void check_wifi(std::string ssid, std::string passphrase, std::string security, val settle) {
    at_once(settle, [&] { board::check(network(ssid, std::move(passphrase), security)); });
  }
  void set_wifi(int id, std::string ssid, std::string passphrase, std::string security, val settle) {
    run(session_->set_wifi(id, network(ssid, std::move(passphrase), security)), settle);
  }
  void keep_wifi(int id, val settle) {
    run(session_->set_wifi(id, std::nullopt), settle);
  }

  void plan(int id, bool renew, val settle) {
    run(session_->plan(id, choice(renew)), settle, [this, id] {
      const session::BoardSession* board = session_->find(id);
      return board != nullptr && board->job().plan ? session::to_json(*board->job().plan) : "null";
    });
  }
  void use_image(int id, std::string which, std::string name, std::string text, val settle) {
    at_once(settle, [&] {
      session_->use_image(id, role(which), provision::OwnImage{std::move(name), std::move(text)});
    });
  }
  void use_vendors_image(int id, std::string which, val settle) {
    at_once(settle, [&] { session_->use_image(id, role(which), std::nullopt); });
  }
  void provision(int id, bool renew, bool asserted, val settle) {
    const auto claim = asserted ? session::PairingClaim::asserted : session::PairingClaim::proved;
    run(session_->provision(id, choice(renew), claim), settle, [this, id] {
      const session::BoardSession* board = session_->find(id);
      return board != nullptr && board->job().result
                 ? session::to_json(*board->job().result, *session_, *board)
                 : "null";
    });
  }
  void cancel(int id, val settle) {
    at_once(settle, [&] { session_->cancel(id); });
  }

  /// {"root-ca.key": "-----BEGIN …", …}: all of these files are text.
  void authority_files(val settle) {
    answer_at_once(settle, [this] {
      const KeyFiles keys{session_->authority_files()};
      Json json = Json::object();
      for (const auto& [path, content] : keys.files) json[path] = base::as_text(content);
      return dump(json);
    });
  }
  void use_authority(std::string json, val settle) {
    at_once(settle, [&] {
      KeyFiles keys;
      for (const auto& [path, content] : Json::parse(json).items())
        keys.files.emplace(path, base::to_bytes(base::as_bytes(content.get<std::string>())));
      session_->use_authority(keys.files);
    });
  }
  void restore(int id, val settle) {
    run(session_->restore(id), settle);
  }
  void inspect(int id, val settle) {
    run(session_->inspect(id), settle, part(id, session::BoardPart::inspection));
  }
  void check_roots(int id, val settle) {
    run(session_->check_roots(id), settle, part(id, session::BoardPart::roots));
  }
  void repair_roots(int id, val settle) {
    run(session_->repair_roots(id), settle, part(id, session::BoardPart::roots));
  }
  void write_roots(int id, val backup, val settle) {
    run(session_->write_roots(id, to_bytes(backup)), settle, part(id, session::BoardPart::roots));
  }
  /// Settles with the bytes themselves, or an error as JSON.
  void roots_backup(int id, val settle) {
    val bytes = val::null();
    std::string failure;
    try {
      bytes = to_uint8_array(session_->roots_backup(id));
    } catch (const base::Error& error) {
      failure = session::to_json(error);
    }
    settle(failure.empty(), failure.empty() ? bytes : val(failure));
  }
  void diagnose(int id, val settle) {
    run(session_->diagnose(id), settle, part(id, session::BoardPart::diagnosis));
  }

  void watch(std::string thing_name, val settle) {
    at_once(settle, [&] { session_->watch(std::move(thing_name)); });
  }
  void unwatch() {
    session_->unwatch();
  }
  void list_things(val settle) {
    run<std::vector<std::string>>(session_->list_things(), settle,
                                  [](const std::vector<std::string>& names) { return dump(names); });
  }
  void set_toggle(bool on, val settle) {
    run(session_->set_toggle(on), settle);
  }
  val series() const {
    const telemetry::Columns found = session_->series();
    val result = val::object();
    result.set("time", columns(found.time));
    result.set("light", columns(found.light));
    result.set("temperature", columns(found.temperature));
    return result;
  }

  /// Placeholders of the account and region where nobody is signed in, as in AWS's own documents.
  std::string policies() const {
    const session::AccountSession& account = session_->account();
    const aws::Region region = account.region().value_or(aws::Region::parse("us-east-2"));
    const std::string& known = account.account().identity.account;
    const std::string id = known.empty() ? "111122223333" : known;
    return dump(
        {{"guide", aws::guide_policy()},
         {"provision", aws::provisioning_and_watching_policy(region, id, telemetry::client_id_pattern)},
         {"watch", aws::watching_policy(region, id, telemetry::client_id_pattern)}});
  }

#ifdef PROVISIONER_SIMULATION
  void simulate_board(std::string firmware, bool with_debugger, std::string kit, val settle) {
    run<int>(world_->attach_board(*session_, firmware, with_debugger, kit), settle,
             [](int id) { return std::to_string(id); });
  }
  void simulate_unplug(int id) {
    world_->unplug(*session_, id);
  }
  void simulate_replug(int id, val settle) {
    run(world_->replug(*session_, id), settle);
  }
  void simulate_drop(int id, std::string image, val settle) {
    run(world_->drop(*session_, id, image), settle);
  }
  void simulate_sign_in(val settle) {
    run(world_->sign_in(*session_), settle);
  }
  std::string simulated_leds() const {
    return world_->leds();
  }
#endif

 private:
  static std::string line_json(const base::LogLine& line) {
    const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(line.time.time_since_epoch());
    return dump({{"time", time.count()},
                 {"level", base::name(line.level)},
                 {"source", line.source},
                 {"text", line.text}});
  }

  base::task<void> sign_in_task(std::string access_key_id, base::Secret secret_key, base::Secret token,
                                std::string region) {
    const aws::Region parsed = aws::Region::parse(region);
#ifdef PROVISIONER_SIMULATION
    session_->sign_out();
    world_->use_real_cloud();
#endif
    co_await session_->sign_in(aws::typed_credentials(access_key_id, secret_key, token), parsed, false);
  }

  static provision::FirmwareRole role(const std::string& which) {
    return which == "demo" ? provision::FirmwareRole::demo : provision::FirmwareRole::provisioning;
  }

  struct PartOf {
    const SessionBinding* self;
    int id;
    session::BoardPart part;
    std::string operator()() const {
      const session::BoardSession* board = self->session_->find(id);
      return board != nullptr ? session::to_json(*board, part) : "null";
    }
  };
  PartOf part(int id, session::BoardPart part) const {
    return {this, id, part};
  }

  /// Starts the work; settles with its value as JSON or its error.
  template <class T, class ToJson>
  void run(base::task<T> work, val settle, ToJson to_json) {
    running_.remove_if([](const Running& one) { return one.over; });
    Running& running = running_.emplace_back();
    running.spawned = base::spawn<T>(executor_, std::move(work),
                                     [this, &running, settle, to_json](base::Outcome<T> outcome) {
                                       running.over = true;
                                       if (!outcome.ok()) {
                                         log_.error("session", outcome.error());
                                         settle(false, session::to_json(outcome.error()));
                                       } else if constexpr (std::is_void_v<T>) {
                                         settle(true, std::string(to_json()));
                                       } else {
                                         settle(true, std::string(to_json(std::move(outcome).get())));
                                       }
                                     });
  }
  void run(base::task<void> work, val settle, PartOf part) {
    run<void>(std::move(work), settle, part);
  }
  void run(base::task<void> work, val settle) {
    run<void>(std::move(work), settle, [] { return "null"; });
  }

  template <class Work>
  static void answer_at_once(val settle, Work work) {
    std::string json;
    bool ok = true;
    try {
      json = work();
    } catch (const base::Error& error) {
      ok = false;
      json = session::to_json(error);
    }
    settle(ok, json);
  }
  template <class Work>
  static void at_once(val settle, Work work) {
    answer_at_once(settle, [&] {
      work();
      return std::string("null");
    });
  }

  struct Running {
    base::Spawned spawned;
    bool over = false;
  };

  BrowserExecutor& executor_;
  BrowserClock clock_;
  base::Log log_;
  JsHttpClient http_;
  JsMqttClient mqtt_;
  JsKeyValueStore store_;
  JsVendorFiles files_;
  JsRandom random_;
#ifdef PROVISIONER_SIMULATION
  std::unique_ptr<SimulatedWorld> world_;
#endif
  std::unique_ptr<session::Session> session_;
  std::list<Running> running_;
};

std::string regions() {
  Json list = Json::array();
  for (const aws::Region region : aws::all_regions()) {
    list.push_back({{"name", region.name()}, {"partition", region.partition()}});
  }
  return dump(list);
}

EMSCRIPTEN_BINDINGS(provisioner) {
  emscripten::function("regions", &regions);
  emscripten::class_<SessionBinding>("Session")
      .constructor<val, val, val>()
      .function("state", &SessionBinding::state)
      .function("log", &SessionBinding::log)
      .function("attachBoard", &SessionBinding::attach_board)
      .function("boardGone", &SessionBinding::board_gone)
      .function("boardBack", &SessionBinding::board_back)
      .function("identifyAgain", &SessionBinding::identify_again)
      .function("forgetBoard", &SessionBinding::forget_board)
      .function("selectBoard", &SessionBinding::select_board)
      .function("recognise", &SessionBinding::recognise)
      .function("signIn", &SessionBinding::sign_in)
      .function("signOut", &SessionBinding::sign_out)
      .function("checkWifi", &SessionBinding::check_wifi)
      .function("setWifi", &SessionBinding::set_wifi)
      .function("keepWifi", &SessionBinding::keep_wifi)
      .function("plan", &SessionBinding::plan)
      .function("provision", &SessionBinding::provision)
      .function("cancel", &SessionBinding::cancel)
      .function("authorityFiles", &SessionBinding::authority_files)
      .function("useAuthority", &SessionBinding::use_authority)
      .function("attachDebugger", &SessionBinding::attach_debugger)
      .function("debuggerGone", &SessionBinding::debugger_gone)
      .function("forgetDebugger", &SessionBinding::forget_debugger)
      .function("useImage", &SessionBinding::use_image)
      .function("useVendorsImage", &SessionBinding::use_vendors_image)
      .function("restore", &SessionBinding::restore)
      .function("inspect", &SessionBinding::inspect)
      .function("checkRoots", &SessionBinding::check_roots)
      .function("repairRoots", &SessionBinding::repair_roots)
      .function("writeRoots", &SessionBinding::write_roots)
      .function("rootsBackup", &SessionBinding::roots_backup)
      .function("diagnose", &SessionBinding::diagnose)
      .function("watch", &SessionBinding::watch)
      .function("unwatch", &SessionBinding::unwatch)
      .function("listThings", &SessionBinding::list_things)
      .function("setToggle", &SessionBinding::set_toggle)
      .function("series", &SessionBinding::series)
      .function("policies", &SessionBinding::policies)
#ifdef PROVISIONER_SIMULATION
      .function("simulateBoard", &SessionBinding::simulate_board)
      .function("simulateUnplug", &SessionBinding::simulate_unplug)
      .function("simulateReplug", &SessionBinding::simulate_replug)
      .function("simulateDrop", &SessionBinding::simulate_drop)
      .function("simulateSignIn", &SessionBinding::simulate_sign_in)
      .function("simulatedLeds", &SessionBinding::simulated_leds)
#endif
      ;
}

}  // namespace wasm
