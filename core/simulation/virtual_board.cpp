#include "simulation/virtual_board.hpp"

#include <utility>

#include "base/text.hpp"
#include "board/root_check.hpp"
#include "board/version.hpp"
#include "simulation/demo_firmware.hpp"
#include "simulation/drive.hpp"
#include "simulation/provisioning_firmware.hpp"
#include "simulation/time_model.hpp"

namespace simulation {

namespace {

/// Modules before 19.7.7 are delivered with roots, but without the one that AWS IoT needs. Here one root
/// stands for all of them. A root store that was written later stays as it is.
void deliver_old_roots(NorFlash& flash) {
  const base::Bytes region = flash.read(board::root_store_region.offset, board::root_store_region.size);
  if (board::check_roots(region).status != board::RootsStatus::empty) return;
  board::RootEntry root = board::amazon_root_ca_3();
  root.subject_hash = crypto::sha1(base::as_bytes("A root of old"));
  flash.write(board::root_store_region.offset, board::RootStore().add(root).build());
}

}  // namespace

VirtualBoard::VirtualBoard(base::Executor& executor, ports::Random& random, Options options)
    : timeline_(executor, options.speed),
      state_(options.state ? std::move(*options.state)
                           : manufacture(random, options.firmware, options.kit, options.demo)),
      faults_(std::move(options.faults)),
      line_(timeline_, faults_),
      port_(line_, [this] { return on_usb(); }),
      hid_line_(timeline_, faults_),
      hid_device_(hid_line_, [this] { return on_usb(); }),
      debugger_(timeline_, state_),
      sensors_(1),
      access_point_(std::move(options.access_point)),
      hardware_{*kit(state_.kit).texts,
                timeline_,
                line_,
                state_.winc_flash,
                state_.secure_element,
                leds_,
                sensors_,
                faults_,
                std::move(options.uplink),
                [this](StatePart part) { changed(part); },
                [this] { reset(); },
                [this](const Fault& fault) { line_.on_fault(fault); }},
      restart_(timeline_),
      fault_(timeline_),
      programming_(timeline_),
      typing_(timeline_),
      debugger_restart_(timeline_) {
  leds_.on_change = [this](const Leds::States& states) {
    if (on_leds) on_leds(states);
  };
  line_.on_board_receives = [this](std::byte byte) {
    if (firmware_) firmware_->receive(byte);
  };
  line_.on_fault = [this](const Fault& fault) {
    const bool unplugs = fault.kind == FaultKind::unplug;
    fault_.set(base::Duration::zero(), [this, unplugs] { unplugs ? unplug() : reset(); });
  };
  hid_line_.on_fault = line_.on_fault;
  connect_debugger();
  apply_initial_faults();
  start_firmware();
}

/// Applies the faults that exist from the beginning.
void VirtualBoard::apply_initial_faults() {
  for (const Fault& fault : faults_.plan()) {
    const auto number = static_cast<std::uint32_t>(fault.number);
    switch (fault.place) {
      case FaultPlace::sector:
        state_.winc_flash.wear_out(number);
        break;
      case FaultPlace::slot:
        state_.secure_element.lock(number);
        break;
      case FaultPlace::flash:
        debugger_.target().wear_out(number);
        break;
      case FaultPlace::signature:
        debugger_.target().set_signature(number);
        break;
      case FaultPlace::lock:
        debugger_.target().set_lock(static_cast<std::uint8_t>(number));
        break;
      case FaultPlace::firmware:
        debugger_.set_firmware(
            {static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number), 0});
        break;
      case FaultPlace::module:
        if (fault.kind == FaultKind::dead) {
          hardware_.dead_module = std::chrono::milliseconds(number);
          break;
        }
        hardware_.module_firmware =
            board::Version{static_cast<std::uint8_t>(number >> 16), static_cast<std::uint8_t>(number >> 8),
                           static_cast<std::uint8_t>(number)}
                .text();
        deliver_old_roots(state_.winc_flash);
        break;
      case FaultPlace::info:
        debugger_.hide_information(static_cast<std::uint8_t>(number));
        break;
      case FaultPlace::parameters:
        debugger_.limit_parameters(number);
        break;
      default:
        break;  // occurs later, at a byte, report or command
    }
  }
}

