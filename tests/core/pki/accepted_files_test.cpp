// Tests that everything is accepted that iotprovision and OpenSSL write or accept as the files of a
// certificate authority: the forms of keys, the kinds of roots, and the place of the folder in an archive.
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "crypto/pem.hpp"
#include "embedded/p256_root_crt.hpp"
#include "embedded/p256_root_key.hpp"
#include "embedded/p384_root_crt.hpp"
#include "embedded/rsa_root_crt.hpp"
#include "embedded/rsa_root_key.hpp"
#include "embedded/signer_compressed_point_key.hpp"
#include "embedded/signer_csr.hpp"
#include "embedded/signer_explicit_curve_key.hpp"
#include "embedded/signer_key.hpp"
#include "embedded/signer_of_p256_root_crt.hpp"
#include "embedded/signer_of_p256_root_sha384_crt.hpp"
#include "embedded/signer_of_p384_root_crt.hpp"
#include "embedded/signer_of_rsa_root_crt.hpp"
#include "embedded/signer_of_version_1_root_crt.hpp"
#include "embedded/signer_with_passphrase_key.hpp"
#include "embedded/signer_with_passphrase_pkcs8_key.hpp"
#include "embedded/signer_without_public_key_key.hpp"
#include "embedded/version_1_root_crt.hpp"
#include "pki/folder.hpp"

