#include "pki/folder.hpp"

#include <algorithm>
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

/// Contents by path, with "/" as separator and the file's name in lower case.
using Entries = std::map<std::string, const base::Bytes*>;

/// The files of one folder by name.
class Folder {
 public:
  /// `prefix` is empty or ends with "/".
  Folder(const Entries& entries, std::string prefix) : entries_(entries), prefix_(std::move(prefix)) {}

  std::string path(std::string_view name) const { return prefix_ + std::string(name); }
  const base::Bytes* find(std::string_view name) const {
    const auto found = entries_.find(path(name));
    return found != entries_.end() ? found->second : nullptr;
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
  /// The file, parsed by T::from_pem; nullopt when there is no such file. Throws pki.damaged_file,
  /// pki.encrypted_key, pki.unsupported_key.
  template <class T>
  std::optional<T> pem(std::string_view name) const {
    const base::Bytes* content = find(name);
    if (content == nullptr) return std::nullopt;
    try {
      return T::from_pem(base::as_text(*content));
    } catch (const base::Error& error) {
      throw unreadable(name, error);
    }
  }
  /// The same, but throws pki.missing_file when there is no such file.
  template <class T>
  T required_pem(std::string_view name) const {
    auto value = pem<T>(name);
    if (!value) throw base::Error(missing_file).with("file", path(name));
    return std::move(*value);
  }

 private:
  base::Error unreadable(std::string_view name, const base::Error& cause) const {
    if (cause.is(crypto::encrypted_key)) return base::Error(encrypted_key).with("file", path(name));
    if (cause.is(crypto::unsupported_algorithm))
      return base::Error(unsupported_key)
          .with("file", path(name))
          .with("algorithm", cause.param("algorithm"))
          .because(cause.describe());
    return base::Error(damaged_file)
        .with("file", path(name))
        .with("cause", cause.code().name())
        .because(cause.describe());
  }

  const Entries& entries_;
  std::string prefix_;
};

void require_key_of(const Folder& folder, std::string_view key_file, const crypto::PublicKey& key,
                    std::string_view certificate_file, const crypto::PublicKey& certified) {
  if (key == certified) return;
  throw base::Error(key_mismatch)
      .with("file", folder.path(key_file))
      .with("certificate", folder.path(certificate_file));
}

template <class Certificate>
void require_ca(const Folder& folder, std::string_view file, const Certificate& certificate) {
  if (certificate.is_ca()) return;
  throw base::Error(not_an_authority)
      .with("file", folder.path(file))
      .with("authority", certificate.subject().common_name());
}

Root read_root(const Folder& folder) {
  Root root{folder.required_pem<crypto::IssuerCertificate>(root_certificate), {}, {}};
  if (const auto& key = root.certificate.public_key()) {
    root.private_key = folder.pem<crypto::PrivateKey>(root_key);
    if (root.private_key)
      require_key_of(folder, root_key, root.private_key->public_key(), root_certificate, *key);
  } else if (const base::Bytes* content = folder.find(root_key)) {
    root.other_private_key = base::Secret(base::as_text(*content));
  }
  require_ca(folder, root_certificate, root.certificate);
  return root;
}

CertificateAuthority read_signer(const Folder& folder) {
  auto certificate = folder.required_pem<crypto::Certificate>(signer_certificate);
  auto key = folder.required_pem<crypto::PrivateKey>(signer_key);
  require_key_of(folder, signer_key, key.public_key(), signer_certificate, certificate.public_key());
  require_ca(folder, signer_certificate, certificate);
  return {std::move(certificate), key};
}

std::optional<Authorities> read_authorities(const Folder& folder) {
  bool any = false;
  for (const auto name :
       {root_key, root_certificate, signer_key, signer_request, signer_certificate, signer_verification}) {
    any = any || folder.find(name) != nullptr;
  }
  if (!any) return std::nullopt;

  Authorities authorities{read_root(folder), read_signer(folder),
                          folder.pem<crypto::CertificateRequest>(signer_request),
                          folder.pem<crypto::Certificate>(signer_verification)};
  const crypto::Certificate& signer = authorities.signer.certificate;
  if (!issued_by(signer, authorities.root.certificate)) {
    throw base::Error(foreign_file)
        .with("file", folder.path(signer_certificate))
        .with("authority", folder.path(root_certificate));
  }
  if (authorities.signer_request)
    require_key_of(folder, signer_request, authorities.signer_request->public_key(), signer_certificate,
                   signer.public_key());
  // A verification certificate is valid for a day and is made anew when needed, so one of an earlier signer
  // is a leftover.
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
  if (board.request && board.certificate)
    require_key_of(folder, device_request, board.request->public_key(), device_certificate,
                   board.certificate->public_key());
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

/// A copy that macOS makes of a file's attributes when it writes an archive: `__MACOSX/…`, `._name`.
bool is_macos_copy(std::string_view path) {
  for (const std::string_view part : base::split(path, '/'))
    if (part == "__MACOSX" || part.starts_with("._")) return true;
  return false;
}

/// File names become lower-case: some archives have all names in capital letters.
Entries entries_of(const Files& files) {
  Entries entries;
  for (const auto& [path, content] : files) {
    const std::string entry = base::replace_all(path, "\\", "/");
    if (is_macos_copy(entry)) continue;
    const std::size_t name = entry.rfind('/') + 1;  // 0 without a folder
    entries.emplace(entry.substr(0, name) + base::to_lower(entry.substr(name)), &content);
  }
  return entries;
}

/// A folder in which the authority may be.
struct Candidate {
  std::string prefix;
  bool has_signer;  // key and certificate: complete as far as boards need it
  bool has_usual_name;
  std::ptrdiff_t depth;

  bool better_than(const Candidate& other) const {
    if (has_signer != other.has_signer) return has_signer;
    if (has_usual_name != other.has_usual_name) return has_usual_name;
    return depth < other.depth;
  }
};

std::optional<Candidate> candidate(const Entries& entries, std::string_view path) {
  const std::size_t end = path.rfind('/');
  const std::string prefix(path.substr(0, end == std::string_view::npos ? 0 : end + 1));
  const std::string_view name = path.substr(prefix.size());
  if (name != signer_certificate && name != signer_key && name != root_certificate && name != root_key)
    return std::nullopt;
  const Folder folder(entries, prefix);
  const bool has_signer = folder.find(signer_key) != nullptr && folder.find(signer_certificate) != nullptr;
  const bool has_usual_name = ("/" + base::to_lower(prefix)).ends_with("/" + std::string(folder_name) + "/");
  return Candidate{prefix, has_signer, has_usual_name, std::count(prefix.begin(), prefix.end(), '/')};
}

/// The path of the folder with the authority: empty, or with "/" at its end. Throws pki.several_authorities.
std::string store_prefix(const Entries& entries) {
  std::optional<Candidate> best;
  std::optional<Candidate> equally_good;
  for (const auto& [path, content] : entries) {
    auto next = candidate(entries, path);
    if (!next || (best && best->prefix == next->prefix)) continue;
    if (!best || next->better_than(*best)) {
      best = std::move(next);
      equally_good.reset();
    } else if (!best->better_than(*next)) {
      equally_good = std::move(next);
    }
  }
  if (!best) return {};
  if (equally_good && best->has_signer)
    throw base::Error(several_authorities)
        .with("file", best->prefix + std::string(signer_certificate))
        .with("other", equally_good->prefix + std::string(signer_certificate));
  return best->prefix;
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

Authorities create_signer(CertificateAuthority root, const AuthorityNames& names, base::SystemTime now,
                          ports::Random& random) {
  crypto::PrivateKey key = crypto::PrivateKey::generate(random);
  crypto::CertificateRequest request = create_signer_request(names, key);
  crypto::Certificate certificate = issue_signer(root, request, now, random);
  auto root_certificate_read = crypto::IssuerCertificate::from_der(root.certificate.der());
  return Authorities{{std::move(root_certificate_read), root.private_key, {}},
                     {std::move(certificate), key},
                     std::move(request),
                     {}};
}

Authorities create_authorities(const AuthorityNames& names, base::SystemTime now, ports::Random& random) {
  return create_signer(create_root(names, now, random), names, now, random);
}

Store load(const Files& files) {
  const Entries entries = entries_of(files);
  const std::string prefix = store_prefix(entries);
  Store store;
  store.authorities = read_authorities(Folder(entries, prefix));
  for (const auto& [path, content] : entries) {
    if (path.compare(0, prefix.size(), prefix) != 0) continue;
    const auto parts = base::split(std::string_view(path).substr(prefix.size()), '/');
    if (parts.size() != 2 || !is_board_folder(parts[0]) || !is_board_file(parts[1])) continue;
    const std::string board(parts[0]);
    if (store.boards.count(board) == 0) {
      store.boards.emplace(board, read_board(Folder(entries, prefix + board + "/")));
    }
  }
  return store;
}

Files files(const Store& store) {
  Writer to;
  if (store.authorities) {
    const Authorities& authorities = *store.authorities;
    const Root& root = authorities.root;
    if (root.private_key) to.put_key(root_key, *root.private_key);
    if (!root.other_private_key.empty())
      to.put({}, root_key, base::as_bytes(root.other_private_key.reveal()));
    to.put({}, root_certificate, base::as_bytes(root.certificate.pem()));
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