void VirtualBoard::connect_debugger() {
  hid_line_.on_debugger_receives = [this](const ports::HidReport& report,
                                          std::optional<std::uint8_t> status) {
    return debugger_.answer(report, status);
  };
  debugger_.target().on_hold = [this] {
    restart_.stop();
    stop_firmware();
  };
  debugger_.target().on_release = [this] {
    if (plugged_) start_firmware();
  };
  debugger_.target().on_change = [this] { changed(StatePart::mcu); };
  debugger_.on_configuration_change = [this] { changed(StatePart::debugger); };
  debugger_.on_restart = [this] { restart_debugger(); };
}

VirtualBoard::~VirtualBoard() {
  firmware_.reset();  // without on_leds, whose owner may be gone already
}

void VirtualBoard::changed(StatePart part) {
  if (on_state_change) on_state_change(part);
}

void VirtualBoard::start_firmware() {
  const std::optional<board::FirmwareRole> firmware = state_.firmware();
  if (firmware == board::FirmwareRole::demo) {
    firmware_ = std::make_unique<DemoFirmware>(hardware_, demo_edition(state_.mcu), access_point_);
  } else if (firmware == board::FirmwareRole::provisioning) {
    firmware_ = std::make_unique<ProvisioningFirmware>(hardware_);
  }
}

void VirtualBoard::stop_firmware() {
  firmware_.reset();
  leds_.all_off();
}

void VirtualBoard::reset() {
  if (!plugged_ || holds_target() || programming_.is_set()) return;
  restart_.set(base::Duration::zero(), [this] {
    stop_firmware();
    start_firmware();
  });
}

/// Removes the USB devices. The microcontroller may continue to run.
void VirtualBoard::leave_usb() {
  line_.cut();
  port_.disconnect();
  hid_line_.cut();
  hid_device_.disconnect();
}

void VirtualBoard::unplug() {
  if (!std::exchange(plugged_, false)) return;
  for (Alarm* alarm : {&restart_, &fault_, &programming_, &typing_, &debugger_restart_}) alarm->stop();
  stop_firmware();
  debugger_.restart();
  leave_usb();
  line_.board_starts(ProvisioningFirmware::baud);  // discards the bytes that the board has not sent
  if (on_plug_change) on_plug_change();
}

void VirtualBoard::replug() {
  if (std::exchange(plugged_, true)) return;
  start_firmware();
  if (on_plug_change) on_plug_change();
}

void VirtualBoard::restart_debugger() {
  debugger_restart_.set(time_model::debugger_restart, [this] {
    if (on_plug_change) on_plug_change();
  });
  debugger_.restart();
  leave_usb();
  if (on_plug_change) on_plug_change();
}

std::optional<board::FirmwareRole> VirtualBoard::drop(std::string_view file_name, std::string_view content) {
  if (!on_usb() || holds_target()) return std::nullopt;
  const std::string name = base::to_lower(file_name);
  if (name == "wifi.cfg") {
    if (const auto command = uart_command(content)) type_at_uart(*command + "\r\n");
    return std::nullopt;
  }
  if (name.size() < 4 || name.substr(name.size() - 4) != ".hex") return std::nullopt;
  const base::Bytes image = flash_of_hex(content, flash(state_.mcu).size());
  const McuMemories programmed = with_program(state_.mcu, image);
  program(flash(programmed));
  return running_firmware(programmed);
}

void VirtualBoard::program(board::FirmwareRole firmware) {
  if (!on_usb() || holds_target()) return;
  program(flash(with_stand_in(state_.mcu, firmware)));
}

/// Programs as the debugger's drive does: an interruption leaves an erased chip.
void VirtualBoard::program(base::Bytes image) {
  stop_firmware();
  debugger_.target().erase_chip();
  changed(StatePart::mcu);
  programming_.set(time_model::drive_programming, [this, image = std::move(image)] {
    debugger_.target().write_program(image);
    changed(StatePart::mcu);
    start_firmware();
  });
}

/// The debugger itself writes to the UART, at the rate of the program there.
void VirtualBoard::type_at_uart(std::string text) {
  to_type_.assign(text.begin(), text.end());
  typing_.set(time_model::byte_time(DemoFirmware::baud), [this] {
    const char c = to_type_.front();
    to_type_.pop_front();
    if (!to_type_.empty()) type_at_uart(std::string(to_type_.begin(), to_type_.end()));
    if (firmware_) firmware_->receive(static_cast<std::byte>(c));
  });
}

}  // namespace simulation
