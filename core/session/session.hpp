// Everything behind the page, made of rooms: the account, the devices, the boards' jobs, the authority, and
// the live data. The page draws the session's state and passes on what the user does; the session makes all
// decisions.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "session/account_jobs.hpp"
#include "session/account_session.hpp"
#include "session/authority.hpp"
#include "session/devices.hpp"
#include "session/first_messages.hpp"
#include "session/jobs.hpp"
#include "session/live_data.hpp"
#include "session/next_action.hpp"
#include "session/tray.hpp"

namespace session {

class Session {
 public:
  explicit Session(Platform platform);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  base::task<void> sign_in(aws::Credentials credentials, aws::Region region, World world);
  /// Signs in again with the keys that the session still has: those of a valid account, or after a refusal
  /// that was not the fault of the keys. Throws session.no_account without keys.
  base::task<void> check_keys_again(aws::Region region);
  /// Makes a user with only the permissions that are needed (AccountJobs::create_user), and signs in with its
  /// keys. Throws session.board_busy, because the jobs of boards sign with the present keys.
  base::task<void> use_new_user(std::string boundary);
  /// As AccountJobs::share_authority(), with the user's authority.
  base::task<void> share_authority();
  void sign_out();
  const AccountSession& account() const { return account_; }
  /// Lists the account's things into things().
  base::task<void> list_things();
  /// The names of the account's things; nullopt until they were listed.
  const std::optional<std::vector<std::string>>& things() const { return things_; }

  Devices& devices() { return devices_; }
  const Devices& devices() const { return devices_; }
  AccountJobs& account_jobs() { return account_jobs_; }
  const AccountJobs& account_jobs() const { return account_jobs_; }
  Jobs& jobs() { return jobs_; }
  Authority& authority() { return authority_; }
  base::Log& log() { return platform_.log; }
  /// Made when it is first asked for, because most users have one board.
  Tray& tray();
  /// nullptr unless it was made.
  const Tray* tray_if_any() const { return tray_.get(); }
  LiveData& live() { return live_; }
  const LiveData& live() const { return live_; }
  /// Shows a thing's messages. Throws session.no_account unless the keys are good.
  void watch(std::string thing_name);

  /// Watches the boards that were provisioned from here and all things of the account, on at most that many
  /// connections (0: as many as are needed). Without permission to list things, throws, but watches the
  /// former all the same. Throws session.no_account unless the keys are good.
  base::task<void> watch_all(int connections);

  /// The board that the page shows; nullptr without one.
  const BoardSession* selected() const { return devices_.find(selected_); }
  void select_board(int id);
  /// Sets whether the browser gives the page access to debuggers; true by default.
  void debuggers_in_reach(bool in_reach);
  NextAction next() const;

  /// Called after changes, at most once in 40 ms.
  std::function<void()> on_change;

 private:
  void take_board(BoardSession& board);
  void leave_board(int id);
  void start_watching(Devices::Board board);
  void resume_wait(Devices::Board board);
  bool wifi_goes_with_job(const BoardSession& board) const;
  void note_message(const std::string& thing_name);
  base::task<void> diagnose_silent(Devices::Board board);
  base::task<void> follow_registration(Devices::Board board);
  Situation::Board situation_of(const BoardSession& board) const;
  NextAction next_of(std::optional<Situation::Board> board) const;
  void changed();

  Platform platform_;
  AccountSession account_;
  AccountJobs account_jobs_;
  Devices devices_;
  Authority authority_;
  Jobs jobs_;
  LiveData live_;
  FirstMessages first_messages_;
  std::unique_ptr<Tray> tray_;
  std::optional<std::vector<std::string>> things_;
  int selected_ = 0;
  bool debuggers_in_reach_ = true;
  std::optional<base::Executor::TimerId> change_timer_;
};

/// The vendor's image for the kits whose names begin with `family`, as a file for the drive. Throws
/// provision.image_differs unless the file is the one that a job would program, and provision.unknown_kit.
base::task<base::Bytes> vendor_image(ports::VendorFiles& files, std::string family, board::FirmwareRole role);

}  // namespace session
