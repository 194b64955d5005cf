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
  info.firmware = co_await firmware_version();
  info.kit_name = co_await kit_name();
  co_return info;
}

base::task<base::Bytes> Debugger::read_version(std::uint8_t from, std::uint8_t size) {
  try {
    co_return co_await protocol_.exchange(housekeeping::get_version(from, size));
  } catch (const base::Error& error) {
    if (!error.is(command_refused)) throw;
  }
  co_return base::Bytes();
}

base::task<std::optional<housekeeping::Version>> Debugger::firmware_version() {
  base::Bytes bytes = co_await read_version(0, housekeeping::version_size);
  if (bytes.size() < housekeeping::version_size) {
    // Some debuggers answer fewer bytes than asked for. The vendor's tools ask for one at a time.
    bytes.clear();
    for (std::uint8_t i = 0; i < housekeeping::version_size; ++i)
      base::append(bytes, co_await read_version(i, 1));
  }
  co_return housekeeping::parse_version(bytes);
}

base::task<std::string> Debugger::kit_name() {
  try {
    co_return co_await read_kit_name(dap_);
  } catch (const base::Error& error) {
    if (!error.is(configuration_refused)) throw;
  }
  co_return std::string();
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
