#include "board/answer.hpp"

#include <gtest/gtest.h>

#include "board/demo_answer.hpp"

namespace {

using board::Answer;

Answer parse(std::string_view text, Answer::Prompt prompt = Answer::Prompt::none) {
  Answer answer(prompt);
  answer.feed(base::as_bytes(text));
  return answer;
}

TEST(Answer, HasTheLinesBeforeOkWithoutBlankLines) {
  const Answer answer = parse("\r\nWINC firmware 19.7.7\r\nWINC driver 19.3.0\r\n\r\nOK\r\n");
  EXPECT_EQ(answer.state(), Answer::State::ok);
  EXPECT_EQ(answer.lines(), (board::AnswerLines{"WINC firmware 19.7.7", "WINC driver 19.3.0"}));
}

TEST(Answer, AcceptsAnyLineEnd) {
  EXPECT_EQ(parse("\r\nLED:CONN is ON\n\rOK\r\n").lines(), (board::AnswerLines{"LED:CONN is ON"}));
  EXPECT_EQ(parse("\nOK\n").state(), Answer::State::ok);
}

TEST(Answer, EndsAtItsStatusAndLeavesTheRest) {
  Answer answer(Answer::Prompt::none);
  EXPECT_EQ(answer.feed(base::as_bytes("OK\r\nREADY\r\n")), 3U);
  EXPECT_EQ(answer.state(), Answer::State::ok);
  EXPECT_EQ(answer.feed(base::as_bytes("more")), 0U);
}

TEST(Answer, HasTheStatusOfAnError) {
  EXPECT_EQ(parse("\r\nERROR: 0x1F4\r\n").status(), 0x1F4U);
  EXPECT_EQ(parse("ERROR: 0x5\r\n").state(), Answer::State::error);
}

TEST(Answer, AcceptsNothingElseAsAStatus) {
  for (const char* line :
       {"ERROR: 0x", "ERROR: 0x0", "ERROR: 0x12345", "ERROR: 5", "OKAY", " OK", "error: 0x1", "ERROR: 0xG"})
    EXPECT_EQ(parse(std::string(line) + "\r\n").state(), Answer::State::open) << line;
}

TEST(Answer, RecognisesAPromptOnlyAtTheStartOfALineAndWhereOneIsExpected) {
  EXPECT_EQ(parse("\r\n>", Answer::Prompt::expected).state(), Answer::State::prompted);
  EXPECT_EQ(parse("\r\na>", Answer::Prompt::expected).state(), Answer::State::open);
  EXPECT_EQ(parse("\r\n>").state(), Answer::State::open);
}

TEST(Answer, ContinuesAfterTheBlob) {
  Answer answer = parse("\r\n>", Answer::Prompt::expected);
  answer.blob_sent();
  answer.feed(base::as_bytes("\r\n>echo\r\nOK\r\n"));
  EXPECT_EQ(answer.state(), Answer::State::ok);
  EXPECT_EQ(answer.lines(), (board::AnswerLines{">echo"}));
}

TEST(Answer, FindsAnErrorOnTheLineOfThePrompt) {
  Answer answer = parse("\r\n>", Answer::Prompt::expected);
  answer.blob_sent();
  answer.feed(base::as_bytes("ERROR: 0x4\r\n"));
  EXPECT_EQ(answer.status(), 4U);
}

TEST(Answer, NoticesARestart) {
  EXPECT_EQ(parse("FW 0.4.9\r\nREADY\r\n").state(), Answer::State::ready);
}

TEST(Answer, DoesNotDependOnHowTheBytesAreSplit) {
  const std::string text = "\r\n01238FAFEFE388DCFE\r\nOK\r\n";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    Answer answer(Answer::Prompt::none);
    answer.feed(base::as_bytes(std::string_view(text).substr(0, cut)));
    answer.feed(base::as_bytes(std::string_view(text).substr(cut)));
    EXPECT_EQ(answer.state(), Answer::State::ok);
    EXPECT_EQ(answer.lines(), (board::AnswerLines{"01238FAFEFE388DCFE"}));
  }
}

TEST(Answer, UsesBoundedMemory) {
  EXPECT_EQ(parse(std::string(board::LineSplitter::max_length + 1, 'x')).state(), Answer::State::overflow);
  std::string many;
  for (std::size_t i = 0; i <= Answer::max_lines; ++i) many += "x\n";
  EXPECT_EQ(parse(many).state(), Answer::State::overflow);
}

TEST(Answer, ShowsRawBytesAsText) {
  EXPECT_EQ(parse("\x80R\x01").text_for_log(), "\\x80R\\x01");
  EXPECT_EQ(board::printable("abcdef", 3), "abc");
}

std::vector<std::string> events(std::string_view text) {
  board::DemoSplitter splitter;
  std::vector<std::string> found;
  for (const char c : text)
    if (const auto event = splitter.feed(static_cast<std::byte>(c)))
      found.push_back((event->kind == board::DemoEvent::Kind::line ? "line:" : "end:") + event->line);
  return found;
}

TEST(DemoSplitter, EndsAnAnswerAtAnEotAfterALineEnd) {
  EXPECT_EQ(events("v4.1.2\r\n\4"), (std::vector<std::string>{"line:v4.1.2", "end:v4.1.2"}));
  EXPECT_EQ(events("\r\n\4"), (std::vector<std::string>{"line:", "end:"}));
}

TEST(DemoSplitter, DropsTheDeviceIdBeforeALogMessage) {
  EXPECT_EQ(events("01238FAFEFE388DCFE\4 INFO \x1B[0;32mNORMAL connected\x1B[0m\r\nv4.1.2\r\n\4"),
            (std::vector<std::string>{"line: INFO NORMAL connected", "line:v4.1.2", "end:v4.1.2"}));
}

TEST(DemoSplitter, TruncatesEndlessLines) {
  const auto found = events(std::string(5000, 'x') + "\r");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].size(), 5 + board::DemoSplitter::max_length);
}

TEST(DemoSplitter, RecoversFromABrokenEscape) {
  EXPECT_EQ(events("a\x1B[1\r\nb\x1B\x1B[mc\r\n"), (std::vector<std::string>{"line:a", "line:bc"}));
}

}  // namespace
