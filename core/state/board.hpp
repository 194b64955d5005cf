// Boards and debuggers as the page sees them, and what was read from them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "board/root_check.hpp"
#include "board/wifi.hpp"
#include "provision/board_diagnosis.hpp"
#include "state/error_info.hpp"
#include "state/job.hpp"

namespace state {

/// The status of a board's port or of a debugger.
enum class DeviceStatus : std::uint8_t { identifying, ready, busy, gone, failed };
constexpr auto names_of(DeviceStatus) {
  using enum DeviceStatus;
  return base::enum_names<DeviceStatus>(
      "DeviceStatus",
      {{identifying, "identifying"}, {ready, "ready"}, {busy, "busy"}, {gone, "gone"}, {failed, "failed"}});
}

struct DebuggerState {
  int id = 0;
  DeviceStatus status{};
  bool simulated = false;
  std::string product;
  std::string serial_number;
  std::string firmware;
  std::string kit;
  std::string mcu;
  bool programmable = false;
  int board = 0;
  std::vector<ErrorInfo> warnings;
  std::optional<ErrorInfo> error;
};
constexpr auto description_of(const DebuggerState*) {
  return describe<DebuggerState>(
      "DebuggerState", "", field("id", &DebuggerState::id),
      field("status", &DebuggerState::status,
            "`identifying` also while it is being paired; `busy` while it programs."),
      field("simulated", &DebuggerState::simulated),
      field("product", &DebuggerState::product,
            "The product's name as the debugger reports it: \"nEDBG CMSIS-DAP\"."),
      field("serialNumber", &DebuggerState::serial_number,
            "The kit's USB serial number, printed on the board: MCHP…."),
      field("firmware", &DebuggerState::firmware, "\"1.18.501\"."),
      field("kit", &DebuggerState::kit, "\"AVR-IoT WG\"; empty if the debugger does not report it."),
      field("mcu", &DebuggerState::mcu),
      field("programmable", &DebuggerState::programmable,
            "False: a kit that this page cannot program (the drive CURIOSITY can)."),
      field("board", &DebuggerState::board,
            "The id of the board that the debugger was proved to belong to; 0 while unknown."),
      field("warnings", &DebuggerState::warnings), field("error", &DebuggerState::error));
}

struct ImageState {
  std::string name;
  std::string version;
  bool own = false;
};
constexpr auto description_of(const ImageState*) {
  return describe<ImageState>(
      "ImageState", "A firmware image that jobs program.",
      field("name", &ImageState::name, "File name: the vendor's, or the user's own."),
      field("version", &ImageState::version, "The version of the vendor's image; empty for the user's own."),
      field("own", &ImageState::own));
}

struct ImagesState {
  ImageState provisioning;
  ImageState demo;
};
constexpr auto description_of(const ImagesState*) {
  return describe<ImagesState>("ImagesState", "", field("provisioning", &ImagesState::provisioning),
                               field("demo", &ImagesState::demo));
}

struct CertificateInfo {
  std::string subject;
  std::string issuer;
  std::int64_t not_before = 0;
  std::int64_t not_after = 0;
  std::string serial_number;
  std::optional<bool> chain_ok;
};
constexpr auto description_of(const CertificateInfo*) {
  return describe<CertificateInfo>(
      "CertificateInfo", "", field("subject", &CertificateInfo::subject),
      field("issuer", &CertificateInfo::issuer),
      field("notBefore", &CertificateInfo::not_before, "Milliseconds since 1970."),
      field("notAfter", &CertificateInfo::not_after), field("serialNumber", &CertificateInfo::serial_number),
      field("chainOk", &CertificateInfo::chain_ok,
            "True if the next certificate in the chain signed this one; null for the last one."));
}

enum class RootKeyKind : std::uint8_t { rsa, ec };
constexpr auto names_of(RootKeyKind) {
  return base::enum_names<RootKeyKind>("RootKeyKind", {{RootKeyKind::rsa, "rsa"}, {RootKeyKind::ec, "ec"}});
}

struct RootInfo {
  std::string name;
  RootKeyKind key{};
  std::int64_t not_before = 0;
  std::int64_t not_after = 0;
};
constexpr auto description_of(const RootInfo*) {
  return describe<RootInfo>(
      "RootInfo", "",
      field("name", &RootInfo::name,
            "\"Amazon Root CA 3\" if the root is known, else the first digits of its subject's hash."),
      field("key", &RootInfo::key), field("notBefore", &RootInfo::not_before, "Milliseconds since 1970."),
      field("notAfter", &RootInfo::not_after));
}

struct RootsState {
  board::RootsStatus status{};
  std::vector<RootInfo> roots;
  std::vector<std::string> missing;
};
constexpr auto description_of(const RootsState*) {
  return describe<RootsState>("RootsState", "The root certificates that the module trusts.",
                              field("status", &RootsState::status), field("roots", &RootsState::roots),
                              field("missing", &RootsState::missing,
                                    "The roots that AWS IoT needs and that are missing or have expired."));
}

struct SecureElementInfo {
  std::string serial_number;
  std::string part;
};
constexpr auto description_of(const SecureElementInfo*) {
  return describe<SecureElementInfo>("SecureElementInfo", "",
                                     field("serialNumber", &SecureElementInfo::serial_number),
                                     field("part", &SecureElementInfo::part));
}

struct ModuleInfo {
  std::string firmware;
  std::string required;
};
constexpr auto description_of(const ModuleInfo*) {
  return describe<ModuleInfo>("ModuleInfo", "The Wi-Fi module.", field("firmware", &ModuleInfo::firmware),
                              field("required", &ModuleInfo::required, "The oldest recommended version."));
}

struct Inspection {
  SecureElementInfo secure_element;
  ModuleInfo module;
  std::vector<CertificateInfo> certificates;
  std::optional<bool> key_matches;
  std::vector<CertificateInfo> delivered_certificates;
  std::string thing_name;
  std::string endpoint;
  std::optional<RootsState> roots;
  std::vector<ErrorInfo> warnings;
};
constexpr auto description_of(const Inspection*) {
  return describe<Inspection>(
      "Inspection", "Everything that the board reports about itself.",
      field("secureElement", &Inspection::secure_element), field("module", &Inspection::module),
      field("certificates", &Inspection::certificates,
            "The certificates in the module's flash, the device's first; empty without a store."),
      field(
          "keyMatches", &Inspection::key_matches,
          "True if the device certificate is for the key in the secure element; null without a certificate."),
      field(
          "deliveredCertificates", &Inspection::delivered_certificates,
          "The certificates as delivered, rebuilt from the compressed ones in the secure element; empty for "
          "parts without them."),
      field("thingName", &Inspection::thing_name), field("endpoint", &Inspection::endpoint),
      field("roots", &Inspection::roots), field("warnings", &Inspection::warnings));
}

struct Finding {
  provision::Check what{};
  std::optional<bool> ok;
  std::map<std::string, Value> params;
};
constexpr auto description_of(const Finding*) {
  return describe<Finding>("Finding", "", field("what", &Finding::what),
                           field("ok", &Finding::ok, "null: could not be checked."),
                           field("params", &Finding::params));
}

struct Diagnosis {
  ErrorInfo cause;
  std::vector<Finding> findings;
  std::vector<std::string> board_log;
};
constexpr auto description_of(const Diagnosis*) {
  return describe<Diagnosis>(
      "Diagnosis", "Why no message arrives.",
      field("cause", &Diagnosis::cause, "Its code begins with `diagnosis.`."),
      field("findings", &Diagnosis::findings, "The result of each check."),
      field("boardLog", &Diagnosis::board_log, "The output of the board's firmware during the diagnosis."));
}

enum class WifiStatus : std::uint8_t { keep, set, sending, sent, failed };
constexpr auto names_of(WifiStatus) {
  using enum WifiStatus;
  return base::enum_names<WifiStatus>(
      "WifiStatus", {{keep, "keep"}, {set, "set"}, {sending, "sending"}, {sent, "sent"}, {failed, "failed"}});
}

struct WifiState {
  WifiStatus status{};
  std::string ssid;
  board::WifiSecurity security = board::WifiSecurity::wpa;
  std::optional<ErrorInfo> error;
};
constexpr auto description_of(const WifiState*) {
  return describe<WifiState>("WifiState", "",
                             field("status", &WifiState::status,
                                   "`keep`: keep the board's saved network; `set`: to be sent when the demo "
                                   "firmware runs; `sent`: the board has accepted it."),
                             field("ssid", &WifiState::ssid), field("security", &WifiState::security),
                             field("error", &WifiState::error));
}

/// What runs on a board; none: not identified yet.
enum class Firmware : std::uint8_t { none, provisioning, demo, unknown };
constexpr auto names_of(Firmware) {
  using enum Firmware;
  return base::enum_names<Firmware>(
      "Firmware", {{none, "none"}, {provisioning, "provisioning"}, {demo, "demo"}, {unknown, "unknown"}});
}

enum class Light : std::uint8_t { off, on, blinking };
constexpr auto names_of(Light) {
  return base::enum_names<Light>("Light",
                                 {{Light::off, "off"}, {Light::on, "on"}, {Light::blinking, "blinking"}});
}

struct LightsState {
  Light wifi{};
  Light conn{};
  Light data{};
  Light error{};
  Light power{};
};
constexpr auto description_of(const LightsState*) {
  return describe<LightsState>(
      "LightsState", "The LEDs, by the names that are printed on the board.",
      field("wifi", &LightsState::wifi), field("conn", &LightsState::conn), field("data", &LightsState::data),
      field("error", &LightsState::error),
      field("power", &LightsState::power, "The debugger's: power and status, printed as PS."));
}

struct BoardState {
  int id = 0;
  bool simulated = false;
  std::string label;
  DeviceStatus status{};
  Firmware firmware{};
  std::string firmware_version;
  std::string module_firmware;
  std::string secure_element;
  std::string thing_name;
  std::string endpoint;
  std::vector<ErrorInfo> warnings;
  std::optional<ErrorInfo> error;
  WifiState wifi;
  bool by_hand = false;
  std::optional<std::string> foreign_kit;
  std::string kit;
  std::string mcu;
  std::optional<DebuggerState> debugger;
  std::optional<ImagesState> images;
  std::optional<Inspection> inspection;
  std::optional<RootsState> roots;
  std::optional<Diagnosis> diagnosis;
  std::optional<LightsState> lights;
};
constexpr auto description_of(const BoardState*) {
  return describe<BoardState>(
      "BoardState", "", field("id", &BoardState::id), field("simulated", &BoardState::simulated),
      field("label", &BoardState::label,
            "The board's name for the user: its secure element's serial number if known, else \"Board 1\"."),
      field("status", &BoardState::status),
      field("firmware", &BoardState::firmware, "`none` until the board has answered."),
      field("firmwareVersion", &BoardState::firmware_version),
      field("moduleFirmware", &BoardState::module_firmware),
      field("secureElement", &BoardState::secure_element),
      field("thingName", &BoardState::thing_name,
            "As stored in the module's flash; empty before it was read."),
      field("endpoint", &BoardState::endpoint), field("warnings", &BoardState::warnings),
      field("error", &BoardState::error), field("wifi", &BoardState::wifi),
      field("byHand", &BoardState::by_hand, "True if the user chose to continue without the debugger."),
      field(
          "foreignKit", &BoardState::foreign_kit,
          "The kit's name as the debugger reports it (may be empty), if this page does not support the kit; "
          "else null."),
      field("kit", &BoardState::kit,
            "As reported by the board's debugger; empty if no debugger is connected."),
      field("mcu", &BoardState::mcu),
      field("debugger", &BoardState::debugger,
            "The debugger that was proved to belong to this board; with it, the one-click job is possible."),
      field("images", &BoardState::images,
            "The images that a job would program; null if the board cannot be programmed."),
      field("inspection", &BoardState::inspection), field("roots", &BoardState::roots, "As last read."),
      field("diagnosis", &BoardState::diagnosis),
      field("lights", &BoardState::lights, "What the LEDs should show now; null while it is unknown."));
}

}  // namespace state