namespace {

using pki::Files;

/// An authority as `openssl ecparam` and `openssl req` make it: keys in SEC 1 form, after a block EC
/// PARAMETERS.
Files openssl_files() {
  return {{"root-ca.crt", base::to_bytes(embedded::p256_root_crt)},
          {"root-ca.key", base::to_bytes(embedded::p256_root_key)},
          {"signer-ca.crt", base::to_bytes(embedded::signer_of_p256_root_crt)},
          {"signer-ca.csr", base::to_bytes(embedded::signer_csr)},
          {"signer-ca.key", base::to_bytes(embedded::signer_key)}};
}

Files with(std::string_view name, std::string_view content) {
  Files files = openssl_files();
  files[std::string(name)] = base::to_bytes(content);
  return files;
}

/// An authority without its root's key.
Files with_root(std::string_view root, std::string_view signer) {
  Files files = with("root-ca.crt", root);
  files["signer-ca.crt"] = base::to_bytes(signer);
  files.erase("root-ca.key");
  return files;
}

std::string without_parameters(std::string_view key) {
  return std::string(key.substr(key.find("-----BEGIN EC PRIVATE KEY")));
}

/// "accepted", or the error with its file and algorithm.
std::string outcome(const Files& files) {
  try {
    const pki::Store store = pki::load(files);
    const auto expected = crypto::PrivateKey::from_pem(embedded::signer_key).public_key();
    const bool found = store.authorities && store.authorities->signer.private_key.public_key() == expected;
    return found ? "accepted" : "no authority";
  } catch (const base::Error& error) {
    std::string text = std::string(error.code().name()) + " " + error.param("file");
    if (!error.param("algorithm").empty()) text += " " + error.param("algorithm");
    return text;
  }
}

TEST(AcceptedFiles, IncludeKeysInEveryFormThatOpenSslWrites) {
  EXPECT_EQ(outcome(openssl_files()), "accepted");
  Files files = with("signer-ca.key", without_parameters(embedded::signer_key));
  files["root-ca.key"] = base::to_bytes(without_parameters(embedded::p256_root_key));
  EXPECT_EQ(outcome(files), "accepted");
  EXPECT_EQ(outcome(with("signer-ca.key", embedded::signer_compressed_point_key)), "accepted");
  EXPECT_EQ(outcome(with("signer-ca.key", embedded::signer_without_public_key_key)), "accepted");
}

TEST(AcceptedFiles, IncludeFilesWithTheLineEndsAndMarksOfEditors) {
  const std::string key(embedded::signer_key);
  const std::string certificate(embedded::signer_of_p256_root_crt);
  const auto changed = [](std::string_view text, std::string_view line_end, std::string_view before) {
    return std::string(before) + base::replace_all(text, "\n", std::string(line_end) + std::string(before));
  };
  for (const char* line_end : {"\r\n", "\r", "\n\n", " \t\n"}) {
    for (const char* before : {"", "  ", "\t"}) {
      EXPECT_EQ(outcome(with("signer-ca.key", changed(key, line_end, before))), "accepted");
      EXPECT_EQ(outcome(with("signer-ca.crt", changed(certificate, line_end, before))), "accepted");
    }
  }
  EXPECT_EQ(outcome(with("signer-ca.key", "\xEF\xBB\xBF" + key)), "accepted");
  EXPECT_EQ(outcome(with("signer-ca.crt", "\xEF\xBB\xBF" + certificate)), "accepted");
  EXPECT_EQ(outcome(with("signer-ca.crt", "Bag Attributes\n    friendlyName: x\n" + certificate)),
            "accepted");
}

TEST(AcceptedFiles, IncludeEveryPemLabelThatOpenSslAccepts) {
  EXPECT_EQ(outcome(with("signer-ca.crt", base::replace_all(embedded::signer_of_p256_root_crt,
                                                            " CERTIFICATE-", " X509 CERTIFICATE-"))),
            "accepted");
  EXPECT_EQ(outcome(with("signer-ca.csr", base::replace_all(embedded::signer_csr, " CERTIFICATE REQUEST-",
                                                            " NEW CERTIFICATE REQUEST-"))),
            "accepted");
}

TEST(AcceptedFiles, IncludeAFolderWithoutTheRootsKey) {
  Files files = openssl_files();
  files.erase("root-ca.key");
  EXPECT_EQ(outcome(files), "accepted");
  const Files written = pki::files(pki::load(files));
  EXPECT_EQ(written.count("root-ca.key"), 0U);
  EXPECT_EQ(outcome(written), "accepted");
}

TEST(AcceptedFiles, IncludeRootsWithAnyKindOfKey) {
  EXPECT_EQ(outcome(with_root(embedded::rsa_root_crt, embedded::signer_of_rsa_root_crt)), "accepted");
  EXPECT_EQ(outcome(with_root(embedded::p384_root_crt, embedded::signer_of_p384_root_crt)), "accepted");
  EXPECT_EQ(outcome(with_root(embedded::p256_root_crt, embedded::signer_of_p256_root_sha384_crt)),
            "accepted");
  EXPECT_EQ(outcome(with_root(embedded::version_1_root_crt, embedded::signer_of_version_1_root_crt)),
            "accepted");
}

TEST(AcceptedFiles, KeepsTheKeyOfARootThatIsNotP256AsItIs) {
  Files files = with_root(embedded::rsa_root_crt, embedded::signer_of_rsa_root_crt);
  files["root-ca.key"] = base::to_bytes(embedded::rsa_root_key);
  EXPECT_EQ(outcome(files), "accepted");
  EXPECT_EQ(base::to_text(pki::files(pki::load(files)).at("root-ca.key")), embedded::rsa_root_key);
}

TEST(AcceptedFiles, RefusesASignerOfAnotherRootWhateverTheRootsKind) {
  const std::string foreign = "pki.foreign_file signer-ca.crt";
  EXPECT_EQ(outcome(with_root(embedded::rsa_root_crt, embedded::signer_of_p256_root_crt)), foreign);
  EXPECT_EQ(outcome(with_root(embedded::p384_root_crt, embedded::signer_of_rsa_root_crt)), foreign);
  EXPECT_EQ(outcome(with_root(embedded::p256_root_crt, embedded::signer_of_rsa_root_crt)), foreign);
  // The same name, but another key, as the key identifiers show.
  const auto root = crypto::IssuerCertificate::from_pem(embedded::rsa_root_crt);
  const auto signer = crypto::Certificate::from_pem(embedded::signer_of_rsa_root_crt);
  const std::string identifier = base::to_hex(*root.subject_key_identifier());
  const std::string other(identifier.size(), 'f');
  const std::string der = base::replace_all(base::to_hex(signer.der()), identifier, other);
  EXPECT_EQ(
      outcome(with_root(embedded::rsa_root_crt, crypto::pem_encode("CERTIFICATE", base::from_hex(der)))),
      foreign);
}

TEST(AcceptedFiles, NamesTheAlgorithmOfASignersKeyThatIsNotP256) {
  EXPECT_EQ(outcome(with("signer-ca.key", embedded::rsa_root_key)), "pki.unsupported_key signer-ca.key RSA");
  EXPECT_EQ(outcome(with("signer-ca.crt", embedded::rsa_root_crt)), "pki.unsupported_key signer-ca.crt RSA");
  EXPECT_EQ(outcome(with("signer-ca.crt", embedded::p384_root_crt)),
            "pki.unsupported_key signer-ca.crt P-384");
  EXPECT_EQ(outcome(with("signer-ca.key", embedded::signer_explicit_curve_key)),
            "pki.unsupported_key signer-ca.key EC with explicit parameters");
  const std::string old_rsa = base::replace_all(embedded::rsa_root_key, " PRIVATE KEY-", " RSA PRIVATE KEY-");
  EXPECT_EQ(outcome(with("signer-ca.key", old_rsa)), "pki.unsupported_key signer-ca.key RSA");
}

TEST(AcceptedFiles, ReportAKeyWithAPassphrase) {
  EXPECT_EQ(outcome(with("signer-ca.key", embedded::signer_with_passphrase_key)),
            "pki.encrypted_key signer-ca.key");
  EXPECT_EQ(outcome(with("signer-ca.key", embedded::signer_with_passphrase_pkcs8_key)),
            "pki.encrypted_key signer-ca.key");
  EXPECT_EQ(outcome(with("root-ca.key", embedded::signer_with_passphrase_key)),
            "pki.encrypted_key root-ca.key");
  const std::string rsa = base::replace_all(
      base::replace_all(embedded::signer_with_passphrase_key, "EC PRIVATE", "RSA PRIVATE"), "\n", "\r\n");
  EXPECT_EQ(outcome(with("signer-ca.key", rsa)), "pki.encrypted_key signer-ca.key");
}

Files below(std::string_view folder, std::string_view separator) {
  Files files;
  for (const auto& [path, content] : openssl_files())
    files[std::string(folder) + std::string(separator) + path] = content;
  return files;
}

TEST(AcceptedFiles, FindsTheAuthorityInAnyFolderOfAnArchive) {
  for (const char* folder : {".", "ca-backup", "backup/.microchip-iot", "C:/Users/me/Desktop/my authority"})
    EXPECT_EQ(outcome(below(folder, "/")), "accepted") << folder;
  for (const char* folder : {"ca-backup", "backup\\.microchip-iot"})
    EXPECT_EQ(outcome(below(folder, "\\")), "accepted") << folder;
}

/// Archives of FAT drives and of some Windows tools have names in capital letters.
TEST(AcceptedFiles, FindsTheAuthorityWhateverTheCaseOfItsNames) {
  Files files;
  for (const auto& [path, content] : openssl_files()) files["BACKUP/" + base::to_upper(path)] = content;
  EXPECT_EQ(outcome(files), "accepted");
  files = below("Backup/.Microchip-IoT", "/");
  for (const auto& [path, content] : openssl_files()) files["old/" + path] = base::to_bytes("damaged");
  EXPECT_EQ(outcome(files), "accepted") << "the usual folder";
}

TEST(AcceptedFiles, IncludeACertificateThatIsFollowedByItsIssuers) {
  const std::string chain =
      std::string(embedded::signer_of_p256_root_crt) + std::string(embedded::p256_root_crt);
  EXPECT_EQ(outcome(with("signer-ca.crt", chain)), "accepted");
}

TEST(AcceptedFiles, IgnoresTheCopiesThatMacOsPutsIntoAnArchive) {
  Files files = below("backup/.microchip-iot", "/");
  for (const auto& [path, content] : openssl_files()) {
    files["__MACOSX/backup/.microchip-iot/._" + path] = base::to_bytes("attributes");
    files["backup/.microchip-iot/._" + path] = base::to_bytes("attributes");
    files["__MACOSX/" + path] = base::to_bytes("attributes");
  }
  EXPECT_EQ(outcome(files), "accepted");
}

TEST(AcceptedFiles, FindsTheBoardsBesideTheAuthority) {
  Files files = below("ca-backup", "\\");
  files["ca-backup\\MCHP3261021800001323\\aws-thing-name.txt"] = base::to_bytes("0123");
  files["MCHP3261021800001324\\aws-thing-name.txt"] = base::to_bytes("elsewhere");
  const pki::Store store = pki::load(files);
  ASSERT_EQ(store.boards.size(), 1U);
  EXPECT_EQ(store.boards.at("MCHP3261021800001323").thing_name, "0123");
}

TEST(AcceptedFiles, PrefersTheUsualFolderThenTheOutermostOne) {
  Files files = below("old", "/");
  const auto add = [&](std::string_view folder, bool damaged) {
    for (const auto& [path, content] : openssl_files())
      files[std::string(folder) + "/" + path] = damaged ? base::to_bytes("damaged") : content;
  };
  add("a/copy/of/it", true);
  EXPECT_EQ(outcome(files), "accepted");
  files = below("home/.microchip-iot", "/");
  add("old", true);
  EXPECT_EQ(outcome(files), "accepted");
}

TEST(AcceptedFiles, PrefersAFolderWithTheSignerToOneWithoutIt) {
  Files files = below("deep/in/it", "/");
  files["root-ca.crt"] = base::to_bytes(embedded::rsa_root_crt);
  EXPECT_EQ(outcome(files), "accepted");
}

TEST(AcceptedFiles, RefusesToChooseBetweenTwoAuthorities) {
  Files files = below("first", "/");
  files.merge(below("second", "/"));
  EXPECT_EQ(outcome(files), "pki.several_authorities first/signer-ca.crt");
}

}  // namespace
