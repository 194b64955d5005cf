#include "board/wifi.hpp"

#include <gtest/gtest.h>
#include <vector>

#include "support/error_of.hpp"

namespace {

using board::WifiNetwork;
using board::WifiSecurity;

std::string line(std::string_view ssid, WifiSecurity security, std::string_view passphrase) {
  const WifiNetwork network{std::string(ssid), security, base::Secret(passphrase)};
  return std::string(board::wifi_line(network).reveal());
}

std::string refusal(std::string_view ssid, WifiSecurity security, std::string_view passphrase) {
  return support::code_of([&] { line(ssid, security, passphrase); });
}

TEST(WifiLine, AlwaysHasTheThirdArgument) {
  EXPECT_EQ(line("home net", WifiSecurity::wpa, "1passphrase"), "wifi home net,1passphrase,2");
  EXPECT_EQ(line("cafe", WifiSecurity::open, ""), "wifi cafe,,1");
}

TEST(WifiLine, HasAWepKeyAsTheDriverReadsIt) {
  EXPECT_EQ(line("old", WifiSecurity::wep, "0123456789"),
            "wifi old,\x01\x0B"
            "0123456789,3");
  EXPECT_EQ(line("old", WifiSecurity::wep, std::string(26, 'A')),
            "wifi old,\x01\x1B" + std::string(26, 'A') + ",3");
}

TEST(WifiLine, AcceptsSsidsOfUpTo32BytesInAnyLanguage) {
  EXPECT_EQ(refusal("", WifiSecurity::open, ""), "board.ssid_length");
  EXPECT_EQ(refusal(std::string(32, 'a'), WifiSecurity::open, ""), "");
  EXPECT_EQ(refusal(std::string(33, 'a'), WifiSecurity::open, ""), "board.ssid_length");
  EXPECT_EQ(refusal("caf\xC3\xA9", WifiSecurity::open, ""), "");
}

TEST(WifiLine, RefusesCharactersThatTheCommandLineWouldSplitAt) {
  EXPECT_EQ(refusal("a,b", WifiSecurity::open, ""), "board.ssid_character");
  EXPECT_EQ(refusal("a\rreset", WifiSecurity::open, ""), "board.ssid_character");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, "passphrase\n"), "board.passphrase_character");
  const WifiNetwork network{"a", WifiSecurity::wpa, base::Secret("pass\nphrase")};
  EXPECT_EQ(support::param_of("at", [&] { check(network); }), "4");
}

TEST(WifiLine, KeepsSpacesAtTheEndsOfAnSsid) {
  EXPECT_EQ(line("MyWifi ", WifiSecurity::wpa, "passphrase"), "wifi MyWifi ,passphrase,2");
  EXPECT_EQ(line(" MyWifi", WifiSecurity::wpa, " passphrase "), "wifi  MyWifi, passphrase ,2");
}

TEST(WifiLine, HasTheKeyInPlaceOfAPassphraseWithAComma) {
  // The keys are those of Python's hashlib.pbkdf2_hmac("sha1", passphrase, ssid, 4096, 32).
  struct Case {
    const char* ssid;
    const char* passphrase;
    const char* key;
  };
  for (const Case& one : std::vector<Case>{
           Case{"Haus", "1234,5678", "5bf6947077a632dfcf3fc6e4101b915f05b52c077a864036c077f68fe6053056"},
           Case{"home net", "pass,phrase",
                "87829c3a05962cadbbdd4069a6ae6ee8dec46f610026ba5c85163310dba047b7"},
           Case{"a", ",,,,,,,,", "4b57166018f2a5c8f324aa4f2f039d835aed971f6b2abad0fee02c77245ce31c"},
           Case{"caf\xC3\xA9", "x,yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",
                "4e3e693d16d983e86d799a56e86adc8c3a72c1fc482a2984f259ee2b470f46f2"}})
    EXPECT_EQ(line(one.ssid, WifiSecurity::wpa, one.passphrase),
              std::string("wifi ") + one.ssid + "," + one.key + ",2");
}

TEST(WifiLine, RefusesAPassphraseWithACommaWhoseKeyDoesNotFit) {
  EXPECT_EQ(line(std::string(27, 's'), WifiSecurity::wpa, "1234,5678").size(), 99U);
  EXPECT_EQ(refusal(std::string(28, 's'), WifiSecurity::wpa, "1234,5678"), "board.passphrase_character");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, "1234,56"), "board.passphrase_length");
}

TEST(WifiLine, AcceptsWpaPassphrasesOf8To63CharactersOrAKey) {
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, "1234567"), "board.passphrase_length");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, "12345678"), "");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, std::string(63, ' ')), "");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, std::string(64, 'f')), "");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, std::string(64, 'g')), "board.wifi_key_not_hex");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, std::string(65, 'f')), "board.passphrase_length");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, "p\xC3\xA4ssphrase"), "board.passphrase_character");
}

TEST(WifiLine, AcceptsWepKeysInHex) {
  EXPECT_EQ(refusal("a", WifiSecurity::wep, std::string(26, 'A')), "");
  EXPECT_EQ(refusal("a", WifiSecurity::wep, "12345"), "board.passphrase_length");
  EXPECT_EQ(refusal("a", WifiSecurity::wep, "012345678x"), "board.wifi_key_not_hex");
  EXPECT_EQ(refusal("a", WifiSecurity::wep, "0123456,89"), "board.wifi_key_not_hex");
  const WifiNetwork network{"a", WifiSecurity::wep, base::Secret("012345678x")};
  EXPECT_EQ(support::param_of("at", [&] { check(network); }), "9");
}

TEST(WifiLine, AnOpenNetworkHasNoPassphrase) {
  EXPECT_EQ(refusal("a", WifiSecurity::open, "x"), "board.passphrase_unexpected");
}

TEST(WifiLine, HasAtMost99Characters) {
  EXPECT_EQ(line(std::string(28, 's'), WifiSecurity::wpa, std::string(63, 'p')).size(), 99U);
  EXPECT_EQ(refusal(std::string(29, 's'), WifiSecurity::wpa, std::string(63, 'p')),
            "board.wifi_line_too_long");
}

}  // namespace
