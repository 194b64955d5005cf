#include "simulation/demo_firmware.hpp"

#include <cstdlib>
#include <utility>
#include <vector>

#include "base/hex.hpp"
#include "simulation/time_model.hpp"

namespace simulation {

namespace {

/// The Google demo has `key` in place of `thing`.
constexpr std::string_view commands_begin =
    "--------------------------------------------\r\n"
    "Unknown command. List of available commands:\r\n"
    "reset\r\n"
    "device\r\n";
constexpr std::string_view commands_end =
    "\r\n"
    "reconnect\r\n"
    "version\r\n"
    "cli_version\r\n"
    "wifi <ssid>[,<pass>,[authType]]\r\n"
    "debug\r\n"
    "--------------------------------------------\r\n\x04";
constexpr std::string_view bad_wifi =
    "Error. Wi-Fi command format is wifi <ssid>[,<pass>,[authType]]\r\n\x04";
/// How many characters of the `wifi` command's arguments an edition keeps. It answers OK to longer ones.
struct KeptCharacters {
  std::size_t ssid;
  std::size_t passphrase;
};

KeptCharacters kept_characters(DemoEdition edition) {
  if (edition == DemoEdition::thing_id) return {30, 30};
  return {32, 64};
}

/// Splits as strtok does: several commas in a row count as one, so that no part is empty. At
/// most three parts.
std::vector<std::string> comma_parts(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t at = text.find_first_not_of(',');
  while (at != std::string::npos && parts.size() < 3) {
    const std::size_t end = text.find(',', at);
    parts.push_back(text.substr(at, end - at));
    at = end == std::string::npos ? end : text.find_first_not_of(',', end);
  }
  return parts;
}

/// The security type that the firmware derives from the parts; 0 if the firmware refuses them.
int security_of(const std::vector<std::string>& parts) {
  if (parts.empty()) return 0;
  if (parts.size() == 1) return 1;
  const int number = std::atoi(parts.back().c_str());
  if (parts.size() == 3) return number >= 1 && number <= 3 ? number : 0;
  // With two parts the firmware reads the passphrase as a number: 1 is "open", 2 and 3 are errors, and any
  // other value is WPA.
  if (number == 2 || number == 3) return 0;
  return number == 1 ? 1 : 2;
}

/// Reads the passphrase as m2m_wifi_connect() does (m2m_wifi.c): it is a tstrM2mWifiWepParams.
void read_wep(WifiSettings& settings) {
  const std::string_view text = settings.passphrase.reveal();
  const auto number = [text](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
  };
  const int digits = number(1) - 1;
  const bool good = number(0) >= 1 && number(0) <= 4 && (digits == 10 || digits == 26);
  settings.refused = !good || text.size() < 2 + static_cast<std::size_t>(digits);
  settings.passphrase =
      settings.refused ? base::Secret() : base::Secret(text.substr(2, static_cast<std::size_t>(digits)));
}

}  // namespace

DemoFirmware::DemoFirmware(Hardware& hardware, DemoEdition edition, std::optional<AccessPoint> access_point)
    : hardware_(hardware),
      edition_(edition),
      start_(hardware.timeline.now()),
      polling_(hardware.timeline),
      actions_(hardware, transmit_ring, [this] { schedule_poll(); }),
      connection_(
          hardware, edition, std::move(access_point), [this](const std::string& message) { log(message); },
          [this](base::Duration time) {
            actions_.wait(time);
            actions_.run();
          }) {
  hardware_.line.board_starts(baud);
  hardware_.leds.all_off();
  actions_.wait(time_model::demo_reads_flash);
  actions_.call([this] {
    connection_.read_flash();
    actions_.call([this] {  // after the log lines of read_flash()
      actions_.wait(start_ + time_model::demo_start - hardware_.timeline.now());
      actions_.call([this] { begin(); });
    });
  });
  actions_.run();
}

void DemoFirmware::begin() {
  up_ = true;
  connection_.start();
}

void DemoFirmware::receive(std::byte byte) {
  if (ring_.size() < receive_ring) ring_.push_back(byte);
  schedule_poll();
}

/// The firmware reads its receive ring every 50 ms, counted from its start.
void DemoFirmware::schedule_poll() {
  if (!up_ || ring_.empty() || polling_.is_set() || actions_.busy()) return;
  const base::Duration interval = time_model::demo_poll;
  const base::Duration since_start = hardware_.timeline.now() - start_;
  polling_.set(interval - since_start % interval, [this] { poll(); });
}

/// The firmware runs one command in each poll. A second line in the same poll is lost.
void DemoFirmware::poll() {
  bool ran = false;
  while (!ring_.empty()) {
    const char c = static_cast<char>(ring_.front());
    ring_.pop_front();
    if (c != '\r' && c != '\n') {
      if (line_.size() < line_buffer) {
        line_ += c;
      } else {
        too_long_ = true;
      }
      continue;
    }
    const std::string line = std::exchange(line_, {});
    if (std::exchange(too_long_, false)) {
      actions_.send("\r\nCommand too long\r\n");
    } else if (line.size() == line_buffer) {
      // The firmware writes the terminator one byte past its buffer. The effect on a real board is undefined.
      // Here the line gets no answer.
      continue;
    } else if (ends_a_line(c) && !ran) {
      run_command(line);
      ran = true;
    }
  }
  actions_.run();
}

bool DemoFirmware::ends_a_line(char line_end) {
  const char before = std::exchange(last_line_end_, line_end);
  return !(line_end == '\n' && before == '\r');
}

void DemoFirmware::run_command(std::string line) {
  line = line.substr(0, line.find('\0'));
  const std::size_t space = line.find(' ');
  const std::string name = line.substr(0, space);
  const bool has_argument = space != std::string::npos;
  begin_faults(name);
  actions_.send(answer(name, has_argument ? line.substr(space + 1) : std::string(), has_argument));
  actions_.call([this] { actions_.mute(false); });
}

void DemoFirmware::begin_faults(const std::string& name) {
  for (const Fault& fault : hardware_.faults.next_command(name)) {
    if (fault.kind == FaultKind::unplug || fault.kind == FaultKind::reset) hardware_.apply_fault(fault);
    if (fault.kind == FaultKind::garbage)
      actions_.send(hardware_.line.noise(static_cast<std::size_t>(fault.amount)));
    if (fault.kind == FaultKind::slow) actions_.wait(fault.delay);
    if (fault.kind == FaultKind::drop) actions_.call([this] { actions_.mute(true); });
  }
}

std::string DemoFirmware::answer(const std::string& name, const std::string& argument, bool has_argument) {
  const bool is_google = edition_ == DemoEdition::google;
  if (name == "version") return "v" + version() + "\r\n\x04";
  if (name == "cli_version") return "v" + cli_version() + "\r\n\x04";
  if (name == "thing" && !is_google) return connection_.thing_name() + "\r\n\x04";
  if (name == "device") return base::to_hex_upper(hardware_.secure_element.serial_number()) + "\r\n\x04";
  if (name == "wifi") return wifi(argument);
  if (name == "reconnect") {
    connection_.reconnect();
    return "OK\r\n";
  }
  if (name == "debug") {
    const bool level = has_argument && argument[0] >= '0' && argument[0] <= '4';
    return level ? "OK\r\n" : "debug parameter must be between 0 (Least) and 4 (Most) \r\n";
  }
  if (name == "reset") {
    hardware_.reset();
    return {};
  }
  return std::string(commands_begin).append(is_google ? "key" : "thing").append(commands_end);
}

std::string DemoFirmware::version() const {
  if (edition_ == DemoEdition::google) return "4.0.0";
  if (edition_ == DemoEdition::thing_id) return "2.0.2";
  return std::string(hardware_.texts.demo_version);
}

std::string DemoFirmware::cli_version() const {
  if (edition_ == DemoEdition::google) return "3.0.1";
  return edition_ == DemoEdition::thing_id ? "1.0" : "1.0.1";
}

std::string DemoFirmware::wifi(const std::string& argument) {
  const std::vector<std::string> parts = comma_parts(argument);
  const int security = security_of(parts);
  if (security == 0) return std::string(bad_wifi);
  WifiSettings settings;
  const KeptCharacters kept = kept_characters(edition_);
  settings.ssid = parts[0].substr(0, kept.ssid);
  settings.security = security;
  if (security != 1) settings.passphrase = base::Secret(parts[1].substr(0, kept.passphrase));
  if (security == 3) read_wep(settings);
  connection_.set_wifi(std::move(settings));
  return "OK\r\n\x04";
}

/// Prints an application message. The EOT in the middle of the line is the firmware's own.
void DemoFirmware::log(const std::string& message) {
  constexpr std::string_view white = "\x1b[37m";
  constexpr std::string_view reset = "\x1b[0m";
  std::string line = base::to_hex_upper(hardware_.secure_element.serial_number());
  line.append("\x04 ").append(white).append("   NONE").append(white).append(" ");
  line.append(white).append("NORMAL").append(white).append(" ");
  line.append(message).append(reset).append(reset).append("\r\n");
  actions_.send(line);
  actions_.run();
}

}  // namespace simulation
