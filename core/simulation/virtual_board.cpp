#include "simulation/virtual_board.hpp"

#include <utility>

#include "base/text.hpp"
#include "board/winc_flash.hpp"
#include "simulation/demo_firmware.hpp"
#include "simulation/provisioning_firmware.hpp"
#include "simulation/time_model.hpp"

namespace simulation {

namespace {

/// The module's own parts of its flash hold something: here, what says that it is simulated.
void fill_module_regions(NorFlash& flash) {
  constexpr std::string_view text = "simulated WINC1510 ";
  for (const board::FlashRegion region :
       {board::boot_region, board::control_region, board::pll_gain_region, board::firmware_region}) {
    base::Bytes bytes(region.size);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(text[i % text.size()]);
    flash.write(region.offset, bytes);
  }
}

std::string make_usb_serial_number(ports::Random& random) {
  std::array<std::byte, 10> digits;
  random.fill(digits);
  std::string number = "MCHP3261";
  for (const std::byte digit : digits) number += static_cast<char>('0' + std::to_integer<int>(digit) % 10);
  return number;
}

}  // namespace

BoardState manufacture(ports::Random& random, FirmwareKind firmware) {
  BoardState state{NorFlash(), SecureElement::manufacture(random), firmware, make_usb_serial_number(random)};
  fill_module_regions(state.winc_flash);
  return state;
}

VirtualBoard::VirtualBoard(base::Executor& executor, ports::Random& random, Options options)
    : timeline_(executor, options.speed),
      state_(options.state ? std::move(*options.state) : manufacture(random, options.firmware)),
      faults_(std::move(options.faults)),
      line_(timeline_, faults_),
      port_(line_, [this] { return plugged_; }),
      sensors_(options.room),
      access_point_(std::move(options.access_point)),
      hardware_{timeline_,
                line_,
                state_.winc_flash,
                state_.secure_element,
                leds_,
                sensors_,
                faults_,
                std::move(options.uplink),
                [this](StatePart part) {
                  if (on_state_change) on_state_change(part);
                },
                [this] { reset(); },
                [this](const Fault& fault) { line_.on_fault(fault); }},
      restart_(timeline_),
      stroke_(timeline_),
      programming_(timeline_),
      typing_(timeline_) {
  leds_.on_change = [this](const Leds::States& states) {
    if (on_leds) on_leds(states);
  };
  line_.on_board_receives = [this](std::byte byte) {
    if (firmware_) firmware_->receive(byte);
  };
  line_.on_fault = [this](const Fault& fault) {
    const bool unplugs = fault.kind == FaultKind::unplug;
    stroke_.set(base::Duration::zero(), [this, unplugs] { unplugs ? unplug() : reset(); });
  };
  for (const Fault& fault : faults_.plan()) {
    if (fault.kind == FaultKind::worn) state_.winc_flash.wear_out(static_cast<std::uint32_t>(fault.number));
    if (fault.kind == FaultKind::locked) state_.secure_element.lock(static_cast<std::size_t>(fault.number));
  }
  start_firmware();
}

VirtualBoard::~VirtualBoard() {
  firmware_.reset();  // tells nobody: who listens may be gone already
}

void VirtualBoard::start_firmware() {
  if (state_.firmware == FirmwareKind::demo) {
    firmware_ = std::make_unique<DemoFirmware>(hardware_, access_point_);
  } else {
    firmware_ = std::make_unique<ProvisioningFirmware>(hardware_);
  }
}

void VirtualBoard::stop_firmware() {
  firmware_.reset();
  leds_.all_off();
}

void VirtualBoard::reset() {
  if (!plugged_) return;
  restart_.set(base::Duration::zero(), [this] {
    stop_firmware();
    start_firmware();
  });
}

void VirtualBoard::unplug() {
  if (!std::exchange(plugged_, false)) return;
  for (Alarm* alarm : {&restart_, &stroke_, &programming_, &typing_}) alarm->stop();
  stop_firmware();
  line_.cut();
  line_.board_starts(ProvisioningFirmware::baud);  // what was not sent is gone
  port_.disconnect();
  if (on_plug_change) on_plug_change();
}

void VirtualBoard::replug() {
  if (std::exchange(plugged_, true)) return;
  start_firmware();
  if (on_plug_change) on_plug_change();
}

std::optional<FirmwareKind> VirtualBoard::drop(std::string_view file_name, std::string_view content) {
  if (!plugged_) return std::nullopt;
  const std::string name = base::to_lower(file_name);
  if (name == "wifi.cfg") {
    if (const auto command = uart_command(content)) debugger_types(*command + "\r\n");
    return std::nullopt;
  }
  if (name.size() < 4 || name.substr(name.size() - 4) != ".hex") return std::nullopt;
  const std::optional<FirmwareKind> firmware = recognise(hex_image_data(content));
  if (firmware) program(*firmware);
  return firmware;
}

void VirtualBoard::program(FirmwareKind firmware) {
  if (!plugged_) return;
  stop_firmware();
  programming_.set(time_model::drive_programming, [this, firmware] {
    state_.firmware = firmware;
    if (on_state_change) on_state_change(StatePart::firmware);
    start_firmware();
  });
}

/// The debugger's own way to the UART, at the rate that the program there uses.
void VirtualBoard::debugger_types(std::string text) {
  to_type_.assign(text.begin(), text.end());
  typing_.set(time_model::byte_time(DemoFirmware::baud), [this] {
    const char c = to_type_.front();
    to_type_.pop_front();
    if (!to_type_.empty()) debugger_types(std::string(to_type_.begin(), to_type_.end()));
    if (firmware_) firmware_->receive(static_cast<std::byte>(c));
  });
}

}  // namespace simulation
