#include "state/convert.hpp"

#include "base/hex.hpp"
#include "pki/authority.hpp"

namespace state {

namespace {

std::int64_t since_1970(base::SystemTime time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

std::string described(const crypto::Name& name) {
  const std::string organization = name.organization();
  return organization.empty() ? name.common_name() : name.common_name() + ", " + organization;
}

std::vector<CertificateInfo> convert_chain(const std::vector<crypto::Certificate>& chain) {
  std::vector<CertificateInfo> list;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const crypto::Certificate& one = chain[i];
    CertificateInfo info;
    info.subject = described(one.subject());
    info.issuer = described(one.issuer());
    info.not_before = since_1970(one.validity().not_before);
    info.not_after = since_1970(one.validity().not_after);
    info.serial_number = base::to_hex(one.serial_number());
    if (i + 1 < chain.size()) info.chain_ok = pki::issued_by(one, chain[i + 1]);
    list.push_back(std::move(info));
  }
  return list;
}

std::vector<PlanItem> convert_items(const std::vector<provision::PlanItem>& items) {
  std::vector<PlanItem> list;
  for (const provision::PlanItem& item : items)
    list.push_back({std::string(item.what), item.action, {item.params.begin(), item.params.end()}});
  return list;
}

}  // namespace

std::int64_t to_milliseconds(base::Duration duration) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

Plan convert(const provision::Plan& plan) {
  return {convert_items(plan.board), convert_items(plan.aws), plan.complete(), to_milliseconds(plan.expected),
          error_infos(plan.warnings)};
}

std::vector<StepState> convert(const std::vector<provision::Step>& steps) {
  std::vector<StepState> list;
  for (const provision::Step& step : steps)
    list.push_back({step.name, place(step.name), step.status, to_milliseconds(step.spent), step.fraction});
  return list;
}

RootsState roots_state(base::ByteView region) {
  const board::RootsCheck check = board::check_roots(region);
  RootsState roots;
  roots.status = check.status;
  for (const board::RootEntry& root : check.roots) {
    const bool is_ec = std::holds_alternative<board::EcRootKey>(root.key);
    roots.roots.push_back({board::root_name(root), is_ec ? RootKeyKind::ec : RootKeyKind::rsa,
                           since_1970(root.issued), since_1970(root.expires)});
  }
  if (check.status != board::RootsStatus::good)
    roots.missing.push_back(board::root_name(board::amazon_root_ca_3()));
  return roots;
}

Inspection convert(const provision::Inspection& found) {
  Inspection inspection;
  inspection.secure_element = {found.board.serial.text(), std::string(name(found.part))};
  inspection.module = {found.board.module_firmware.text(), board::required_winc_firmware.text()};
  inspection.certificates = convert_chain(found.certificates);
  if (!found.certificates.empty())
    inspection.key_matches = found.certificates.front().public_key() == found.board.public_key;
  if (found.delivered)
    inspection.delivered_certificates = convert_chain({found.delivered->device, found.delivered->signer});
  inspection.thing_name = found.board.thing_name.value_or("");
  inspection.endpoint = found.board.endpoint.value_or("");
  if (!found.roots.empty()) inspection.roots = roots_state(found.roots);
  inspection.warnings = error_infos(found.board.warnings);
  return inspection;
}

Diagnosis convert(const provision::BoardDiagnosis& found) {
  Diagnosis diagnosis{error_info(found.cause), {}, found.board_log};
  for (const provision::Finding& finding : found.findings)
    diagnosis.findings.push_back({finding.what, finding.ok, {{"value", finding.value}}});
  return diagnosis;
}

}  // namespace state
