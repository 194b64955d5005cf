#include "simulation/nano_debugger.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "simulation/time_model.hpp"

namespace simulation {

namespace {

enum class Command : std::uint8_t {
  information = 0x00,
  host_status = 0x01,
  disconnect = 0x03,
  avr_command = 0x80,
  avr_response = 0x81,
  avr_event = 0x82,
  get_configuration = 0x83,
  set_configuration = 0x84,
};

enum class InformationId : std::uint8_t {
  vendor = 0x01,
  product = 0x02,
  serial_number = 0x03,
  cmsis_dap_version = 0x04,
  device_vendor = 0x05,
  device_name = 0x06,
  capabilities = 0xF0,
  packet_count = 0xFE,
  packet_size = 0xFF,
};

constexpr std::uint8_t raw_access = 0x40;        // the tag for plain bytes of the configuration
constexpr std::uint8_t configuration_error = 1;  // any value but 0: hosts do not distinguish errors
constexpr std::size_t configuration_chunk = 32;
constexpr std::size_t configuration_limit = 56;  // bytes in one report

constexpr std::uint8_t frame_start = 0x0E;
constexpr std::size_t fragment_header = 4;
constexpr std::size_t fragment_size = std::tuple_size_v<ports::HidReport> - fragment_header;
constexpr base::Duration restart_pause = std::chrono::milliseconds(20);  // after the last answer

std::byte report_byte(std::size_t value) {
  return static_cast<std::byte>(value);
}

void put(ports::HidReport& answer, std::size_t at, base::ByteView bytes) {
  std::copy(bytes.begin(), bytes.end(), answer.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace

NanoDebugger::NanoDebugger(Timeline& timeline, BoardState& state)
    : timeline_(timeline), state_(state), target_(make_target(timeline, state.mcu)), restart_(timeline) {}

void NanoDebugger::restart() {
  restart_.stop();
  restarting_ = false;
  incoming_.clear();
  fragments_taken_ = 0;
  reply_.clear();
  fragments_given_ = 0;
  target_->restart();
}

ports::HidReport NanoDebugger::answer(const ports::HidReport& report, std::optional<std::uint8_t> status) {
  ports::HidReport answer{};
  answer[0] = report[0];
  const auto command = static_cast<Command>(report[0]);
  const bool configuration = command == Command::get_configuration || command == Command::set_configuration;
  if (status && configuration) {
    answer[1] = report_byte(*status);
    return answer;
  }
  switch (command) {
    case Command::information:
      information(std::to_integer<std::uint8_t>(report[1]), answer);
      break;
    case Command::host_status:
    case Command::disconnect:
    case Command::avr_event:  // never has an event to report
      break;
    case Command::avr_command:
      take_fragment(report, status, answer);
      break;
    case Command::avr_response:
      give_fragment(answer);
      break;
    case Command::get_configuration:
      get_configuration(report, answer);
      break;
    case Command::set_configuration:
      set_configuration(report, answer);
      break;
    default:
      return target_->answer(report, status).value_or(ports::HidReport{std::byte{0xFF}});  // DAP_Invalid
  }
  return answer;
}

void NanoDebugger::information(std::uint8_t id, ports::HidReport& answer) const {
  for (const std::uint8_t hidden : hidden_information_) {
    if (hidden == id) return;
  }
  const auto text = [&answer](std::string_view content) {
    answer[1] = report_byte(content.size() + 1);  // with the terminating zero
    put(answer, 2, base::as_bytes(content));
  };
  switch (static_cast<InformationId>(id)) {
    case InformationId::vendor:
    case InformationId::device_vendor:
      return text("Microchip");
    case InformationId::product:
      return text("nEDBG CMSIS-DAP");
    case InformationId::serial_number:
      return text(state_.usb_serial_number);
    case InformationId::cmsis_dap_version:
      return text("1.0");
    case InformationId::device_name:
      return text(board::name(kit(state_.kit).mcu));
    case InformationId::capabilities:
    case InformationId::packet_count:
      answer[1] = answer[2] = std::byte{1};  // SWD; one report at a time
      return;
    case InformationId::packet_size:
      answer[1] = std::byte{2};
      answer[2] = report_byte(answer.size());
      return;
  }
}

void NanoDebugger::get_configuration(base::ByteView report, ports::HidReport& answer) const {
  base::ByteReader reader(report.subspan(1));
  const std::uint8_t elements = reader.u8();
  const std::uint8_t tag = reader.u8();
  reader.u8();
  const std::size_t offset = reader.u16_le();
  const std::size_t count = reader.u16_le();
  if (elements != 1 || tag != raw_access || count > configuration_limit ||
      !state_.debugger.holds(offset, count)) {
    answer[1] = report_byte(configuration_error);
    return;
  }
  answer[3] = report_byte(count);
  answer[4] = report_byte(tag);
  put(answer, 6, base::ByteView(state_.debugger.content()).subspan(offset, count));
}

void NanoDebugger::set_configuration(base::ByteView report, ports::HidReport& answer) {
  base::ByteReader reader(report.subspan(1));
  const std::size_t count = reader.u8();
  const std::uint8_t tag = reader.u8();
  const std::size_t offset = reader.u16_le();
  if (count != configuration_chunk || tag != raw_access || !state_.debugger.holds(offset, count)) {
    answer[1] = report_byte(configuration_error);
    return;
  }
  state_.debugger.write(offset, reader.take(count));
  if (on_configuration_change) on_configuration_change();
}

/// The acknowledgement is 1 for the last fragment of a frame, and 0 for any other fragment, including one out
/// of order.
void NanoDebugger::take_fragment(base::ByteView report, std::optional<std::uint8_t> status,
                                 ports::HidReport& answer) {
  const auto numbers = std::to_integer<std::size_t>(report[1]);
  const std::size_t number = numbers >> 4;
  const std::size_t total = numbers & 0x0F;
  const std::size_t size =
      std::to_integer<std::size_t>(report[2]) << 8 | std::to_integer<std::size_t>(report[3]);
  if (number == 1) {
    incoming_.clear();
    fragments_taken_ = 0;
    reply_.clear();
    failing_.reset();
  }
  if (status) failing_ = status;
  if (number == 0 || number != fragments_taken_ + 1 || number > total || size > fragment_size) {
    fragments_taken_ = 0;
    return;
  }
  fragments_taken_ = number;
  base::append(incoming_, report.subspan(fragment_header, size));
  if (number < total) return;
  answer[1] = std::byte{1};
  fragments_taken_ = 0;
  begin_reply(std::exchange(incoming_, {}));
}

void NanoDebugger::give_fragment(ports::HidReport& answer) {
  if (reply_.empty() || timeline_.now() < reply_ready_) return;
  const base::Bytes& fragment = reply_[fragments_given_++];
  answer[1] = report_byte(fragments_given_ << 4 | reply_.size());
  answer[3] = report_byte(fragment.size());
  put(answer, fragment_header, fragment);
  if (fragments_given_ < reply_.size()) return;
  reply_.clear();
  if (restarting_)
    restart_.set(restart_pause, [this] {
      if (on_restart) on_restart();
    });
}

void NanoDebugger::begin_reply(base::ByteView frame) {
  constexpr std::size_t header = 5;
  if (frame.size() <= header || frame[0] != report_byte(frame_start))
    return;  // not a frame, so there is no answer
  const std::uint8_t handler = std::to_integer<std::uint8_t>(frame[4]);
  const Jtagice3Reply reply =
      failing_ ? jtagice3::failure(*failing_) : handle(handler, frame.subspan(header));
  base::ByteWriter writer;
  writer.u8(frame_start).bytes(frame.subspan(2, 2)).u8(handler).bytes(reply.message);
  const base::Bytes whole = std::move(writer).take();
  reply_.clear();
  fragments_given_ = 0;
  for (base::ByteView rest = whole; !rest.empty();) {
    const std::size_t size = std::min(fragment_size, rest.size());
    reply_.push_back(base::to_bytes(rest.first(size)));
    rest = rest.subspan(size);
  }
  reply_ready_ = timeline_.now() + reply.busy;
}

}  // namespace simulation
