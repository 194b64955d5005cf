#include "pki/folder.hpp"

#include <initializer_list>
#include <string_view>
#include <utility>

#include "base/secret.hpp"
#include "base/text.hpp"
#include "crypto/errors.hpp"
#include "pki/errors.hpp"

namespace pki {

namespace {

constexpr std::string_view folder_name = ".microchip-iot";

constexpr std::string_view root_key = "root-ca.key";
constexpr std::string_view root_certificate = "root-ca.crt";
constexpr std::string_view signer_key = "signer-ca.key";
constexpr std::string_view signer_request = "signer-ca.csr";
constexpr std::string_view signer_certificate = "signer-ca.crt";
constexpr std::string_view signer_verification = "signer-ca-verification.crt";

constexpr std::string_view device_request = "device.csr";
constexpr std::string_view device_certificate = "device.crt";
constexpr std::string_view device_sandbox = "device_sandbox.crt";
constexpr std::string_view signer_sandbox = "signer_sandbox.crt";
constexpr std::string_view thing_name_file = "aws-thing-name.txt";
constexpr std::string_view secure_element_serial = "ecc_serial_number.txt";
constexpr std::string_view root_certs_backup = "root_certs_backup.bin";

/// The files of one folder by name.
class Folder {
 public:
  Folder(const Files& files, std::string prefix) : files_(files), prefix_(std::move(prefix)) {}

  std::string path(std::string_view name) const { return prefix_ + std::string(name); }
  const base::Bytes* find(std::string_view name) const {
    const auto found = files_.find(path(name));
    return found != files_.end() ? &found->second : nullptr;
  }
  std::optional<base::Bytes> bytes(std::string_view name) const {
    const base::Bytes* content = find(name);
    return content != nullptr ? std::optional(*content) : std::nullopt;
  }
  /// A line of text without its end; empty when there is no such file.
  std::string line(std::string_view name) const {
    const base::Bytes* content = find(name);
    return content != nullptr ? std::string(base::trim(base::as_text(*content))) : std::string();
  }
  /// What T::from_pem makes of the file; pki.damaged_file (file, cause).
  template <class T>
  std::optional<T> pem(std::string_view name) const {
    const base::Bytes* content = find(name);
    if (content == nullptr) return std::nullopt;
    try {
      return T::from_pem(base::as_text(*content));
    } catch (const base::Error& error) {
      throw base::Error(damaged_file)
          .with("file", path(name))
          .with("cause", error.code().name())
          .because(error.describe());
    }
  }
  /// The same; pki.missing_file without it.
  template <class T>
  T required_pem(std::string_view name) const {
    auto value = pem<T>(name);
    if (!value) throw base::Error(missing_file).with("file", path(name));
    return std::move(*value);
  }

