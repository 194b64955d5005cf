#include "board/wifi.hpp"

#include <gtest/gtest.h>

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

TEST(WifiLine, TakesSsidsUpTo32BytesAndOfAnyLanguage) {
  EXPECT_EQ(refusal("", WifiSecurity::open, ""), "board.ssid_length");
  EXPECT_EQ(refusal(std::string(32, 'a'), WifiSecurity::open, ""), "");
  EXPECT_EQ(refusal(std::string(33, 'a'), WifiSecurity::open, ""), "board.ssid_length");
  EXPECT_EQ(refusal("caf\xC3\xA9", WifiSecurity::open, ""), "");
}

TEST(WifiLine, RefusesWhatTheCommandLineWouldSplit) {
  EXPECT_EQ(refusal("a,b", WifiSecurity::open, ""), "board.ssid_character");
  EXPECT_EQ(refusal("a\rreset", WifiSecurity::open, ""), "board.ssid_character");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, "pass,phrase"), "board.passphrase_character");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, "passphrase\n"), "board.passphrase_character");
  const WifiNetwork network{"a", WifiSecurity::wpa, base::Secret("pass,phrase")};
  EXPECT_EQ(support::param_of("at", [&] { check(network); }), "4");
}

TEST(WifiLine, TakesWpaPassphrasesOf8To63CharactersOrAKey) {
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, "1234567"), "board.passphrase_length");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, "12345678"), "");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, std::string(63, ' ')), "");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, std::string(64, 'f')), "");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, std::string(64, 'g')), "board.passphrase_character");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, std::string(65, 'f')), "board.passphrase_length");
  EXPECT_EQ(refusal("a", WifiSecurity::wpa, "p\xC3\xA4ssphrase"), "board.passphrase_character");
}

TEST(WifiLine, TakesWepKeysInHex) {
  EXPECT_EQ(refusal("a", WifiSecurity::wep, std::string(26, 'A')), "");
  EXPECT_EQ(refusal("a", WifiSecurity::wep, "12345"), "board.passphrase_length");
  EXPECT_EQ(refusal("a", WifiSecurity::wep, "012345678x"), "board.passphrase_character");
}

TEST(WifiLine, AnOpenNetworkHasNoPassphrase) {
  EXPECT_EQ(refusal("a", WifiSecurity::open, "x"), "board.passphrase_unexpected");
}

TEST(WifiLine, HasAtMost100Characters) {
  EXPECT_EQ(line(std::string(29, 's'), WifiSecurity::wpa, std::string(63, 'p')).size(), 100U);
  EXPECT_EQ(refusal(std::string(30, 's'), WifiSecurity::wpa, std::string(63, 'p')),
            "board.wifi_line_too_long");
}

}  // namespace
