// The module's exports, by the names that module.ts calls.
#include <emscripten/bind.h>
#include <nlohmann/json.hpp>

#include "aws/region.hpp"
#include "session_binding.hpp"

namespace wasm {

namespace {

std::string regions() {
  auto list = nlohmann::json::array();
  for (const aws::Region region : aws::all_regions()) {
    list.push_back({{"name", region.name()}, {"partition", region.partition()}});
  }
  return list.dump();
}

}  // namespace

EMSCRIPTEN_BINDINGS(provisioner) {
  emscripten::function("regions", &regions);
  emscripten::class_<SessionBinding>("Session")
      .constructor<val, val, val>()
      .function("state", &SessionBinding::state)
      .function("log", &SessionBinding::log)
      .function("attachBoard", &SessionBinding::attach_board)
      .function("boardGone", &SessionBinding::board_gone)
      .function("identifyAgain", &SessionBinding::identify_again)
      .function("forgetBoard", &SessionBinding::forget_board)
      .function("selectBoard", &SessionBinding::select_board)
      .function("debuggersInReach", &SessionBinding::debuggers_in_reach)
      .function("goByHand", &SessionBinding::go_by_hand)
      .function("recognise", &SessionBinding::recognise)
      .function("signIn", &SessionBinding::sign_in)
      .function("checkKeysAgain", &SessionBinding::check_keys_again)
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
      .function("vendorImage", &SessionBinding::vendor_image)
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
      .function("policies", &SessionBinding::policies);
}

}  // namespace wasm
