#include "debugger/debugger.hpp"

#include <array>
#include <utility>

#include "base/finally.hpp"
#include "base/sleep.hpp"
#include "debugger/errors.hpp"
#include "debugger/housekeeping.hpp"

namespace debugger {

base::task<void> Debugger::open() {
  co_await dap_.open();
  co_await base::on_failure(protocol_.exchange(housekeeping::start_session()), close());
}

base::task<DebuggerInfo> Debugger::identify() {
  DebuggerInfo info;
  const std::array texts{std::pair{DapInfo::Id::product, &info.product},
                         std::pair{DapInfo::Id::serial_number, &info.serial_number},
                         std::pair{DapInfo::Id::device_name, &info.device_name}};
  for (const auto& [id, text] : texts)
    *text = DapInfo::parse_text(co_await dap_.exchange(DapInfo{id}.encode()));
  info.firmware = housekeeping::parse_version(co_await protocol_.exchange(housekeeping::get_version()));
  info.kit_name = co_await read_kit_name(dap_);
  co_return info;
}

base::task<void> Debugger::close() {
  try {
    co_await base::shielded(protocol_.exchange(housekeeping::end_session()));
  } catch (const base::Error&) {
    // A debugger that is unplugged or silent has no session to end.
  }
  co_await dap_.close();
}

}  // namespace debugger
