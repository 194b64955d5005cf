// Everything behind the page: the account, the boards, the watched thing and the next action. The page draws
// the session's state and passes on what the user does; the session makes all decisions.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/spawn.hpp"
#include "session/account_session.hpp"
#include "session/board_session.hpp"
#include "session/devices.hpp"
#include "session/first_messages.hpp"
#include "session/live_data.hpp"
#include "state/state.hpp"

namespace session {

using state::NextAction;

class Session {
 public:
  explicit Session(Platform platform);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  /// As in Devices.
  base::task<int> attach_board(std::unique_ptr<ports::SerialPort> port, World world) {
    return devices_.attach_board(std::move(port), world);
  }
  void board_gone(int id) { devices_.board_gone(id); }
  base::task<void> identify_again(int id);
  base::task<void> forget_board(int id);
  void select_board(int id);
  /// Sets whether the browser gives the page access to debuggers; true by default.
  void debuggers_in_reach(bool in_reach);
  /// Sets whether the user continues without this board's debugger, although it could be used.
  void go_by_hand(int id, bool by_hand);

  /// As in Devices.
  base::task<int> attach_debugger(std::unique_ptr<ports::HidDevice> device, World world) {
    return devices_.attach_debugger(std::move(device), world);
  }
  void debugger_gone(int id) { devices_.debugger_gone(id); }
  base::task<void> forget_debugger(int id) { return devices_.forget_debugger(id); }

  base::task<void> sign_in(aws::Credentials credentials, aws::Region region, World world);
  /// Signs in again with the keys that the session still has: those of a valid account, or after a refusal
  /// that was not the fault of the keys. Throws session.no_account without keys.
  base::task<void> check_keys_again(aws::Region region);
  void sign_out();

  base::task<void> set_wifi(int id, std::optional<board::WifiNetwork> network);
  base::task<void> plan(int id, provision::CertificateChoice choice);
  base::task<void> provision(int id, provision::CertificateChoice choice,
                             PairingClaim claim = PairingClaim::proved);
  void cancel(int id);
  void use_image(int id, board::FirmwareRole role, std::optional<provision::OwnImage> image);
  base::task<void> restore(int id);
  base::task<void> inspect(int id);
  base::task<void> check_roots(int id);
  base::task<void> repair_roots(int id);
  base::task<void> write_roots(int id, base::Bytes backup);
  /// The root store's region as last read. Throws session.nothing_read.
  const base::Bytes& roots_backup(int id);
  base::task<void> diagnose(int id);

  /// The vendor's image for the kits whose names begin with `family`, as a file for the drive. Throws
  /// provision.image_differs unless the file is the one that a job would program, and provision.unknown_kit.
  base::task<base::Bytes> vendor_image(std::string family, board::FirmwareRole role);

  /// The certificate authority and the certificates that it issued, as the files of a .microchip-iot folder.
  /// Creates the authority if no board has needed it yet. The files contain private keys: call pki::wipe()
  /// after use. Throws session.no_account.
  pki::Files authority_files();
  /// Replaces the authority by the user's own, and imports its boards. Throws pki.missing_file, the errors of
  /// pki::load(), and session.board_busy.
  void use_authority(const pki::Files& files);

  void watch(std::string thing_name);
  void unwatch();
  base::task<std::vector<std::string>> list_things();
  base::task<void> set_toggle(bool on);
  telemetry::Columns series() const;

  const AccountSession& account() const { return account_; }
  const Devices& devices() const { return devices_; }
  const std::vector<std::shared_ptr<BoardSession>>& boards() const { return devices_.boards(); }
  const std::vector<std::shared_ptr<DebuggerSession>>& debuggers() const { return devices_.debuggers(); }
  const BoardSession* selected() const { return find(selected_); }
  const BoardSession* find(int id) const { return devices_.find(id); }
  /// As in Pairing.
  const DebuggerSession* foreign_debugger(const BoardSession& board) const {
    return devices_.pairing().foreign_debugger(board);
  }
  const telemetry::Watcher* watcher() const { return live_.watcher(); }
  NextAction next() const;

  /// Called after changes, at most once in 40 ms.
  std::function<void()> on_change;

 private:
  /// Runs work that makes signed AWS requests. If it fails because the keys expired or were deactivated,
  /// marks the account as refused, then rethrows.
  template <class T>
  base::task<T> signing(base::task<T> work) {
    std::optional<base::Error> failure;
    try {
      co_return co_await std::move(work);
    } catch (const base::Error& error) {
      failure = error;
    }
    doubt_keys(*failure);
    throw base::Error(*failure);
  }
  void doubt_keys(const base::Error& error);

  bool wifi_goes_with_job(const BoardSession& board) const;
  void note_message(const std::string& thing_name);
  base::task<void> diagnose_silent(std::shared_ptr<BoardSession> board);
  static bool is_wanted(const Job& job);
  bool is_watched(const BoardSession& board) const;
  bool is_set_up(const BoardSession& board) const;
  NextAction next_with_debugger(const BoardSession& board) const;
  SharedAuthorities authorities();
  void keep_record(const BoardSession& board);
  NextAction next_for(const BoardSession& board) const;
  NextAction next_without_debugger(const BoardSession& board) const;
  void require_same_world(const BoardSession& board) const;
  void changed();

  Platform platform_;
  AccountSession account_;
  Devices devices_;
  int selected_ = 0;
  bool debuggers_in_reach_ = true;
  SharedAuthorities authorities_;
  std::map<std::string, pki::BoardRecord> records_;  // as in pki::Store; includes forgotten boards
  std::optional<base::Executor::TimerId> change_timer_;
  LiveData live_;
  FirstMessages first_messages_;
};

}  // namespace session
