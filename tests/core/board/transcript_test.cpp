// Parses a recorded run of the vendor's tool (multi-account registration) line by line. Each line from the
// host must be a known command with arguments that our types accept, and each line from the board must belong
// to an answer. The commands and answers must lead to the recorded certificates and flash.
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "base/virtual_executor.hpp"
#include "board/answer.hpp"
#include "board/client_store.hpp"
#include "board/provisioning_client.hpp"
#include "crypto/x509.hpp"
#include "embedded/device_crt.hpp"
#include "embedded/device_csr.hpp"
#include "embedded/transcript_jsonl.hpp"
#include "embedded/winc_0x4000_0x7000_bin.hpp"
#include "support/fake_firmware.hpp"

namespace {

struct Exchange {
  std::string line;
  std::string blob;
  bool prompted = false;
  board::AnswerLines answer;
};

struct Recording {
  std::vector<board::AnswerLines> banners;
  std::vector<Exchange> exchanges;
};

/// Splits the recording into exchanges. A byte outside of any exchange fails the test.
class Reader {
 public:
  Recording read(std::string_view text) {
    for (const std::string_view row : base::split(text, '\n')) {
      if (row.empty()) continue;
      const auto entry = nlohmann::json::parse(row);
      const std::string direction = entry.at("dir");
      if (direction == "event") {
        EXPECT_FALSE(current_) << "a reset in the middle of a command";
        if (entry.at("fw") == "prov") answer_.emplace(board::Answer::Prompt::none);
        continue;
      }
      const base::Bytes bytes = base::from_hex(entry.at("hex").get<std::string>());
      EXPECT_EQ(bytes.size(), entry.at("n").get<std::size_t>());
      if (direction == "h2b") {
        host(std::string(base::trim(base::as_text(bytes))));
      } else {
        board(bytes);
      }
    }
    EXPECT_FALSE(current_);
    return std::move(recording_);
  }

 private:
  void host(const std::string& text) {
    if (current_) {
      ASSERT_TRUE(current_->prompted) << "a command before the previous command was answered: " << text;
      EXPECT_TRUE(current_->blob.empty());
      current_->blob = text;
      answer_->blob_sent();
      return;
    }
    current_.emplace();
    current_->line = text;
    const bool blob = text.find("BLOB") != std::string::npos || text.find("SIGNDIGEST") != std::string::npos;
    answer_.emplace(blob ? board::Answer::Prompt::expected : board::Answer::Prompt::none);
  }

  void board(base::ByteView bytes) {
    ASSERT_TRUE(answer_) << "the board sent bytes without a command";
    const std::size_t taken = answer_->feed(bytes);
    // The line feed of a line that ended with its carriage return.
    for (const std::byte left : bytes.subspan(taken)) EXPECT_EQ(left, std::byte{'\n'});
    if (answer_->state() == board::Answer::State::prompted) current_->prompted = true;
    if (!answer_->ended()) return;
    if (answer_->state() == board::Answer::State::ready) {
      EXPECT_FALSE(current_);
      recording_.banners.push_back(answer_->lines());
    } else {
      EXPECT_EQ(answer_->state(), board::Answer::State::ok);
      ASSERT_TRUE(current_);
      current_->answer = answer_->lines();
      recording_.exchanges.push_back(std::move(*current_));
      current_.reset();
    }
    answer_.reset();
  }

  Recording recording_;
  std::optional<Exchange> current_;
  std::optional<board::Answer> answer_;
};

std::uint32_t number(std::string_view text) {
  const auto value = base::parse_decimal(text);
  EXPECT_TRUE(value) << text;
  return static_cast<std::uint32_t>(value.value_or(0));
}

/// The content of the exchanges, in our own types.
class Story {
 public:
  Story() : flash(0x100000, std::byte{0}) {}

