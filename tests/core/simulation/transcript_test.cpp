// Replays the host's side of a recorded run of the vendor's tool (MAR provisioning of a real board)
// against the virtual board. The answers must equal the recording byte for byte, except for the public key
// and the signature.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <regex>
#include <vector>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "board_fixture.hpp"
#include "embedded/transcript_jsonl.hpp"

namespace simulation::test {
namespace {

/// One step of the host (bytes, or a reset of the target), and the bytes that the board sent before
/// the next step.
struct Step {
  bool reset = false;
  std::string host;
  std::string board;
};

std::vector<Step> provisioning_steps() {
  std::vector<Step> steps;
  for (const std::string_view line : base::split(embedded::transcript_jsonl, '\n')) {
    if (line.empty()) continue;
    const auto entry = nlohmann::json::parse(line);
    if (entry["fw"] != "prov") continue;
    const std::string direction = entry["dir"];
    if (direction == "b2h") {
      steps.back().board += entry["text"].get<std::string>();
    } else if (direction == "event") {
      steps.push_back({true, {}, {}});
    } else {
      steps.push_back({false, entry["text"].get<std::string>(), {}});
    }
  }
  return steps;
}

/// A board with the serial number of the recorded one. Its private key is not known.
BoardState recorded_board(std::string_view serial) {
  SeededRandom random(1);
  BoardState state = manufacture(random, FirmwareRole::provisioning);
  const std::string own = base::to_hex_upper(state.secure_element.serial_number());
  state.secure_element =
      SecureElement::from_json(base::replace_all(state.secure_element.to_json(), own, serial));
  return state;
}

TEST(Transcript, TheVirtualBoardAnswersAsTheRecordedBoard) {
  VirtualBoard::Options options;
  options.state = recorded_board("01238FAFEFE388DCFE");
  ProvisioningFixture fixture({}, std::move(options));
  const std::regex long_hex("[0-9A-F]{128}");
  std::size_t compared = 0;
  for (const Step& step : provisioning_steps()) {
    if (step.reset) fixture.board.reset();
    const std::string answer = fixture.type(step.host);
    EXPECT_EQ(std::regex_replace(answer, long_hex, "KEY"), std::regex_replace(step.board, long_hex, "KEY"))
        << step.host;
    ++compared;
  }
  EXPECT_EQ(compared, 65U) << "the whole recording";
  const NorFlash& flash = fixture.board.state().winc_flash;
  EXPECT_EQ(base::to_hex(flash.read(0x5000, 8)), "abfe185b70c34692");
  EXPECT_EQ(base::to_text(flash.read(0x6F00, 41)),
            std::string("a5ec1f1c484549f2d4e1b8b48acbba23f48b15be") + '\0');
  EXPECT_EQ(base::to_text(flash.read(0x6E00, 46)), "a1b2c3d4e5f6g7-ats.iot.us-east-2.amazonaws.com");
}

}  // namespace
}  // namespace simulation::test