 private:
  const Files& files_;
  std::string prefix_;
};

CertificateAuthority read_authority(const Folder& folder, std::string_view certificate_file,
                                    std::string_view key_file) {
  auto certificate = folder.required_pem<crypto::Certificate>(certificate_file);
  auto key = folder.required_pem<crypto::PrivateKey>(key_file);
  if (!(key.public_key() == certificate.public_key())) {
    throw base::Error(key_mismatch)
        .with("file", folder.path(key_file))
        .with("certificate", folder.path(certificate_file));
  }
  if (!certificate.is_ca()) {
    throw base::Error(not_an_authority)
        .with("file", folder.path(certificate_file))
        .with("authority", certificate.subject().common_name());
  }
  return {std::move(certificate), key};
}

void require_issued_by(const Folder& folder, std::string_view file, const crypto::Certificate& certificate,
                       std::string_view issuer_file, const crypto::Certificate& issuer) {
  if (!issued_by(certificate, issuer)) {
    throw base::Error(foreign_file)
        .with("file", folder.path(file))
        .with("authority", folder.path(issuer_file));
  }
}

std::optional<Authorities> read_authorities(const Folder& folder) {
  bool any = false;
  for (const auto name :
       {root_key, root_certificate, signer_key, signer_request, signer_certificate, signer_verification}) {
    any = any || folder.find(name) != nullptr;
  }
  if (!any) return std::nullopt;

  Authorities authorities{read_authority(folder, root_certificate, root_key),
                          read_authority(folder, signer_certificate, signer_key),
                          folder.pem<crypto::CertificateRequest>(signer_request),
                          folder.pem<crypto::Certificate>(signer_verification)};
  const crypto::Certificate& root = authorities.root.certificate;
  const crypto::Certificate& signer = authorities.signer.certificate;
  require_issued_by(folder, root_certificate, root, root_certificate, root);
  require_issued_by(folder, signer_certificate, signer, root_certificate, root);
  if (authorities.signer_request && !(authorities.signer_request->public_key() == signer.public_key())) {
    throw base::Error(key_mismatch)
        .with("file", folder.path(signer_request))
        .with("certificate", folder.path(signer_certificate));
  }
  // Good for a day and made anew when needed: one of an earlier signer is a leftover, not a fault.
  if (authorities.verification && !issued_by(*authorities.verification, signer))
    authorities.verification.reset();
  return authorities;
}

BoardRecord read_board(const Folder& folder) {
  BoardRecord board;
  board.request = folder.pem<crypto::CertificateRequest>(device_request);
  board.certificate = folder.pem<crypto::Certificate>(device_certificate);
  if (board.request && !board.request->verify_own_signature()) {
    throw base::Error(request_not_signed)
        .with("file", folder.path(device_request))
        .with("subject", board.request->subject().common_name());
  }
  if (board.request && board.certificate &&
      !(board.request->public_key() == board.certificate->public_key())) {
    throw base::Error(key_mismatch)
        .with("file", folder.path(device_request))
        .with("certificate", folder.path(device_certificate));
  }
  board.secure_element_serial = base::to_upper(folder.line(secure_element_serial));
  board.thing_name = folder.line(thing_name_file);
  board.device_sandbox = folder.bytes(device_sandbox);
  board.signer_sandbox = folder.bytes(signer_sandbox);
  board.root_certs_backup = folder.bytes(root_certs_backup);
  return board;
}

bool is_board_folder(std::string_view name) {
  return !name.empty() && name != "." && name != "..";
}

bool is_board_file(std::string_view name) {
  for (const auto known : {device_request, device_certificate, device_sandbox, signer_sandbox,
                           thing_name_file, secure_element_serial, root_certs_backup}) {
    if (name == known) return true;
  }
  return false;
}

/// "…/.microchip-iot/" where some path has it, else "": where the store begins.
std::string store_prefix(const Files& files) {
  const std::string marker = std::string(folder_name) + "/";
  for (const auto& [path, content] : files) {
    const std::size_t at = path.find(marker);
    if (at == 0 || (at != std::string::npos && path[at - 1] == '/'))
      return path.substr(0, at + marker.size());
  }
  return {};
}

class Writer {
 public:
  void put(std::string_view folder, std::string_view name, base::ByteView content) {
    files_.emplace(std::string(folder) + std::string(name), base::to_bytes(content));
  }
  void put(std::string_view folder, std::string_view name, const std::optional<base::Bytes>& content) {
    if (content) put(folder, name, base::ByteView(*content));
  }
  void put_text(std::string_view folder, std::string_view name, const std::string& text) {
    if (!text.empty()) put(folder, name, base::as_bytes(text));
  }
  template <class T>
  void put_pem(std::string_view folder, std::string_view name, const std::optional<T>& value) {
    if (value) put(folder, name, base::as_bytes(value->pem()));
  }
  void put_key(std::string_view name, const crypto::PrivateKey& key) {
    const base::Secret pem = key.to_pem();
    put({}, name, base::as_bytes(pem.reveal()));
  }
  Files take() && { return std::move(files_); }

 private:
  Files files_;
};

}  // namespace

Authorities create_authorities(const AuthorityNames& names, base::SystemTime now, ports::Random& random) {
  CertificateAuthority root = create_root(names, now, random);
  crypto::PrivateKey key = crypto::PrivateKey::generate(random);
  crypto::CertificateRequest request = create_signer_request(names, key);
  crypto::Certificate certificate = issue_signer(root, request, now, random);
  return Authorities{std::move(root), {std::move(certificate), key}, std::move(request), {}};
}

Store load(const Files& files) {
  const std::string prefix = store_prefix(files);
  Store store;
  store.authorities = read_authorities(Folder(files, prefix));
  for (const auto& [path, content] : files) {
    if (path.compare(0, prefix.size(), prefix) != 0) continue;
    const auto parts = base::split(std::string_view(path).substr(prefix.size()), '/');
    if (parts.size() != 2 || !is_board_folder(parts[0]) || !is_board_file(parts[1])) continue;
    const std::string board(parts[0]);
    if (store.boards.count(board) == 0) {
      store.boards.emplace(board, read_board(Folder(files, prefix + board + "/")));
    }
  }
  return store;
}

Files files(const Store& store) {
  Writer to;
  if (store.authorities) {
    const Authorities& authorities = *store.authorities;
    to.put_key(root_key, authorities.root.private_key);
    to.put({}, root_certificate, base::as_bytes(authorities.root.certificate.pem()));
    to.put_key(signer_key, authorities.signer.private_key);
    to.put_pem({}, signer_request, authorities.signer_request);
    to.put({}, signer_certificate, base::as_bytes(authorities.signer.certificate.pem()));
    to.put_pem({}, signer_verification, authorities.verification);
  }
  for (const auto& [name, board] : store.boards) {
    const std::string folder = name + "/";
    to.put_pem(folder, device_request, board.request);
    to.put_pem(folder, device_certificate, board.certificate);
    to.put_text(folder, secure_element_serial, board.secure_element_serial);
    to.put_text(folder, thing_name_file, board.thing_name);
    to.put(folder, device_sandbox, board.device_sandbox);
    to.put(folder, signer_sandbox, board.signer_sandbox);
    to.put(folder, root_certs_backup, board.root_certs_backup);
  }
  return std::move(to).take();
}

void wipe(Files& files) {
  for (auto& [path, content] : files) base::wipe(content.data(), content.size());
}

}  // namespace pki
