// The session as the page calls it (module.ts wraps it into provisioner.d.ts): takes plain values and, for
// calls that take time, a callback that is called once (calls.hpp). Secrets come in as text and become
// base::Secret here.
#pragma once

#include <memory>
#include <string>

#include "browser_executor.hpp"
#include "calls.hpp"
#include "js_ports.hpp"
#include "session/session.hpp"
#include "state/slices.hpp"

namespace wasm {

/// Series of provisioner.d.ts.
val series_value(const telemetry::Columns& columns);

class SessionBinding {
 public:
  SessionBinding(val platform, val on_change, val on_log);
  SessionBinding(const SessionBinding&) = delete;
  SessionBinding& operator=(const SessionBinding&) = delete;

  /// The slices of the state that have changed since the last call, as JSON (state/slices.hpp).
  std::string changes();
  std::string log() const;
  /// A command of state/commands.hpp, with its arguments as JSON.
  void command(std::string name, std::string arguments, val settle);

  void recognise(std::string text, val settle);
  void sign_in(std::string access_key_id, std::string secret_key, std::string token, std::string region,
               val settle);
  void policies(std::string region, emscripten::val settle) const;
  void authority_files(val settle);
  void use_authority(std::string json, val settle);

  val series() const;
  // Many boards, the explorer and the export: live_bindings.cpp. JSON texts are those of state/fleet.hpp.
  std::string fleet() const;
  val board_series(std::string thing_name) const;
  std::string explorer() const;
  std::string explorer_message(std::string topic) const;
  std::string export_part(std::string request) const;

  // Boards and debuggers: device_bindings.cpp.
  void attach_board(val transport, val settle);
  void debuggers_in_reach(bool in_reach);
  void attach_debugger(val transport, val settle);
  void check_wifi(std::string ssid, std::string passphrase, std::string security, val settle);
  void set_wifi(int id, std::string ssid, std::string passphrase, std::string security, val settle);
  /// Settles with the bytes themselves.
  void vendor_image(std::string family, std::string which, val settle);
  void write_roots(int id, val backup, val settle);
  /// Settles with the bytes themselves.
  void roots_backup(int id, val settle);

 private:
  base::task<void> sign_in_task(std::string access_key_id, base::Secret secret_key, base::Secret token,
                                std::string region);
  base::task<void> set_wifi_task(int id, std::string ssid, base::Secret passphrase, std::string security);
  base::task<base::Bytes> vendor_image_task(std::string family, std::string which);

  /// Marks what the session shows; its devices and cloud are all of one world.
  session::World world_;
  BrowserClock clock_;
  base::Log log_;
  JsHttpClient http_;
  JsMqttClient mqtt_;
  JsKeyValueStore store_;
  JsVendorFiles files_;
  JsRandom random_;
  std::unique_ptr<session::Session> session_;
  state::Slices slices_;
  Calls calls_;
};

}  // namespace wasm
