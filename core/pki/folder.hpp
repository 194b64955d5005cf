// Reads and writes the folder ~/.microchip-iot, in which iotprovision keeps a user's certificate authority
// and a folder for each board. Here the folder is a map from path ("root-ca.crt", "<board>/device.crt") to
// content; this file does not access a file system. Reading ignores unknown files, so writing never changes
// them. Accepts what iotprovision accepts: keys in PKCS#8 and SEC 1 form, a root with any kind of key, and a
// folder without the root's key.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/bytes.hpp"
#include "base/secret.hpp"
#include "crypto/x509.hpp"
#include "pki/authority.hpp"

namespace pki {

using Files = std::map<std::string, base::Bytes>;

/// The root of the chain. Only making a new signer needs its key.
struct Root {
  crypto::IssuerCertificate certificate;
  std::optional<crypto::PrivateKey> private_key;  // nullopt if it is kept elsewhere or is not P-256
  base::Secret other_private_key;                 // the file's text, if the key is not P-256
};

/// The root and the signer that issues the boards' certificates.
struct Authorities {
  Root root;
  CertificateAuthority signer;
  std::optional<crypto::CertificateRequest> signer_request;
  std::optional<crypto::Certificate>
      verification;  // for this signer; a certificate for an earlier signer is ignored
};

/// A board's folder. The certificate may be from an earlier signer, as the authority may have been remade.
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

/// The content of the whole folder.
struct Store {
  std::optional<Authorities> authorities;
  std::map<std::string, BoardRecord>
      boards;  // by folder: the kit's USB serial number or the secure element's
};

/// A new signer below the new root.
Authorities create_signer(CertificateAuthority root, const AuthorityNames& names, base::SystemTime now,
                          ports::Random& random);
/// A new root and a new signer below it.
Authorities create_authorities(const AuthorityNames& names, base::SystemTime now, ports::Random& random);

/// Reads the folder from a copy of it, such as an unpacked archive. The authority may be in any folder of the
/// copy; the boards' folders must be beside it. Paths may have either separator. Ignores the files that macOS
/// adds to archives. If several folders hold an authority, uses the folder ".microchip-iot", or else the
/// outermost. Each file must be well-formed, each key must belong to its certificate, and the root must have
/// issued the signer. Throws pki.missing_file (if only some files of the authority are there),
/// pki.damaged_file, pki.encrypted_key, pki.unsupported_key, pki.key_mismatch, pki.not_an_authority,
/// pki.foreign_file, pki.request_not_signed, pki.several_authorities.
Store load(const Files& files);
/// The files of the folder. They include private keys: wipe them after use.
Files files(const Store& store);

/// Overwrites all contents (private keys may be among them).
void wipe(Files& files);

}  // namespace pki
