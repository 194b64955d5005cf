#include "base/hex.hpp"
#include "pki/authority.hpp"
#include "session/snapshot.hpp"

namespace session {

namespace {

std::int64_t milliseconds(base::SystemTime time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

Json image_json(const board::FirmwareFile& file, const std::optional<provision::OwnImage>& own) {
  Json json;
  json["name"] = own ? std::string_view(own->name) : file.name;
  json["version"] = own ? std::string() : file.version.text();
  json["own"] = own.has_value();
  return json;
}

std::string described(const crypto::Name& name) {
  const std::string organization = name.organization();
  return organization.empty() ? name.common_name() : name.common_name() + ", " + organization;
}

Json certificates_json(const std::vector<crypto::Certificate>& chain) {
  Json list = Json::array();
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const crypto::Certificate& one = chain[i];
    Json json;
    json["subject"] = described(one.subject());
    json["issuer"] = described(one.issuer());
    json["notBefore"] = milliseconds(one.validity().not_before);
    json["notAfter"] = milliseconds(one.validity().not_after);
    json["serialNumber"] = base::to_hex(one.serial_number());
    json["chainOk"] = i + 1 < chain.size() ? Json(pki::issued_by(one, chain[i + 1])) : Json(nullptr);
    list.push_back(std::move(json));
  }
  return list;
}

Json roots_json(base::ByteView region) {
  if (region.empty()) return nullptr;
  const board::RootsCheck check = board::check_roots(region);
  Json json;
  json["status"] = name(check.status);
  json["roots"] = Json::array();
  for (const board::RootEntry& root : check.roots) {
    Json one;
    one["name"] = board::root_name(root);
    one["key"] = std::holds_alternative<board::EcRootKey>(root.key) ? "ec" : "rsa";
    one["notBefore"] = milliseconds(root.issued);
    one["notAfter"] = milliseconds(root.expires);
    json["roots"].push_back(std::move(one));
  }
  json["missing"] = Json::array();
  if (check.status != board::RootsStatus::good)
    json["missing"].push_back(board::root_name(board::amazon_root_ca_3()));
  return json;
}

Json inspection_json(const provision::Inspection& found) {
  Json json;
  json["secureElement"]["serialNumber"] = found.board.serial.text();
  json["secureElement"]["part"] = name(found.part);
  json["module"]["firmware"] = found.board.module_firmware.text();
  json["module"]["required"] = board::required_winc_firmware.text();
  json["certificates"] = certificates_json(found.certificates);
  json["keyMatches"] = found.certificates.empty()
                           ? Json(nullptr)
                           : Json(found.certificates.front().public_key() == found.board.public_key);
  std::vector<crypto::Certificate> delivered;
  if (found.delivered) delivered = {found.delivered->device, found.delivered->signer};
  json["deliveredCertificates"] = certificates_json(delivered);
  json["thingName"] = found.board.thing_name.value_or("");
  json["endpoint"] = found.board.endpoint.value_or("");
  json["roots"] = roots_json(found.roots);
  json["warnings"] = errors_json(found.board.warnings);
  return json;
}

Json diagnosis_json(const provision::BoardDiagnosis& found) {
  Json json;
  json["cause"] = error_json(found.cause);
  json["findings"] = Json::array();
  for (const provision::Finding& finding : found.findings) {
    Json one;
    one["what"] = finding.what;
    one["ok"] = finding.ok ? Json(*finding.ok) : Json(nullptr);
    one["params"]["value"] = finding.value;
    json["findings"].push_back(std::move(one));
  }
  json["boardLog"] = found.board_log;
  return json;
}

template <class T, class ToJson>
Json optional_json(const std::optional<T>& value, ToJson to_json) {
  return value ? to_json(*value) : Json(nullptr);
}

}  // namespace

Json debugger_json(const DebuggerSession& tool) {
  const debugger::DebuggerInfo& info = tool.info();
  const board::Kit* kit = tool.kit();
  Json json;
  json["id"] = tool.id();
  json["status"] = name(tool.status());
  json["simulated"] = tool.world() == World::simulated;
  json["product"] = info.product;
  json["serialNumber"] = info.serial_number;
  json["firmware"] = info.firmware ? tool.firmware().text() : std::string();
  json["kit"] = tool.kit_name();
  json["mcu"] = kit != nullptr ? name(kit->mcu) : std::string_view(info.device_name);
  json["programmable"] = tool.programmable();
  json["board"] = tool.board();
  json["warnings"] = errors_json(tool.warnings());
  json["error"] = optional_json(tool.error(), [](const base::Error& error) { return error_json(error); });
  return json;
}

void add_device_state(Json& json, const BoardSession& board) {
  const board::Kit* kit = board.kit();
  json["kit"] = kit != nullptr ? kit->name : std::string_view();
  json["mcu"] = kit != nullptr ? name(kit->mcu) : std::string_view();
  json["debugger"] = board.debugger() != nullptr ? debugger_json(*board.debugger()) : Json(nullptr);
  json["images"] = nullptr;
  if (kit != nullptr) {
    json["images"]["provisioning"] = image_json(kit->images->provisioning, board.own_images().provisioning);
    json["images"]["demo"] = image_json(kit->images->demo, board.own_images().demo);
  }
  json["inspection"] = optional_json(board.inspection(), inspection_json);
  json["roots"] = roots_json(board.roots());
  json["diagnosis"] = optional_json(board.diagnosis(), diagnosis_json);
  json["warnings"] = errors_json(board.warnings());
}

std::string to_json(const BoardSession& board, BoardPart part) {
  switch (part) {
    case BoardPart::inspection:
      return dump(optional_json(board.inspection(), inspection_json));
    case BoardPart::roots:
      return dump(roots_json(board.roots()));
    case BoardPart::diagnosis:
      break;
  }
  return dump(optional_json(board.diagnosis(), diagnosis_json));
}

}  // namespace session
