// What the user has to do next, for one board.
#pragma once

#include <cstdint>

#include "base/enum_names.hpp"

namespace state {

/// The user's next action, which is the page's primary button. connect_debugger: the board's port is
/// connected, but not its debugger. The one-click job needs both; otherwise the user continues with the
/// drive.
enum class NextAction : std::uint8_t {
  connect_board,
  connect_debugger,
  give_keys,
  load_provisioning_firmware,
  plan,
  provision,
  proceed,
  load_demo_firmware,
  set_wifi,
  send_wifi,
  watch,
  wait,
  none,
};
constexpr auto names_of(NextAction) {
  using enum NextAction;
  return base::enum_names<NextAction>("NextAction",
                                      {{connect_board, "connect_board"},
                                       {connect_debugger, "connect_debugger"},
                                       {give_keys, "give_keys"},
                                       {load_provisioning_firmware, "load_provisioning_firmware"},
                                       {plan, "plan"},
                                       {provision, "provision"},
                                       {proceed, "continue"},
                                       {load_demo_firmware, "load_demo_firmware"},
                                       {set_wifi, "set_wifi"},
                                       {send_wifi, "send_wifi"},
                                       {watch, "watch"},
                                       {wait, "wait"},
                                       {none, "none"}});
}

}  // namespace state
