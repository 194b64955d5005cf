#include "provision/board_diagnosis.hpp"

#include <gtest/gtest.h>

#include "provision/errors.hpp"

namespace {

using provision::AccountAnswers;
using provision::BoardAnswers;

constexpr std::string_view thing = "abc";
constexpr std::string_view endpoint = "mine-ats.iot.eu-west-1.amazonaws.com";
constexpr std::string_view endpoint_line = "AWS Endpoint read from WINC is ";

BoardAnswers board_that_says(std::initializer_list<std::string> lines) {
  BoardAnswers board;
  board.answers = true;
  for (const std::string& line : lines) board.start.take(line);
  return board;
}

BoardAnswers good_board(std::string_view stored_endpoint = endpoint) {
  return board_that_says({std::string(endpoint_line).append(stored_endpoint),
                          std::string("Thing Name read from the device is ").append(thing)});
}

BoardAnswers connected_board() {
  BoardAnswers board = good_board();
  board.connected = true;
  return board;
}

AccountAnswers account_that_holds(bool certificate, aws::CertificateStatus status, bool policy) {
  AccountAnswers found;
  found.thing = true;
  if (certificate) found.certificate_arn = "arn:aws:iot:eu-west-1:123456789012:cert/0a";
  found.status = status;
  found.policy = policy;
  return found;
}

const AccountAnswers good_account = account_that_holds(true, aws::CertificateStatus::active, true);
const AccountAnswers empty_account;

struct Row {
  base::ErrorCode cause;
  BoardAnswers board;
  AccountAnswers account;
};

TEST(Diagnosis, NamesTheMostLikelyCause) {
  using namespace provision;
  using aws::CertificateStatus;
  Account account;
  account.endpoint = endpoint;
  const Row table[] = {
      {not_connected, good_board(), good_account},
      {board_publishes, connected_board(), good_account},
      // Problems in the account.
      {thing_missing, good_board(), empty_account},
      {certificate_missing, good_board(), account_that_holds(false, CertificateStatus::inactive, false)},
      {certificate_inactive, good_board(), account_that_holds(true, CertificateStatus::revoked, true)},
      {policy_missing, good_board(), account_that_holds(true, CertificateStatus::active, false)},
      {policy_missing, connected_board(), account_that_holds(true, CertificateStatus::active, false)},
      // Problems on the board come first.
      {board_silent, BoardAnswers(), empty_account},
      {no_thing_name, board_that_says({"Thing Name is not present, error type 0"}), empty_account},
      {no_thing_name, board_that_says({"Thing ID is not present, error type 0"}), good_account},
      {sandbox_endpoint, board_that_says({"Using the AWS Sandbox endpoint : x"}), empty_account},
      {other_endpoint, good_board("other-ats.iot.eu-west-1.amazonaws.com"), good_account},
      {other_region, good_board("mine-ats.iot.us-east-2.amazonaws.com"), empty_account},
      // A missing start-up message does not prove a problem of the board.
      {not_connected, board_that_says({}), good_account},
  };
  for (const Row& row : table) {
    const base::Error cause = conclude(row.board, row.account, account, thing);
    EXPECT_EQ(cause.code().name(), row.cause.name());
  }
}

TEST(Diagnosis, NamesTheDifference) {
  provision::Account account;
  account.endpoint = endpoint;
  const base::Error region =
      conclude(good_board("mine-ats.iot.us-east-2.amazonaws.com"), good_account, account, thing);
  EXPECT_EQ(region.param("board"), "us-east-2");
  EXPECT_EQ(region.param("account"), "eu-west-1");
  EXPECT_EQ(conclude(connected_board(), good_account, account, thing).param("topic"), "abc/sensors");
}

}  // namespace
