// The module's exports, by the names that module.ts calls.
#include <emscripten/bind.h>

#include "session_binding.hpp"

namespace wasm {

EMSCRIPTEN_BINDINGS(provisioner) {
  emscripten::class_<SessionBinding>("Session")
      .constructor<val, val, val>()
      .function("changes", &SessionBinding::changes)
      .function("command", &SessionBinding::command)
      .function("log", &SessionBinding::log)
      .function("attachBoard", &SessionBinding::attach_board)
      .function("debuggersInReach", &SessionBinding::debuggers_in_reach)
      .function("recognise", &SessionBinding::recognise)
      .function("signIn", &SessionBinding::sign_in)
      .function("checkWifi", &SessionBinding::check_wifi)
      .function("setWifi", &SessionBinding::set_wifi)
      .function("authorityFiles", &SessionBinding::authority_files)
      .function("useAuthority", &SessionBinding::use_authority)
      .function("attachDebugger", &SessionBinding::attach_debugger)
      .function("vendorImage", &SessionBinding::vendor_image)
      .function("writeRoots", &SessionBinding::write_roots)
      .function("rootsBackup", &SessionBinding::roots_backup)
      .function("series", &SessionBinding::series)
      .function("fleet", &SessionBinding::fleet)
      .function("boardSeries", &SessionBinding::board_series)
      .function("explorer", &SessionBinding::explorer)
      .function("explorerMessage", &SessionBinding::explorer_message)
      .function("exportPart", &SessionBinding::export_part)
      .function("policies", &SessionBinding::policies);
}

}  // namespace wasm
