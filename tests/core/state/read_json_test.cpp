#include "state/read_json.hpp"

#include <gtest/gtest.h>

#include "board/wifi.hpp"
#include "state/commands.hpp"
#include "support/error_of.hpp"

namespace {

using state::Provision;
using support::code_of;

TEST(ReadJson, TakesEachFieldByItsName) {
  const auto read =
      state::read_json<Provision>(R"({"renew":true,"board":7,"method":"jitr","pairing":"asserted"})");
  EXPECT_EQ(read.board, 7);
  EXPECT_TRUE(read.renew);
  EXPECT_EQ(read.method, provision::MethodName::jitr);
  EXPECT_EQ(read.pairing, state::PairingClaim::asserted);
}

TEST(ReadJson, ReadsWhatIsWritten) {
  const state::UseImage image{3, board::FirmwareRole::demo, "my \"own\".hex", ":00000001FF\n"};
  EXPECT_EQ(state::json_text(state::read_json<state::UseImage>(state::json_text(image))),
            state::json_text(image));
}

TEST(ReadJson, RejectsUnknownKeysAndNames) {
  for (const char* text : {R"({"board":7,"renew":true,"method":"mar","pairing":"asserted","force":true})",
                           R"({"board":7,"renew":true,"method":"MAR","pairing":"asserted"})",
                           R"({"board":7,"renew":true,"method":"mar","pairing":"Asserted"})",
                           R"({"board":7,"renew":true,"method":"mar","pairing":""})"}) {
    EXPECT_EQ(code_of([&] { state::read_json<Provision>(text); }), "state.unknown_name") << text;
  }
}

TEST(ReadJson, RejectsMissingValuesAndValuesOfAnotherType) {
  for (const char* text : {R"({"board":7,"renew":true,"method":"mar"})",
                           R"({"board":"7","renew":true,"method":"mar","pairing":"proved"})",
                           R"({"board":7.5,"renew":true,"method":"mar","pairing":"proved"})",
                           R"({"board":4294967296,"renew":true,"method":"mar","pairing":"proved"})",
                           R"({"board":7,"renew":1,"method":"mar","pairing":"proved"})",
                           R"({"board":7,"renew":true,"method":"mar","pairing":null})", "[]", "", "{"}) {
    EXPECT_EQ(code_of([&] { state::read_json<Provision>(text); }), "state.malformed") << text;
  }
}

TEST(ReadName, RejectsWifiSecurityAndFirmwareThatDoNotExist) {
  EXPECT_EQ(state::read_name<board::WifiSecurity>("wep"), board::WifiSecurity::wep);
  EXPECT_EQ(code_of([] { state::read_name<board::WifiSecurity>("wpa9"); }), "state.unknown_name");
  EXPECT_EQ(code_of([] { state::read_name<board::FirmwareRole>("bootloader"); }), "state.unknown_name");
}

}  // namespace
