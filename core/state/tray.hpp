// The tray as the page sees it: the boards of a session side by side, and the settings that all of them get.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "board/wifi.hpp"
#include "provision/method_name.hpp"
#include "state/error_info.hpp"
#include "state/next_action.hpp"

namespace state {

enum class TrayStatus : std::uint8_t { waiting, ready, running, passed, failed, stopped, set_up, gone };
constexpr auto names_of(TrayStatus) {
  using enum TrayStatus;
  return base::enum_names<TrayStatus>("TrayStatus", {{waiting, "waiting"},
                                                     {ready, "ready"},
                                                     {running, "running"},
                                                     {passed, "passed"},
                                                     {failed, "failed"},
                                                     {stopped, "stopped"},
                                                     {set_up, "set_up"},
                                                     {gone, "gone"}});
}

struct TrayBoard {
  int board = 0;
  TrayStatus status{};
  NextAction next{};
  bool startable = false;
  std::optional<ErrorInfo> error;
};
constexpr auto description_of(const TrayBoard*) {
  return describe<TrayBoard>(
      "TrayBoard", "", field("board", &TrayBoard::board),
      field("status", &TrayBoard::status,
            "`waiting`: see next; `running`: until its first message; `passed`: its first message has come; "
            "`stopped`: by the user; `set_up`: provisioned in this account before this session."),
      field("next", &TrayBoard::next), field("startable", &TrayBoard::startable),
      field("error", &TrayBoard::error, "Why the board failed."));
}

struct TrayState {
  bool armed = false;
  bool wifi_decided = false;
  std::string ssid;
  board::WifiSecurity security = board::WifiSecurity::wpa;
  int startable = 0;
  bool continues = false;
  std::vector<TrayBoard> boards;
};
constexpr auto description_of(const TrayState*) {
  return describe<TrayState>(
      "TrayState", "", field("armed", &TrayState::armed),
      field("wifiDecided", &TrayState::wifi_decided, "True if the boards get the tray's Wi-Fi settings."),
      field("ssid", &TrayState::ssid, "Empty if the boards keep their networks."),
      field("security", &TrayState::security),
      field("startable", &TrayState::startable, "How many boards `provisionTray` starts for board 0."),
      field("continues", &TrayState::continues,
            "True if these are the boards that have failed, because no other board is ready."),
      field("boards", &TrayState::boards, "By id."));
}

}  // namespace state
