#include "simulation/provisioning_firmware.hpp"

#include <array>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "simulation/time_model.hpp"

namespace simulation {

namespace {

constexpr std::string_view handler_version = "1.3.0";
/// The WINC driver's M2M_ERR_INIT, as this firmware shows it.
constexpr std::uint16_t module_does_not_start = 0x2FB;

std::vector<ProvisioningParser::CommandName> names_of(const auto& commands) {
  std::vector<ProvisioningParser::CommandName> names;
  for (const auto& command : commands) names.push_back({command.name, command.takes_blob});
  return names;
}

/// The LEDs with this name; nullopt if the name is unknown.
std::optional<std::vector<Led>> leds_named(std::string_view name) {
  if (name == "ALL") return std::vector<Led>{Led::error, Led::data, Led::conn, Led::wifi};
  for (std::size_t i = 0; i < led_names.size(); ++i) {
    if (name == led_names[i]) return std::vector<Led>{static_cast<Led>(i)};
  }
  return std::nullopt;
}

}  // namespace

std::string hex_of(base::ByteView bytes) {
  return base::to_hex_upper(bytes);
}

base::Bytes bytes_of_hex(std::string_view text) {
  const auto nibble = [&](std::size_t i) -> unsigned {
    const char c = i < text.size() ? text[i] : '\0';
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    return 0;
  };
  base::Bytes bytes;
  if (text.size() < 2) return bytes;
  for (std::size_t i = 0; i < text.size(); i += 2)
    bytes.push_back(static_cast<std::byte>(nibble(i) << 4 | nibble(i + 1)));
  return bytes;
}

const std::vector<ProvisioningFirmware::Command>& ProvisioningFirmware::commands() {
  using F = ProvisioningFirmware;
  static const std::vector<Command> all{
      {"MC+ABOUT", false, &F::about},
      {"MC+BLOBTEST", true, &F::blob_test},
      {"MC+PING", false, &F::ping},
      {"MC+ECC+GENPUBKEY", false, &F::element_public_key},
      {"MC+ECC+LOCK", false, &F::element_lock},
      {"MC+ECC+OTP+READ", false, &F::element_read_otp},
      {"MC+ECC+READ", false, &F::element_read},
      {"MC+ECC+PUBKEY+READ", false, &F::element_read_public_key},
      {"MC+ECC+SERIAL", false, &F::element_serial},
      {"MC+ECC+SIGNDIGEST", true, &F::element_sign},
      {"MC+ECC+WRITEBLOB", true, &F::element_write},
      {"MC+ECC+PUBKEY+WRITE", true, &F::element_write_public_key},
      {"MC+GETLED", false, &F::get_led},
      {"MC+LISTCOMMANDS", false, &F::list_commands},
      {"MC+RESET", false, &F::restart},
      {"MC+SETLED", false, &F::set_led},
      {"MC+VERSION", false, &F::version},
      {"MC+WINC+ERASE", false, &F::winc_erase},
      {"MC+WINC+READ", false, &F::winc_read},
      {"MC+WINC+WRITEBLOB", true, &F::winc_write},
  };
  return all;
}

ProvisioningFirmware::ProvisioningFirmware(Hardware& hardware)
    : hardware_(hardware),
      parser_(names_of(commands())),
      actions_(hardware, transmit_ring, [this] { read_ring(); }),
      receives_from_(hardware.timeline.now() + time_model::receiver_start) {
  hardware_.line.board_starts(baud);
  hardware_.leds.all_off();
  actions_.wait(time_model::module_start + module_delay());
  actions_.call([this] {
    if (!hardware_.secure_element.is_locked(0)) {
      hardware_.secure_element.lock(0);
      hardware_.changed(StatePart::secure_element);
    }
    actions_.send("Welcome to the " + std::string(hardware_.texts.hello) + " command handler!\r\n" +
                  banner() + "READY\r\n");
  });
  actions_.run();
}

void ProvisioningFirmware::receive(std::byte byte) {
  if (hardware_.timeline.now() < receives_from_) return;
  if (ring_.size() < receive_ring) ring_.push_back(byte);
  if (!actions_.busy()) read_ring();
}

void ProvisioningFirmware::read_ring() {
  while (!ring_.empty() && !actions_.busy()) {
    const char input = static_cast<char>(ring_.front());
    ring_.pop_front();
    const ProvisioningParser::Reaction reaction = parser_.feed(input);
    actions_.send(reaction.output);
    if (reaction.command >= 0) {
      actions_.call(
          [this, index = static_cast<std::size_t>(reaction.command)] { execute(commands()[index]); });
    }
    if (actions_.busy()) actions_.run();
  }
}

void ProvisioningFirmware::execute(const Command& command) {
  base::Duration delay{0};
  std::optional<std::uint16_t> refusal;
  for (const Fault& fault : hardware_.faults.next_command(command.name)) {
    if (fault.kind == FaultKind::unplug || fault.kind == FaultKind::reset) hardware_.apply_fault(fault);
    if (fault.kind == FaultKind::garbage)
      actions_.send(hardware_.line.noise(static_cast<std::size_t>(fault.amount)));
    if (fault.kind == FaultKind::slow) delay += fault.delay;
    if (fault.kind == FaultKind::drop) actions_.mute(true);
    if (fault.kind == FaultKind::status) refusal = static_cast<std::uint16_t>(fault.amount);
  }
  // A refused command must not begin: for example, the module must stay in its mode.
  Work work = refusal ? refuse(*refusal) : (this->*command.work)(parser_.arguments());
  actions_.wait(time_model::command + work.busy + delay);
  actions_.call([this, &command, act = std::move(work.act)] {
    std::string data = parser_.blob();
    const std::optional<std::uint16_t> status = act(data);
    if (status) answer(command, *status, data);
  });
}

void ProvisioningFirmware::answer(const Command& command, std::uint16_t status, const std::string& data) {
  actions_.send(data);
  if (command.takes_blob || !data.empty()) actions_.send("\r\n");
  actions_.send(status_line(status));
  actions_.call([this] { actions_.mute(false); });
}

ProvisioningFirmware::Work ProvisioningFirmware::refuse(std::uint16_t status) {
  return {{}, [status](std::string& data) {
            data.clear();
            return status;
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::refuse(McStatus status) {
  return refuse(status_code(status));
}

/// The module does not start if its boot firmware is erased.
bool ProvisioningFirmware::module_starts() const {
  if (hardware_.dead_module) return false;
  for (const std::byte cell : hardware_.winc_flash.read(0, 64)) {
    if (cell != std::byte{0xFF}) return true;
  }
  return false;
}

base::Duration ProvisioningFirmware::module_delay() const {
  if (module_starts()) return {};
  return hardware_.dead_module.value_or(time_model::module_gives_up);
}

std::string ProvisioningFirmware::module_versions() const {
  return "WINC firmware " + hardware_.module_firmware + "\r\nWINC driver 19.3.0\r\n";
}

std::string ProvisioningFirmware::banner() const {
  if (!module_starts()) return {};
  const std::string family(hardware_.texts.family);
  return family + " provisioning FW\r\nFW " + std::string(hardware_.texts.provisioning_version) + "\r\n" +
         module_versions() + "Command handler " + std::string(handler_version) + "\r\nfor the " + family +
         " WG\r\n";
}

ProvisioningFirmware::Work ProvisioningFirmware::about(const Arguments&) {
  return {leave_download_mode() + time_model::module_version, [this](std::string& data) {
            data = banner();
            return data.empty() ? module_does_not_start : status_code(McStatus::ok);
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::blob_test(const Arguments&) {
  return {{}, [](std::string&) { return status_code(McStatus::ok); }};
}

ProvisioningFirmware::Work ProvisioningFirmware::ping(const Arguments& arguments) {
  if (arguments.size() != 1) return refuse(McStatus::bad_argument_count);
  return {{}, [token = arguments[0]](std::string& data) {
            data = "MC+PONG=" + token;
            return status_code(McStatus::ok);
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::list_commands(const Arguments&) {
  return {{}, [](std::string& data) {
            for (const Command& command : commands()) data += std::string(command.name) + "\r\n";
            return status_code(McStatus::ok);
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::version(const Arguments& arguments) {
  if (arguments.size() > 1) return refuse(McStatus::bad_argument_count);
  const std::string which = arguments.empty() ? "COMMANDHANDLER" : arguments[0];
  if (which == "WINC") {
    return {leave_download_mode() + time_model::module_version, [this](std::string& data) {
              if (!module_starts()) return module_does_not_start;
              data = module_versions();
              return status_code(McStatus::ok);
            }};
  }
  if (which != "COMMANDHANDLER" && which != "FIRMWARE") return refuse(McStatus::bad_argument_value);
  const std::string_view version =
      which == "FIRMWARE" ? hardware_.texts.provisioning_version : handler_version;
  return {{}, [version](std::string& data) {
            data = std::string(version) + "\r\n";
            return status_code(McStatus::ok);
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::restart(const Arguments&) {
  return {{}, [this](std::string&) {
            hardware_.reset();
            return std::nullopt;
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::set_led(const Arguments& arguments) {
  if (arguments.size() != 2) return refuse(McStatus::bad_argument_count);
  const auto leds = leds_named(arguments[0]);
  const bool on = arguments[1] == "ON";
  if (!leds || (!on && arguments[1] != "OFF")) return refuse(McStatus::bad_argument_value);
  return {{}, [this, leds, on](std::string&) {
            for (const Led led : *leds) hardware_.leds.set(led, on);
            return status_code(McStatus::ok);
          }};
}

ProvisioningFirmware::Work ProvisioningFirmware::get_led(const Arguments& arguments) {
  if (arguments.size() != 1) return refuse(McStatus::bad_argument_count);
  const auto leds = leds_named(arguments[0]);
  if (!leds) return refuse(McStatus::bad_argument_value);
  return {{}, [this, leds, name = arguments[0]](std::string& data) {
            bool any = false;
            for (const Led led : *leds) any = any || hardware_.leds.is_on(led);
            data = "LED:" + name + " is " + (any ? "ON" : "OFF") + "\n\r";
            return status_code(McStatus::ok);
          }};
}

}  // namespace simulation
