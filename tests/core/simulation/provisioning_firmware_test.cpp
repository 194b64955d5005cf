// The behaviour of the provisioning firmware (board.md, "Provisioning firmware"), including its faults, byte
// for byte.
#include <gtest/gtest.h>
#include <regex>

#include "base/hex.hpp"
#include "board_fixture.hpp"

namespace simulation::test {
namespace {

constexpr std::string_view about =
    "AVR-IoT provisioning FW\r\nFW 0.4.9\r\nWINC firmware 19.7.7\r\nWINC driver 19.3.0\r\n"
    "Command handler 1.3.0\r\nfor the AVR-IoT WG\r\n";

std::string ping_of_length(std::size_t length) {
  return "MC+PING=" + std::string(length - 8, 'A');
}

TEST(ProvisioningFirmware, PrintsItsBannerAndReadyAfterReset) {
  ProvisioningFixture fixture;
  const std::string banner = "Welcome to the avr-iot command handler!\r\n" + std::string(about) + "READY\r\n";
  EXPECT_EQ(fixture.banner, banner);
  EXPECT_EQ(fixture.type("MC+RESET\r\n"), "\r\n" + banner) << "no OK";
  EXPECT_EQ(fixture.type("MC+RESET\nMC+PING=1\n"), "\r\n" + banner) << "what follows at once is lost";
  EXPECT_EQ(fixture.type("MC+PING=2\n"), "\r\nMC+PONG=2\r\nOK\r\n");
}

TEST(ProvisioningFirmware, LocksSlot0WhenItStarts) {
  BoardFixture fixture(FirmwareRole::provisioning);
  EXPECT_FALSE(fixture.board.state().secure_element.is_locked(0));
  fixture.executor.run_for(1s);
  EXPECT_TRUE(fixture.board.state().secure_element.is_locked(0));
}

struct Exchange {
  std::string typed;
  std::string answered;
};

TEST(ProvisioningFirmware, AnswersEveryCommandAsOnARealBoard) {
  const std::string ok = "\r\nOK\r\n";
  const std::string list =
      "MC+ABOUT\r\nMC+BLOBTEST\r\nMC+PING\r\nMC+ECC+GENPUBKEY\r\nMC+ECC+LOCK\r\nMC+ECC+OTP+READ\r\n"
      "MC+ECC+READ\r\nMC+ECC+PUBKEY+READ\r\nMC+ECC+SERIAL\r\nMC+ECC+SIGNDIGEST\r\nMC+ECC+WRITEBLOB\r\n"
      "MC+ECC+PUBKEY+WRITE\r\nMC+GETLED\r\nMC+LISTCOMMANDS\r\nMC+RESET\r\nMC+SETLED\r\nMC+VERSION\r\n"
      "MC+WINC+ERASE\r\nMC+WINC+READ\r\nMC+WINC+WRITEBLOB\r\n";
  const Exchange table[] = {
      {"MC+PING=000001\n", "\r\nMC+PONG=000001\r\nOK\r\n"},
      {"mc+ping=abc\r\n", "\r\nMC+PONG=ABC\r\nOK\r\n"},
      {"MC+PING\r", "\r\nERROR: 0x3\r\n"},
      {"MC+PING=a,b\r", "\r\nERROR: 0x3\r\n"},
      {"\r\n\r\n\n", ""},
      {"nonsense\r\n", "\r\nERROR: 0x1\r\n"},
      {"MC+PING =1\r\n", "\r\nERROR: 0x1\r\n"},
      {"MC+ABOUT \r\n", "\r\nERROR: 0x1\r\n"},
      {"MC+ABOUT\r\n", "\r\n" + std::string(about) + ok},
      {"MC+VERSION\r\n", "\r\n1.3.0\r\n" + ok},
      {"MC+VERSION=commandhandler\r\n", "\r\n1.3.0\r\n" + ok},
      {"MC+VERSION=FIRMWARE\r\n", "\r\n0.4.9\r\n" + ok},
      {"MC+VERSION=WINC\r\n", "\r\nWINC firmware 19.7.7\r\nWINC driver 19.3.0\r\n" + ok},
      {"MC+VERSION=MODEM\r\n", "\r\nERROR: 0x5\r\n"},
      {"MC+LISTCOMMANDS\r\n", "\r\n" + list + ok},
      {"MC+SETLED=CONN,ON\r\n", ok},
      {"MC+GETLED=CONN\r\n", "\r\nLED:CONN is ON\n\r" + ok},
      {"MC+GETLED=wifi\r\n", "\r\nLED:WIFI is OFF\n\r" + ok},
      {"MC+GETLED=ALL\r\n", "\r\nLED:ALL is ON\n\r" + ok},
      {"MC+SETLED=ALL,OFF\r\n", ok},
      {"MC+GETLED=ALL\r\n", "\r\nLED:ALL is OFF\n\r" + ok},
      {"MC+SETLED=BLUE,ON\r\n", "\r\nERROR: 0x5\r\n"},
      {"MC+SETLED=CONN,MAYBE\r\n", "\r\nERROR: 0x5\r\n"},
      {"MC+SETLED=CONN\r\n", "\r\nERROR: 0x3\r\n"},
      {"MC+SETLED=,ON\r\n", "\r\nERROR: 0x1\r\n"},
      {"MC+ECC+READ=0\r\n", "\r\nERROR: 0x1F4\r\n"},
      {"MC+ECC+READ=16\r\n", "\r\nERROR: 0x5\r\n"},
      {"MC+ECC+READ=8,417\r\n", "\r\nERROR: 0x1E2\r\n"},
      {"MC+ECC+READ=8,0\r\n", "\r\nERROR: 0x5\r\n"},
      {"MC+ECC+READ=8,0x4\r\n", "\r\nFFFFFFFF\r\nOK\r\n"},
      {"MC+ECC+READ=010,4\r\n", "\r\nFFFFFFFF\r\nOK\r\n"},  // octal: slot 8
      {"MC+ECC+READ=09,4\r\n", "\r\nERROR: 0x5\r\n"},
      {"MC+ECC+READ\r\n", "\r\nERROR: 0x3\r\n"},
      {"MC+ECC+OTP+READ=4\r\n", "\r\nFFFFFFFF\r\nOK\r\n"},
      {"MC+ECC+GENPUBKEY=1\r\n", "\r\nERROR: 0x1F4\r\n"},
      {"MC+ECC+GENPUBKEY=99\r\n", "\r\nERROR: 0x5\r\n"},
      {"MC+ECC+PUBKEY+READ=0\r\n", "\r\nERROR: 0x1E2\r\n"},
      {"MC+WINC+READ=0x5000,4\r\n", "\r\nFFFFFFFF\r\nOK\r\n"},
      {"MC+WINC+READ=0x5000,257\r\n", "\r\nERROR: 0x5\r\n"},
      {"MC+WINC+READ=0x5000,0\r\n", "\r\nERROR: 0x5\r\n"},
      {"MC+WINC+READ=here,4\r\n", "\r\nERROR: 0x5\r\n"},
      {"MC+WINC+READ=0x5000\r\n", "\r\nERROR: 0x3\r\n"},
      {"MC+WINC+ERASE\r\n", "\r\nERROR: 0x3\r\n"},
      {"MC+BLOBTEST=5\r\n", "\r\n>"},
      {"\r\n\nhello\r\n", "\r\nhello\r\nOK\r\n"},
  };
  ProvisioningFixture fixture;
  for (const auto& [typed, answered] : table) EXPECT_EQ(fixture.type(typed), answered) << typed;
}

TEST(ProvisioningFirmware, ReportsTheModuleVersionOfTheFaultPlan) {
  BoardFixture fixture(FirmwareRole::provisioning, "other@module:0x130601");
  fixture.executor.run_for(2s);
  EXPECT_NE(fixture.type("MC+VERSION=WINC\r\n").find("WINC firmware 19.6.1\r\n"), std::string::npos);
}

TEST(ProvisioningFirmware, IsReadyLateAndHasNoModuleVersionWithADeadModule) {
  BoardFixture fixture(FirmwareRole::provisioning, "dead@module:6200");
  fixture.executor.run_for(6700ms);
  EXPECT_EQ(fixture.take_received(), "");
  fixture.executor.run_for(200ms);
  EXPECT_EQ(fixture.take_received(), "Welcome to the avr-iot command handler!\r\nREADY\r\n");
  EXPECT_EQ(fixture.type("MC+PING=1\r"), "\r\nMC+PONG=1\r\nOK\r\n");
  EXPECT_EQ(fixture.type("MC+VERSION=WINC\r"), "\r\nERROR: 0x2FB\r\n");
  EXPECT_NE(fixture.type("MC+WINC+READ=0x5000,4\r").find("\r\nOK\r\n"), std::string::npos)
      << "the module's flash can still be read";
  EXPECT_EQ(fixture.type("MC+VERSION=WINC\r", 6s), "\r\n")
      << "the driver tries to start the module once more";
  EXPECT_EQ(fixture.type("", 1s), "ERROR: 0x2FB\r\n");
}

TEST(ProvisioningFirmware, AcceptsLinesOf126CharactersAndNoMore) {
  ProvisioningFixture fixture;
  const std::string pong = "\r\nMC+PONG=" + std::string(126 - 8, 'A') + "\r\nOK\r\n";
  EXPECT_EQ(fixture.type(ping_of_length(126) + "\r"), pong);
  // 127 fill the buffer: the line end is not found in it, the next character overruns, its line is lost.
  EXPECT_EQ(fixture.type(ping_of_length(127) + "\r"), "\r\nERROR: 0x1\r\n");
  EXPECT_EQ(fixture.type("MC+PING=1\r"), "ERROR: 0x2\r\n");
  EXPECT_EQ(fixture.type("MC+PING=1\r"), "\r\nMC+PONG=1\r\nOK\r\n");
  EXPECT_EQ(fixture.type(ping_of_length(127) + "\r\n"), "\r\nERROR: 0x1\r\nERROR: 0x2\r\n");
  EXPECT_EQ(fixture.type("MC+PING=1\r"), "\r\nMC+PONG=1\r\nOK\r\n");
  EXPECT_EQ(fixture.type(ping_of_length(128) + "\r"), "ERROR: 0x2\r\n") << "without the echo";
  EXPECT_EQ(fixture.type(ping_of_length(140) + "\r"), "ERROR: 0x2\r\n");
  EXPECT_EQ(fixture.type("MC+PING=1\r"), "\r\nMC+PONG=1\r\nOK\r\n");
}

TEST(ProvisioningFirmware, AcceptsFifteenArguments) {
  ProvisioningFixture fixture;
  EXPECT_EQ(fixture.type("MC+PING=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\r"), "\r\nERROR: 0x3\r\n");
  EXPECT_EQ(fixture.type("MC+PING=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16\r"), "\r\nERROR: 0x1\r\n");
}

TEST(ProvisioningFirmware, RefusesBlobsOfAWrongLength) {
  ProvisioningFixture fixture;
  EXPECT_EQ(fixture.type("MC+BLOBTEST=4\r\n"), "\r\n>");
  EXPECT_EQ(fixture.type("hello\r\n"), "ERROR: 0x4\r\n") << "longer than its count";
  EXPECT_EQ(fixture.type("MC+BLOBTEST=0\r\n"), "\r\n>");
  EXPECT_EQ(fixture.type("x\r\n"), "ERROR: 0x4\r\n") << "a count of 0";
  EXPECT_EQ(fixture.type("MC+BLOBTEST=1025\r\n"), "\r\nERROR: 0x4\r\n");
  EXPECT_EQ(fixture.type("MC+BLOBTEST=4x\r\n"), "\r\nERROR: 0x4\r\n");
  EXPECT_EQ(fixture.type("MC+BLOBTEST\r\n"), "\r\nERROR: 0x1\r\n");
  EXPECT_EQ(fixture.type("MC+BLOBTEST=1024\r\n"), "\r\n>");
  const std::string blob(1024, 'b');
  EXPECT_EQ(fixture.type(blob + "\r\n"), "\r\n" + blob + "\r\nOK\r\n");
}

TEST(ProvisioningFirmware, WaitsForeverForTheRestOfABlobAndSwallowsPings) {
  ProvisioningFixture fixture;
  EXPECT_EQ(fixture.type("MC+WINC+WRITEBLOB=0x5000,16,32\r\n"), "\r\n>");
  EXPECT_EQ(fixture.type("00112233", 60s), "");
  EXPECT_EQ(fixture.type("MC+PING=000001\n"), "") << "the ping and its newline count as data of the blob";
  EXPECT_EQ(fixture.type(std::string(32, 'x') + "\n"), "ERROR: 0x4\r\n") << "more bytes than the blob lacked";
  EXPECT_EQ(fixture.type("MC+PING=000002\n"), "\r\nMC+PONG=000002\r\nOK\r\n");
}

TEST(ProvisioningFirmware, KeepsSevenBytesWhileACommandRuns) {
  ProvisioningFixture fixture;
  // 8 characters of a line while the key is computed: the last is lost, so PONG has a shorter token.
  fixture.board.line().host_sends(base::as_bytes("MC+ECC+GENPUBKEY\n"));
  fixture.executor.run_for(10ms);
  fixture.board.line().host_sends(base::as_bytes("MC+PING=12345\n"));
  fixture.executor.run_for(1s);
  fixture.take_received();
  EXPECT_EQ(fixture.type("=7\n"), "\r\nMC+PONG=7\r\nOK\r\n") << "the ring kept the seven bytes MC+PING";
}

TEST(ProvisioningFirmware, AcceptsALineFeedWhileACommandRuns) {
  ProvisioningFixture fixture;
  EXPECT_EQ(fixture.type("MC+VERSION=FIRMWARE\r\n\n"), "\r\n0.4.9\r\n\r\nOK\r\n");
}

TEST(ProvisioningFirmware, DoesNotCheckTheArgumentOfErase) {
  ProvisioningFixture fixture;
  const auto cell = [&](std::uint32_t address) {
    return fixture.board.state().winc_flash.read(address, 1).front();
  };
  ASSERT_NE(cell(0), std::byte{0xFF});
  ASSERT_NE(cell(0x1000), std::byte{0xFF});
  EXPECT_EQ(fixture.type("MC+WINC+ERASE=sector\r\n"), "\r\nOK\r\n");
  EXPECT_EQ(cell(0), std::byte{0xFF}) << "text reads as 0: the boot sector";
  EXPECT_NE(cell(0x1000), std::byte{0xFF});
  EXPECT_EQ(fixture.type("MC+WINC+ERASE=0x1ABC\r\n"), "\r\nOK\r\n");
  EXPECT_EQ(cell(0x1000), std::byte{0xFF}) << "the sector around an unaligned address";
  EXPECT_EQ(cell(0x1FFF), std::byte{0xFF});
  EXPECT_NE(cell(0x2000), std::byte{0xFF});
  EXPECT_EQ(fixture.type("MC+VERSION=WINC\r\n", 3s), "\r\nERROR: 0x2FB\r\n")
      << "the module does not start any more";
}

TEST(ProvisioningFirmware, OnlyClearsBitsWhenItWritesTheFlash) {
  ProvisioningFixture fixture;
  const auto write = [&](const std::string& at, const std::string& hex) {
    const std::string bytes = std::to_string(hex.size() / 2);
    EXPECT_EQ(
        fixture.type("MC+WINC+WRITEBLOB=" + at + "," + bytes + "," + std::to_string(hex.size()) + "\r\n"),
        "\r\n>");
    return fixture.type(hex + "\r\n");
  };
  EXPECT_EQ(write("0x50FE", "0f0f0f0f"), "\r\n\r\nOK\r\n") << "over a page's end";
  EXPECT_EQ(fixture.type("MC+WINC+READ=0x50FD,6\r\n"), "\r\nFF0F0F0F0FFF\r\nOK\r\n");
  EXPECT_EQ(write("0x50FE", "f1F1"), "\r\n\r\nOK\r\n");
  EXPECT_EQ(fixture.type("MC+WINC+READ=0x50FE,4\r\n"), "\r\n01010F0F\r\nOK\r\n") << "bits are only cleared";
  EXPECT_EQ(fixture.type("MC+WINC+WRITEBLOB=0x5000,4,4\r\n"), "\r\n>");
  EXPECT_EQ(fixture.type("0011\r\n"), "\r\n\r\nERROR: 0x5\r\n") << "the count is not twice the bytes";
}

TEST(ProvisioningFirmware, SignsOnlyWithTwoArguments) {
  ProvisioningFixture fixture;
  const crypto::Sha256Digest digest = crypto::sha256(base::as_bytes("to be signed"));
  const std::string blob = base::to_hex(digest) + "\r\n";
  EXPECT_EQ(fixture.type("MC+ECC+SIGNDIGEST=64,64\r\n"), "\r\n>");
  const std::string answer = fixture.type(blob);
  ASSERT_TRUE(std::regex_match(answer, std::regex("\r\n[0-9A-F]{128}\r\nOK\r\n"))) << answer;
  const auto signature = crypto::Signature::from_numbers(base::from_hex(answer.substr(2, 128)));
  EXPECT_TRUE(verify(fixture.board.state().secure_element.key(0)->public_key(), digest, signature));

  EXPECT_EQ(fixture.type("MC+ECC+SIGNDIGEST=64\r\n"), "\r\n>");
  EXPECT_EQ(fixture.type(blob), "\r\n\r\nERROR: 0x3\r\n");
  EXPECT_EQ(fixture.type("MC+ECC+SIGNDIGEST=4,4\r\n"), "\r\n>");
  EXPECT_EQ(fixture.type("41fe\r\n"), std::string("\r\nA\xfe"
                                                  "fe\r\nERROR: 0x5\r\n"))
      << "raw binary";
}

TEST(ProvisioningFirmware, ReadsAndWritesSlots) {
  ProvisioningFixture fixture("locked@slot:9");
  EXPECT_EQ(fixture.type("MC+ECC+WRITEBLOB=8,4,8\r\n"), "\r\n>");
  EXPECT_EQ(fixture.type("0a0b0c0d\r\n"), "\r\n\r\nOK\r\n");
  EXPECT_EQ(fixture.type("MC+ECC+READ=8,6\r\n"), "\r\n0A0B0C0DFFFF\r\nOK\r\n");
  EXPECT_EQ(fixture.type("MC+ECC+WRITEBLOB=8,3,6\r\n"), "\r\n>");
  EXPECT_EQ(fixture.type("0a0b0c\r\n"), "\r\n\r\nERROR: 0x1E2\r\n") << "whole words only";
  EXPECT_EQ(fixture.type("MC+ECC+WRITEBLOB=9,4,8\r\n"), "\r\n>");
  EXPECT_EQ(fixture.type("0a0b0c0d\r\n"), "\r\n\r\nERROR: 0x1F4\r\n") << "locked";
  EXPECT_EQ(fixture.type("MC+ECC+WRITEBLOB=0,4,8\r\n"), "\r\n>");
  EXPECT_EQ(fixture.type("0a0b0c0d\r\n"), "\r\n\r\nERROR: 0x1F4\r\n");
  EXPECT_EQ(fixture.type("MC+ECC+LOCK=8\r\n"), "\r\nOK\r\n");
  EXPECT_TRUE(fixture.board.state().secure_element.is_locked(8));

  const std::string key =
      base::to_hex_upper(fixture.board.state().secure_element.key(0)->public_key().coordinates());
  EXPECT_EQ(fixture.type("MC+ECC+GENPUBKEY\r\n"), "\r\n" + key + "\r\nOK\r\n");
  EXPECT_EQ(fixture.type("MC+ECC+PUBKEY+WRITE=13,128\r\n"), "\r\n>");
  EXPECT_EQ(fixture.type(key + "\r\n"), "\r\n\r\nOK\r\n");
  EXPECT_EQ(fixture.type("MC+ECC+PUBKEY+READ=13\r\n"), "\r\n" + key + "\r\nOK\r\n");
  EXPECT_EQ(fixture.type("MC+ECC+READ=13,8\r\n"), "\r\n00000000" + key.substr(0, 8) + "\r\nOK\r\n");
}

}  // namespace
}  // namespace simulation::test
