#include "crypto/pem.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "crypto/base64.hpp"
#include "crypto/testing.hpp"
#include "embedded/device_crt.hpp"
#include "embedded/root_ca_crt.hpp"
#include "embedded/signer_ca_crt.hpp"

namespace {

using base::as_bytes;
using testing_crypto::code_of;

// RFC 4648, section 10.
TEST(Base64, EncodesAndDecodesThePublishedTexts) {
  const std::pair<const char*, const char*> pairs[] = {{"", ""},
                                                       {"f", "Zg=="},
                                                       {"fo", "Zm8="},
                                                       {"foo", "Zm9v"},
                                                       {"foob", "Zm9vYg=="},
                                                       {"fooba", "Zm9vYmE="},
                                                       {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, text] : pairs) {
    EXPECT_EQ(crypto::base64_encode(as_bytes(plain)), text);
    EXPECT_EQ(base::to_text(crypto::base64_decode(text)), plain);
  }
}

TEST(Base64, CarriesEveryOctet) {
  base::Bytes all;
  for (unsigned i = 0; i < 256; ++i) all.push_back(static_cast<std::byte>(i));
  EXPECT_EQ(crypto::base64_decode(crypto::base64_encode(all)), all);
}

TEST(Base64, RefusesWhatAnEncoderDoesNotWrite) {
  for (const char* bad : {"Z", "Zg", "Zg=", "Zg===", "====", "Zg==Zg==", "Z===", "Zh==", "Zm9=", "Zm9v\n",
                          " Zm9v", "Zm-v", "Z=9v", "Zm=v"}) {
    EXPECT_EQ(code_of([bad] { crypto::base64_decode(bad); }), "crypto.bad_base64") << bad;
  }
}

TEST(Pem, WritesTheBytesThatOpenSslWrites) {
  const base::Bytes der = crypto::pem_decode(embedded::device_crt, crypto::certificate_label);
  EXPECT_EQ(der.size(), 444U);
  EXPECT_EQ(crypto::pem_encode(crypto::certificate_label, der), embedded::device_crt);
}

TEST(Pem, ReadsAllBlocksAndIgnoresTheTextBetweenThem) {
  std::string text = "subject=CN = x\r\n" + std::string(embedded::signer_ca_crt) + "\n# root\n" +
                     std::string(embedded::root_ca_crt);
  text = base::replace_all(text, "\n", "\r\n");
  const auto blocks = crypto::pem_decode_all(text);
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[0].label, "CERTIFICATE");
  EXPECT_EQ(blocks[0].content, crypto::pem_decode(embedded::signer_ca_crt, crypto::certificate_label));
  EXPECT_EQ(blocks[1].content, crypto::pem_decode(embedded::root_ca_crt, crypto::certificate_label));
}

TEST(Pem, ReadsTheFirstBlockWithTheLabelAndSkipsOthers) {
  const std::string text = crypto::pem_encode("EC PARAMETERS", as_bytes("p")) +
                           crypto::pem_encode("PRIVATE KEY", as_bytes("first")) +
                           crypto::pem_encode("PRIVATE KEY", as_bytes("second"));
  EXPECT_EQ(base::to_text(crypto::pem_decode(text, "PRIVATE KEY")), "first");
  EXPECT_EQ(code_of([&] { crypto::pem_decode(text, "CERTIFICATE"); }), "crypto.no_pem_block");
}

TEST(Pem, RefusesIncompleteBlocksAndBlocksThatAreNotBase64) {
  const std::string good(embedded::device_crt);
  const std::string bad[] = {
      good.substr(0, good.size() / 2),
      good.substr(0, good.find("-----END")),
      base::replace_all(good, "END CERTIFICATE", "END CERTIFICATE REQUEST"),
      base::replace_all(good, "MIIB", "MI*B"),
      base::replace_all(good, "-----\nMIIB", "-----\nProc-Type: 4,MIC-ONLY\n\nMIIB"),
  };
  for (const std::string& text : bad) {
    EXPECT_EQ(code_of([&] { crypto::pem_decode(text, "CERTIFICATE"); }), "crypto.bad_pem") << text;
    EXPECT_EQ(code_of([&] { crypto::pem_decode_all(text); }), "crypto.bad_pem") << text;
  }
}

TEST(Pem, ReportsAnEncryptedPrivateKey) {
  const std::string key = crypto::pem_encode("EC PRIVATE KEY", as_bytes("key"));
  const std::string encrypted =
      base::replace_all(key, "KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n");
  EXPECT_EQ(code_of([&] { crypto::pem_decode(encrypted, "EC PRIVATE KEY"); }), "crypto.encrypted_key");
}

TEST(Pem, ListsTheLabelsWithoutReadingTheBlocks) {
  const std::string text =
      "\xEF\xBB\xBF-----BEGIN EC PARAMETERS-----\r!\r-----END EC PARAMETERS-----\r"
      "  -----BEGIN EC PRIVATE KEY-----\t\n";
  EXPECT_EQ(crypto::pem_labels(text), (std::vector<std::string_view>{"EC PARAMETERS", "EC PRIVATE KEY"}));
}

TEST(Pem, SurvivesEveryDamage) {
  testing_crypto::for_each_damage(as_bytes(embedded::device_crt), [](const base::Bytes& damaged) {
    const std::string code = code_of([&] { crypto::pem_decode(base::as_text(damaged), "CERTIFICATE"); });
    EXPECT_TRUE(code.empty() || code == "crypto.bad_pem" || code == "crypto.no_pem_block") << code;
  });
}

}  // namespace
