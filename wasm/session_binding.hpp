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

namespace wasm {

class SessionBinding {
 public:
  SessionBinding(val platform, val on_change, val on_log);
  SessionBinding(const SessionBinding&) = delete;
  SessionBinding& operator=(const SessionBinding&) = delete;

  std::string state() const;
  std::string log() const;

  void recognise(std::string text, val settle);
  void sign_in(std::string access_key_id, std::string secret_key, std::string token, std::string region,
               val settle);
  void check_keys_again(std::string region, val settle);
  void sign_out();
  std::string policies(std::string region) const;
  void authority_files(val settle);
  void use_authority(std::string json, val settle);

  void watch(std::string thing_name, val settle);
  void unwatch();
  void list_things(val settle);
  void set_toggle(bool on, val settle);
  val series() const;

  // Boards and debuggers: device_bindings.cpp.
  void attach_board(val transport, val settle);
  void board_gone(int id, val settle);
  void identify_again(int id, val settle);
  void forget_board(int id, val settle);
  void select_board(int id, val settle);
  void debuggers_in_reach(bool in_reach);
  void go_by_hand(int id, bool by_hand, val settle);
  void attach_debugger(val transport, val settle);
  void debugger_gone(int id, val settle);
  void forget_debugger(int id, val settle);
  void check_wifi(std::string ssid, std::string passphrase, std::string security, val settle);
  void set_wifi(int id, std::string ssid, std::string passphrase, std::string security, val settle);
  void keep_wifi(int id, val settle);
  void plan(int id, bool renew, val settle);
  /// Settles with the bytes themselves.
  void vendor_image(std::string family, std::string which, val settle);
  void use_image(int id, std::string which, std::string name, std::string text, val settle);
  void use_vendors_image(int id, std::string which, val settle);
  void provision(int id, bool renew, bool asserted, val settle);
  void cancel(int id, val settle);
  void restore(int id, val settle);
  void inspect(int id, val settle);
  void check_roots(int id, val settle);
  void repair_roots(int id, val settle);
  void write_roots(int id, val backup, val settle);
  /// Settles with the bytes themselves.
  void roots_backup(int id, val settle);
  void diagnose(int id, val settle);

 private:
  base::task<void> sign_in_task(std::string access_key_id, base::Secret secret_key, base::Secret token,
                                std::string region);
  base::task<void> check_keys_again_task(std::string region);
  base::task<void> set_wifi_task(int id, std::string ssid, base::Secret passphrase, std::string security);
  base::task<base::Bytes> vendor_image_task(std::string family, std::string which);
  /// Settles with a part of the board's state, read when the call has ended.
  template <class Part>
  auto told_of(int id, Part part) const;

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
  Calls calls_;
};

}  // namespace wasm
