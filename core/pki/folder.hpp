// The folder in which iotprovision keeps a user's certificate authority and, in a folder for each board, what
// belongs to it (~/.microchip-iot). Here it is a map from path ("root-ca.crt", "<board>/device.crt") to
// content: no file system. Unknown files are left out on reading, so writing never touches them.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/bytes.hpp"
#include "crypto/x509.hpp"
#include "pki/authority.hpp"

namespace pki {

using Files = std::map<std::string, base::Bytes>;

/// The chain below which boards are certified.
struct Authorities {
  CertificateAuthority root;
  CertificateAuthority signer;
  std::optional<crypto::CertificateRequest> signer_request;
  std::optional<crypto::Certificate> verification;  // this signer's only; others are left out on reading
};

/// A board's folder. A certificate that another signer issued is no error (the authority was remade since).
struct BoardRecord {
  std::optional<crypto::CertificateRequest> request;
  std::optional<crypto::Certificate> certificate;
  std::string secure_element_serial;  // upper-case hex, empty when unknown
  std::string thing_name;             // empty when unknown
  // What the vendor's sandbox had on the board, kept as it is.
  std::optional<base::Bytes> device_sandbox;
  std::optional<base::Bytes> signer_sandbox;
  std::optional<base::Bytes> root_certs_backup;
};

struct Store {
  std::optional<Authorities> authorities;
  std::map<std::string, BoardRecord>
      boards;  // by folder: the kit's USB serial number or the secure element's
};

/// A new root and a new signer below it.
Authorities create_authorities(const AuthorityNames& names, base::SystemTime now, ports::Random& random);

/// Each file must be well-formed, each key that of its certificate, and the signer issued by the root.
/// Errors: pki.missing_file (some files of the authority, not all), pki.damaged_file, pki.key_mismatch,
/// pki.foreign_file. Paths may stand below a folder ".microchip-iot".
Store load(const Files& files);
/// Private keys are in it: wipe the contents after use.
Files files(const Store& store);

/// Overwrites all contents (private keys may be among them).
void wipe(Files& files);

}  // namespace pki
