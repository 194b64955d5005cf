// The debugger's own handlers for JTAGICE3 messages: discovery and housekeeping.
#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "simulation/nano_debugger.hpp"

namespace simulation {

namespace {

constexpr std::uint8_t discovery_handler = 0x00;
constexpr std::uint8_t housekeeping_handler = 0x01;

constexpr std::uint8_t start_session = 0x10;
constexpr std::uint8_t end_session = 0x11;

}  // namespace

Jtagice3Reply NanoDebugger::handle(std::uint8_t handler, base::ByteView message) {
  try {
    if (handler == discovery_handler) return discover(message);
    if (handler == housekeeping_handler) return housekeeping(message);
    return target_->handle(handler, message);
  } catch (const base::Error&) {  // the message is too short
  }
  return jtagice3::failure(jtagice3::not_supported);
}

Jtagice3Reply NanoDebugger::discover(base::ByteView message) const {
  enum : std::uint8_t { handlers = 0x00, tool_name = 0x80, serial_number = 0x81 };
  base::ByteReader arguments(message);
  const std::uint8_t command = arguments.u8();
  arguments.u8();  // version
  const std::uint8_t what = arguments.u8();
  if (command == jtagice3::query && what == handlers) {
    base::Bytes known{std::byte{discovery_handler}, std::byte{housekeeping_handler}};
    base::append(known, target_->handlers());
    return jtagice3::with_list(known);
  }
  if (command == jtagice3::query && what == tool_name) return jtagice3::with_list(base::as_bytes("nEDBG"));
  if (command == jtagice3::query && what == serial_number)
    return jtagice3::with_list(base::as_bytes(state_.usb_serial_number));
  return jtagice3::failure(jtagice3::not_supported);
}

Jtagice3Reply NanoDebugger::housekeeping(base::ByteView message) {
  base::ByteReader arguments(message);
  const std::uint8_t command = arguments.u8();
  arguments.u8();  // version
  switch (command) {
    case jtagice3::query: {
      constexpr std::array known{std::byte{jtagice3::query}, std::byte{jtagice3::set},
                                 std::byte{jtagice3::get}, std::byte{start_session}, std::byte{end_session}};
      if (arguments.u8() != 0)
        return jtagice3::with_list({});  // the debugger has no analog channels and no special abilities
      return jtagice3::with_list(known);
    }
    case jtagice3::get:
      return get_parameters(arguments);
    case start_session:
      return jtagice3::success();
    case end_session:
      restarting_ = arguments.u8() == 1;
      return jtagice3::success();
    default:
      return jtagice3::failure(jtagice3::not_supported);
  }
}

Jtagice3Reply NanoDebugger::get_parameters(base::ByteReader& arguments) const {
  enum : std::uint8_t { configuration = 0x00, analog = 0x01, diagnostics = 0x81 };
  const std::uint8_t context = arguments.u8();
  const std::size_t offset = arguments.u8();
  const std::size_t size = arguments.u8();
  base::ByteWriter writer;
  switch (context) {
    case configuration:  // hardware, firmware, chip, boot loader (two bytes), debug build, image
      writer.u8(0)
          .u8(firmware_.major)
          .u8(firmware_.minor)
          .u16_le(firmware_.build)
          .u8(0)
          .u16_le(0)
          .u8(0)
          .u8(0);
      break;
    case analog:  // target and USB voltage, in millivolts
      writer.u16_le(3300).u16_le(5000);
      break;
    case diagnostics:
      writer.fill(16, std::byte{0});
      break;
    default:
      return jtagice3::failure(jtagice3::not_supported);
  }
  const base::Bytes parameters = std::move(writer).take();
  if (offset > parameters.size() || size > parameters.size() - offset)
    return jtagice3::failure(jtagice3::not_supported);
  return jtagice3::with_data(base::ByteView(parameters).subspan(offset, std::min(size, parameter_limit_)));
}

}  // namespace simulation
