// Fuzzes the parsers of both firmwares' answers. Whole input and single bytes must give the same result.
#include "board/answer.hpp"
#include "board/demo_answer.hpp"
#include "board/version.hpp"
#include "check.hpp"

namespace {

void feed(board::Answer& answer, base::ByteView bytes) {
  while (!bytes.empty() && !answer.ended()) {
    bytes = bytes.subspan(answer.feed(bytes));
    if (answer.state() == board::Answer::State::prompted) answer.blob_sent();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::ByteView input = fuzz::view(data, size);
  for (const auto prompt : {board::Answer::Prompt::none, board::Answer::Prompt::expected}) {
    board::Answer whole(prompt);
    board::Answer pieces(prompt);
    feed(whole, input);
    for (std::size_t i = 0; i < size; ++i) feed(pieces, input.subspan(i, 1));
    fuzz::require(whole.state() == pieces.state() && whole.lines() == pieces.lines(),
                  "bytes give the same result as the whole");
    fuzz::require(whole.lines().size() <= board::Answer::max_lines, "bounded");
    for (const std::string& line : whole.lines())
      fuzz::require(!line.empty() && line.size() <= board::LineSplitter::max_length,
                    "lines are bounded and not empty");
    fuzz::require(whole.text_for_log().size() <= 200, "the text for the log is bounded");
  }
  board::DemoSplitter splitter;
  for (const std::byte byte : input)
    if (const auto event = splitter.feed(byte))
      fuzz::require(event->line.size() <= board::DemoSplitter::max_length, "lines are bounded");
  fuzz::parse_or_error([&] { board::Version::parse(base::as_text(input)); });
  return 0;
}
