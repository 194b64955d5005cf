#include "session/authority.hpp"

#include "base/sleep.hpp"
#include "pki/errors.hpp"
#include "provision/account.hpp"
#include "session/board_session.hpp"
#include "session/errors.hpp"

namespace session {

namespace {

using Records = std::map<std::string, pki::BoardRecord>;

template <class T>
void fill(T& value, const T& older) {
  if (value == T()) value = older;
}

/// Copies the fields that the record lacks from an older record, unless that one belongs to another board.
/// Leaves out the files that boards were delivered with, because they are binary and the page passes files as
/// text.
void complete(pki::BoardRecord& record, const pki::BoardRecord& older) {
  fill(record.secure_element_serial, older.secure_element_serial);
  if (!older.secure_element_serial.empty() && older.secure_element_serial != record.secure_element_serial)
    return;
  fill(record.certificate, older.certificate);
  // A folder whose request is for another key than its certificate is damaged.
  const bool fits = older.request &&
                    (!record.certificate || older.request->public_key() == record.certificate->public_key());
  if (fits) fill(record.request, older.request);
  fill(record.thing_name, older.thing_name);
}

/// The name of the folder for the board with this secure element: an existing folder of that board, or else
/// `name`. If the existing folder is named after the secure element, renames it to `name`.
std::string folder_of(Records& records, const std::string& secure_element, const std::string& name) {
  for (auto known = records.begin(); known != records.end() && !secure_element.empty(); ++known) {
    if (known->second.secure_element_serial != secure_element) continue;
    if (name == secure_element || known->first == name) return known->first;
    if (known->first != secure_element) continue;
    pki::BoardRecord record = std::move(records.extract(known).mapped());
    complete(record, records[name]);
    records[name] = std::move(record);
    return name;
  }
  return name;
}

}  // namespace

std::vector<std::string> Authority::signer_ids() const {
  if (!authorities_) return {};
  return {provision::certificate_id(authorities_->signer.certificate)};
}

base::task<SharedAuthorities> Authority::get() {
  const base::Mutex::Lock turn = co_await turn_.lock();
  if (authorities_) co_return authorities_;
  const pki::AuthorityNames names;
  const base::SystemTime now = account_.client().now();
  pki::CertificateAuthority root = pki::create_root(names, now, platform_.random);
  // Keys and signatures take a browser tens of milliseconds; let it draw in between.
  co_await base::yield();
  auto created = std::make_shared<const pki::Authorities>(
      pki::create_signer(std::move(root), names, now, platform_.random));
  if (!authorities_) authorities_ = std::move(created);  // else the user has imported one meanwhile
  co_return authorities_;
}

void Authority::keep_record(const BoardSession& board) {
  const provision::ProvisioningResult& result = *board.jobs().current().result;
  pki::BoardRecord record;
  record.request = result.request;
  if (result.chain) record.certificate = result.chain->device;
  record.secure_element_serial = board.facts().secure_element;
  record.thing_name = result.thing_name;
  const DebuggerSession* debugger = board.debugger();
  const bool named = debugger != nullptr && !debugger->info().serial_number.empty();
  const std::string& element = board.facts().secure_element;
  const std::string folder = folder_of(records_, element, named ? debugger->info().serial_number : element);
  complete(record, records_[folder]);
  records_[folder] = std::move(record);
}

base::task<pki::Files> Authority::files() {
  pki::Store store;
  store.authorities = *co_await get();
  store.boards = records_;
  is_kept_ = true;
  co_return pki::files(store);
}

void Authority::use(const pki::Files& files) {
  pki::Store store = pki::load(files);
  if (!store.authorities) throw base::Error(pki::missing_file).with("file", "root-ca.crt");
  // A running job must finish with the authority that it started with.
  for (const auto& board : devices_.boards()) {
    if (board->status() == DeviceStatus::busy) throw base::Error(board_busy).with("board", board->id());
  }
  authorities_ = std::make_shared<const pki::Authorities>(std::move(*store.authorities));
  is_kept_ = true;
  // This session's records are newer than the imported ones.
  for (const auto& [name, imported] : store.boards)
    complete(records_[folder_of(records_, imported.secure_element_serial, name)], imported);
}

}  // namespace session
