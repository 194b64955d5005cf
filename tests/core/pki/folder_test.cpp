#include "pki/folder.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/testing.hpp"
#include "embedded/device_crt.hpp"
#include "embedded/device_csr.hpp"
#include "pki/device.hpp"

namespace {

using pki::Files;
using pki::Store;
using std::chrono::hours;
using std::chrono::sys_days;
using std::chrono::year;
using testing_crypto::CountingRandom;

const base::SystemTime made_at = sys_days(year(2026) / 11 / 23) + hours(8);
const std::string board = "MCHP3261021800001323";

/// All files that a store can have.
Files all_files(std::uint32_t seed = 0) {
  CountingRandom random(seed);
  Store store;
  store.authorities = pki::create_authorities({}, made_at, random);
  store.authorities->verification =
      pki::issue_verification_certificate(store.authorities->signer, "code", made_at, random);
  const auto key = crypto::PrivateKey::generate(random);
  const base::Bytes info = pki::device_request_info(base::from_hex("0123ABCDEF01234501"), key.public_key());
  pki::BoardRecord record;
  const auto request = pki::complete_device_request(info, key.sign(crypto::sha256(info)));
  record.request = request.request();
  record.certificate = pki::issue_device_certificate(store.authorities->signer, request, made_at,
                                                     pki::SerialNumberSource::derived, random);
  record.secure_element_serial = "0123ABCDEF01234501";
  record.thing_name = pki::thing_name(*record.certificate);
  record.device_sandbox = base::to_bytes("whatever it was");
  record.signer_sandbox = base::to_bytes("and this");
  record.root_certs_backup = base::from_hex("00ff00ff");
  store.boards[board] = std::move(record);
  return pki::files(store);
}

base::Error error_of(const Files& files) {
  try {
    pki::load(files);
  } catch (const base::Error& error) {
    return error;
  }
  return base::Error(base::ErrorCode("none"));
}

std::string shown(const base::Error& error) {
  return std::string(error.code().name()) + " " + error.param("file");
}

TEST(Folder, HasTheNamesThatTheVendorsToolGives) {
  std::vector<std::string> names;
  for (const auto& [path, content] : all_files()) names.push_back(path);
  const std::vector<std::string> expected = {board + "/aws-thing-name.txt",
                                             board + "/device.crt",
                                             board + "/device.csr",
                                             board + "/device_sandbox.crt",
                                             board + "/ecc_serial_number.txt",
                                             board + "/root_certs_backup.bin",
                                             board + "/signer_sandbox.crt",
                                             "root-ca.crt",
                                             "root-ca.key",
                                             "signer-ca-verification.crt",
                                             "signer-ca.crt",
                                             "signer-ca.csr",
                                             "signer-ca.key"};
  EXPECT_EQ(names, expected);
}

TEST(Folder, IsUnchangedByReadingAndWriting) {
  const Files files = all_files();
  EXPECT_EQ(pki::files(pki::load(files)), files);
  EXPECT_EQ(base::to_text(files.at(board + "/aws-thing-name.txt")).size(), 40U)
      << "no line end, as in the vendor's file";
}

TEST(Folder, MayBeEmpty) {
  const Store store = pki::load({});
  EXPECT_FALSE(store.authorities.has_value());
  EXPECT_TRUE(store.boards.empty());
  EXPECT_TRUE(pki::files(store).empty());
}

TEST(Folder, IsFoundInsideOfOtherFolders) {
  Files inside;
  for (const auto& [path, content] : all_files()) inside["home/.microchip-iot/" + path] = content;
  EXPECT_EQ(pki::files(pki::load(inside)), all_files());
}

TEST(Folder, IgnoresUnknownFiles) {
  Files files = all_files();
  files["notes.txt"] = base::to_bytes("mine");
  files["../root-ca.key"] = base::to_bytes("not a key");
  files["../device.crt"] = base::to_bytes("not a certificate");
  files[board + "/azure-device-id.txt"] = base::to_bytes("sn");
  files["a/b/device.crt"] = base::to_bytes("deep");
  EXPECT_EQ(pki::files(pki::load(files)), all_files());
}

TEST(Folder, AcceptsTextsWithLineEnds) {
  Files files = all_files();
  files[board + "/aws-thing-name.txt"] = base::to_bytes("0123\r\n");
  files[board + "/ecc_serial_number.txt"] = base::to_bytes("0123abcdef01234501\n");
  const Store store = pki::load(files);
  EXPECT_EQ(store.boards.at(board).thing_name, "0123");
  EXPECT_EQ(store.boards.at(board).secure_element_serial, "0123ABCDEF01234501");
}

TEST(Folder, NamesTheFileThatIsMissing) {
  for (const char* name : {"root-ca.crt", "signer-ca.crt", "signer-ca.key"}) {
    Files files = all_files();
    files.erase(name);
    EXPECT_EQ(shown(error_of(files)), std::string("pki.missing_file ") + name);
  }
}

TEST(Folder, NeedsNeitherRequestNorVerificationCertificate) {
  Files files = all_files();
  files.erase("signer-ca.csr");
  files.erase("signer-ca-verification.crt");
  EXPECT_EQ(pki::files(pki::load(files)), files);
}

TEST(Folder, NamesTheFileThatIsDamagedAndHow) {
  for (const auto& [path, content] : all_files()) {
    const bool kept_as_it_is =
        path.find("sandbox") != std::string::npos || path.find(".bin") != std::string::npos;
    if (kept_as_it_is || path.find(".txt") != std::string::npos) continue;
    Files files = all_files();
    files[path].resize(content.size() / 2);
    const base::Error error = error_of(files);
    EXPECT_EQ(shown(error), "pki.damaged_file " + path);
    EXPECT_EQ(error.param("cause"), "crypto.bad_pem") << path;
    files[path].clear();
    EXPECT_EQ(error_of(files).param("cause"), "crypto.no_pem_block") << path;
  }
}

TEST(Folder, RefusesAKeyOfAnotherCertificate) {
  for (const char* name : {"root-ca.key", "signer-ca.key"}) {
    Files files = all_files(0);
    files[name] = all_files(7).at(name);
    EXPECT_EQ(shown(error_of(files)), std::string("pki.key_mismatch ") + name);
  }
  Files files = all_files(0);
  files["signer-ca.csr"] = all_files(7).at("signer-ca.csr");
  EXPECT_EQ(shown(error_of(files)), "pki.key_mismatch signer-ca.csr");
  files = all_files(0);
  files[board + "/device.csr"] = all_files(7).at(board + "/device.csr");
  EXPECT_EQ(shown(error_of(files)), "pki.key_mismatch " + board + "/device.csr");
}

TEST(Folder, RefusesASignerThatTheRootDidNotIssue) {
  Files files = all_files(0);
  for (const char* name : {"signer-ca.crt", "signer-ca.key"}) files[name] = all_files(7).at(name);
  const base::Error error = error_of(files);
  EXPECT_EQ(shown(error), "pki.foreign_file signer-ca.crt");
  EXPECT_EQ(error.param("authority"), "root-ca.crt");
}

TEST(Folder, LeavesOutAVerificationCertificateOfAnEarlierSigner) {
  Files files = all_files(0);
  files["signer-ca-verification.crt"] = all_files(7).at("signer-ca-verification.crt");
  EXPECT_FALSE(pki::load(files).authorities->verification.has_value());
}

TEST(Folder, RefusesADeviceCertificateInAnAuthoritysPlace) {
  Files files = all_files();
  files["signer-ca.crt"] = base::to_bytes(embedded::device_crt);
  EXPECT_EQ(shown(error_of(files)), "pki.key_mismatch signer-ca.key");
}

TEST(Folder, AcceptsABoardThatAnEarlierSignerCertified) {
  Files files = all_files();
  files["0123EE5A0F6E5AD9FE/device.crt"] = base::to_bytes(embedded::device_crt);
  files["0123EE5A0F6E5AD9FE/device.csr"] = base::to_bytes(embedded::device_csr);
  const Store store = pki::load(files);
  ASSERT_EQ(store.boards.size(), 2U);
  EXPECT_FALSE(pki::issued_by(*store.boards.at("0123EE5A0F6E5AD9FE").certificate,
                              store.authorities->signer.certificate));
}

TEST(Folder, WipeOverwritesAllContent) {
  Files files = all_files();
  pki::wipe(files);
  for (const auto& [path, content] : files) {
    EXPECT_TRUE(std::all_of(content.begin(), content.end(), [](std::byte octet) {
      return octet == std::byte{0};
    })) << path;
  }
}

}  // namespace