  void take(const Exchange& exchange) {
    const std::size_t equals = exchange.line.find('=');
    name_ = exchange.line.substr(0, equals);
    arguments_.clear();
    if (equals != std::string::npos)
      arguments_ = base::split(std::string_view(exchange.line).substr(equals + 1), ',');
    ++counts[name_];
    if (name_ == "MC+PING") {
      EXPECT_EQ(exchange.answer, (board::AnswerLines{"MC+PONG=" + std::string(arguments_.at(0))}));
    } else if (name_ == "MC+SETLED") {
      EXPECT_EQ(arguments_.size(), 2U);
      EXPECT_TRUE(exchange.answer.empty());
    } else if (name_ == "MC+VERSION") {
      take_version(exchange);
    } else if (name_ == "MC+ECC+SERIAL") {
      serial.emplace(board::SerialNumber::from_hex(exchange.answer.at(0)));
    } else if (name_ == "MC+ECC+GENPUBKEY") {
      key.emplace(crypto::PublicKey::from_coordinates(base::from_hex(exchange.answer.at(0))));
    } else if (name_ == "MC+ECC+SIGNDIGEST") {
      EXPECT_EQ(exchange.line, "MC+ECC+SIGNDIGEST=64,64");
      digest = base::from_hex(exchange.blob);
      signature.emplace(crypto::Signature::from_numbers(base::from_hex(exchange.answer.at(0))));
    } else if (name_ == "MC+WINC+ERASE") {
      const board::SectorAddress sector(number(arguments_.at(0)));
      std::fill_n(flash.data() + sector.value(), board::winc_sector_size, std::byte{0xFF});
    } else if (name_ == "MC+WINC+WRITEBLOB") {
      const base::Bytes bytes = base::from_hex(exchange.blob);
      const board::PageChunk chunk(number(arguments_.at(0)), bytes);
      EXPECT_EQ(number(arguments_.at(1)), bytes.size());
      EXPECT_EQ(number(arguments_.at(2)), exchange.blob.size());
      std::copy(bytes.begin(), bytes.end(), flash.data() + chunk.address());
    } else {
      ADD_FAILURE() << "not understood: " << exchange.line;
    }
  }

  std::map<std::string, int> counts;
  std::optional<board::SerialNumber> serial;
  std::optional<crypto::PublicKey> key;
  base::Bytes digest;
  std::optional<crypto::Signature> signature;
  base::Bytes flash;

 private:
  void take_version(const Exchange& exchange) {
    if (arguments_.at(0) == "FIRMWARE") {
      EXPECT_EQ(exchange.answer, (board::AnswerLines{"0.4.9"}));
    } else {
      EXPECT_EQ(arguments_.at(0), "WINC");
      EXPECT_EQ(exchange.answer, (board::AnswerLines{"WINC firmware 19.7.7", "WINC driver 19.3.0"}));
    }
  }

  std::string name_;
  std::vector<std::string_view> arguments_;
};

TEST(Transcript, IsParsedLineByLine) {
  const Recording recording = Reader().read(embedded::transcript_jsonl);
  ASSERT_EQ(recording.banners.size(), 2U);
  EXPECT_EQ(recording.banners[0].front(), "Welcome to the avr-iot command handler!");
  EXPECT_EQ(recording.banners[0], recording.banners[1]);

  Story story;
  for (const Exchange& exchange : recording.exchanges) story.take(exchange);
  EXPECT_EQ(story.counts["MC+WINC+ERASE"], 2);
  EXPECT_EQ(story.counts["MC+WINC+WRITEBLOB"], 8);

  // The board that signed is the board of the certificate.
  ASSERT_TRUE(story.serial && story.key && story.signature);
  const auto request = crypto::CertificateRequest::from_pem(embedded::device_csr);
  const crypto::Sha256Digest request_digest = crypto::sha256(request.to_be_signed());
  EXPECT_TRUE(base::equal(story.digest, request_digest));
  EXPECT_EQ(*story.signature, request.signature());
  EXPECT_TRUE(crypto::verify(*story.key, request_digest, *story.signature));
  const auto certificate = crypto::Certificate::from_pem(embedded::device_crt);
  EXPECT_EQ(certificate.public_key(), *story.key);
  EXPECT_EQ(certificate.subject().common_name(), "sn" + story.serial->text());

  // What was erased and written is what was in the flash afterwards.
  const base::ByteView after = base::as_bytes(embedded::winc_0x4000_0x7000_bin).subspan(0x1000);
  EXPECT_TRUE(base::equal(base::ByteView(story.flash).subspan(0x5000, after.size()), after));
}

TEST(Transcript, AnswersOurClientAsItAnsweredTheVendors) {
  const Recording recording = Reader().read(embedded::transcript_jsonl);
  base::VirtualExecutor executor;
  base::Log log(executor);
  support::FakeFirmware firmware(executor);
  for (const Exchange& exchange : recording.exchanges) {
    std::string answer;
    for (const std::string& line : exchange.answer) answer += (answer.empty() ? "" : "\r\n") + line;
    firmware.answers[exchange.line] = answer;
  }
  board::ProvisioningClient client(firmware, log);
  Story story;
  for (const Exchange& exchange : recording.exchanges) story.take(exchange);
  EXPECT_EQ(executor.run(client.firmware_version()).text(), "0.4.9");
  EXPECT_EQ(executor.run(client.winc_versions()).firmware.text(), "19.7.7");
  EXPECT_EQ(executor.run(client.serial_number()), *story.serial);
  EXPECT_EQ(executor.run(client.gen_public_key(board::SlotIndex::device_key())), *story.key);
  crypto::Sha256Digest digest{};
  std::copy(story.digest.begin(), story.digest.end(), digest.begin());
  EXPECT_EQ(executor.run(client.sign_digest(digest)), *story.signature);
}

}  // namespace
