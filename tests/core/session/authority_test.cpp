// Tests the session's certificate authority: how it is created, exported, imported and used.
#include <algorithm>
#include <gtest/gtest.h>

#include "pki/errors.hpp"
#include "pki/folder.hpp"
#include "session/errors.hpp"
#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using board::FirmwareRole;
using support::code_of;
using support::param_of;

struct Authority : testing::Test {
  Authority() { world.sign_in(); }

  /// The files of another authority than this session's.
  pki::Files other_authority() {
    pki::Store store;
    store.authorities = pki::create_authorities({}, world.clock.now(), world.random);
    return pki::files(store);
  }
  /// Adds a board with its debugger, and returns the board's id.
  int grant_board() {
    const int id = grant_port(FirmwareRole::demo);
    world.grant_debugger(*world.boards.back());
    return id;
  }
  int grant_port(FirmwareRole firmware) {
    auto& board = world.add_board(firmware);
    world.executor.run_for(10s);
    return world.grant_port(board);
  }
  /// The exported records of boards.
  std::map<std::string, pki::BoardRecord> records() { return pki::load(exported()).boards; }
  pki::Files exported() { return world.executor.run(world.session->authority().files()); }
  void import(const pki::Files& files) { world.session->authority().use(files); }

  support::SessionWorld world;
};

TEST_F(Authority, IsCreatedOnceAndStaysTheSame) {
  const pki::Files first = exported();
  EXPECT_TRUE(pki::load(first).authorities);
  EXPECT_EQ(exported(), first);
}

TEST_F(Authority, NeedsAnAccount) {
  world.session->sign_out();
  EXPECT_EQ(code_of([&] { exported(); }), session::no_account.name());
}

TEST_F(Authority, IsImportedFromTheFilesThatAnotherSessionExported) {
  const pki::Files files = exported();
  world.reload();
  EXPECT_NE(exported(), files);
  import(files);
  EXPECT_EQ(exported(), files);
}

TEST_F(Authority, SignsTheBoardsThatAreProvisionedAfterItsImport) {
  const pki::Files files = other_authority();
  import(files);
  const int id = grant_board();
  world.provision(id);
  const auto& result = world.session->devices().find(id)->jobs().current().result;
  const crypto::Certificate signer = pki::load(files).authorities->signer.certificate;
  EXPECT_EQ(result->chain->signer, signer);
  EXPECT_TRUE(pki::issued_by(result->chain->device, signer));
}

TEST_F(Authority, IsExportedWithTheCertificatesThatItIssued) {
  const int id = grant_board();
  world.provision(id);
  const session::BoardSession& board = *world.session->devices().find(id);
  const auto boards = records();
  ASSERT_EQ(boards.size(), 1U);
  const auto& [name, record] = *boards.begin();
  EXPECT_EQ(name, world.boards.back()->state().usb_serial_number);
  EXPECT_EQ(record.certificate, board.jobs().current().result->chain->device);
  EXPECT_TRUE(record.request && record.request->verify_own_signature());
  EXPECT_EQ(record.secure_element_serial, board.facts().secure_element);
  EXPECT_EQ(record.thing_name, board.facts().thing_name);
}

TEST_F(Authority, ExportsABoardWithoutDebuggerUnderItsSecureElementsSerialNumber) {
  const int id = grant_port(FirmwareRole::provisioning);
  const std::string element = world.session->devices().find(id)->facts().secure_element;
  world.provision(id);
  const auto alone = records();
  ASSERT_EQ(alone.size(), 1U);
  EXPECT_EQ(alone.begin()->first, element);
  // Once the debugger is known, the folder has the kit's serial number as its name, and the same content.
  world.grant_debugger(*world.boards.back());
  world.provision(id);
  const auto with_debugger = records();
  ASSERT_EQ(with_debugger.size(), 1U);
  EXPECT_EQ(with_debugger.begin()->first, world.boards.back()->state().usb_serial_number);
  EXPECT_EQ(with_debugger.begin()->second.certificate, alone.begin()->second.certificate);
  EXPECT_EQ(with_debugger.begin()->second.request, alone.begin()->second.request);
  EXPECT_TRUE(with_debugger.begin()->second.request);
}

TEST_F(Authority, ExportsEveryBoardOfABatchWhateverHappenedToItLater) {
  const int first = grant_board();
  world.provision(first);
  world.executor.run(world.session->jobs().run(first, session::JobKind::inspect));
  const pki::Files after_inspection = exported();
  const int second = grant_board();
  world.provision(second);
  world.executor.run(world.session->devices().forget_board(first));
  world.executor.run(world.session->jobs().plan(second, provision::CertificateChoice::renew));
  const auto boards = records();
  for (const auto& board : world.boards) {
    const auto found = boards.find(board->state().usb_serial_number);
    ASSERT_NE(found, boards.end());
    EXPECT_TRUE(found->second.certificate && found->second.request);
  }
  for (const auto& [name, content] : after_inspection) EXPECT_EQ(exported()[name], content) << name;
}

TEST_F(Authority, KeepsTheBoardsThatAreImportedWithIt) {
  const int id = grant_board();
  world.provision(id);
  const pki::Files files = exported();
  world.reload();
  import(files);
  EXPECT_EQ(exported(), files);
  // This session's own records are newer than the imported ones.
  const int again = world.grant_port(*world.boards.back());
  world.grant_debugger(*world.boards.back());
  world.executor.run(world.session->jobs().provision(again, provision::CertificateChoice::renew));
  const crypto::Certificate renewed =
      world.session->devices().find(again)->jobs().current().result->chain->device;
  import(files);
  const auto boards = records();
  ASSERT_EQ(boards.size(), 1U);
  EXPECT_EQ(boards.begin()->second.certificate, renewed);
}

TEST_F(Authority, IsRefusedIfAFileIsMissingAndTheCurrentAuthorityStays) {
  const pki::Files before = exported();
  for (const char* name : {"root-ca.crt", "signer-ca.crt", "signer-ca.key"}) {
    pki::Files files = other_authority();
    files.erase(name);
    EXPECT_EQ(code_of([&] { import(files); }), pki::missing_file.name());
    EXPECT_EQ(param_of("file", [&] { import(files); }), name);
  }
  EXPECT_EQ(code_of([&] { import({}); }), pki::missing_file.name());
  EXPECT_EQ(exported(), before);
}

TEST_F(Authority, IsAcceptedWithoutTheRootsKeyWhichIsThenNotExported) {
  pki::Files files = other_authority();
  files.erase("root-ca.key");
  import(files);
  EXPECT_EQ(exported().count("root-ca.key"), 0U);
  EXPECT_EQ(exported().count("signer-ca.key"), 1U);
}

TEST_F(Authority, IsRefusedWithAKeyThatIsNotItsOwn) {
  const pki::Files before = exported();
  pki::Files files = other_authority();
  files["signer-ca.key"] = files["root-ca.key"];
  EXPECT_EQ(code_of([&] { import(files); }), pki::key_mismatch.name());
  EXPECT_EQ(param_of("file", [&] { import(files); }), "signer-ca.key");
  EXPECT_EQ(exported(), before);
}

TEST_F(Authority, IsNotReplacedWhileABoardIsBeingProvisioned) {
  const pki::Files before = exported();
  const pki::Files files = other_authority();
  const int id = grant_board();
  bool done = false;
  const base::Spawned job = base::spawn<void>(
      world.executor, world.session->jobs().provision(id, provision::CertificateChoice::keep),
      [&done](base::Outcome<void> outcome) { done = outcome.ok(); });
  world.executor.run_for(1s);
  ASSERT_EQ(world.session->devices().find(id)->status(), session::DeviceStatus::busy);
  EXPECT_EQ(code_of([&] { import(files); }), session::board_busy.name());
  EXPECT_EQ(exported(), before);
  world.executor.run_for(60s);
  ASSERT_TRUE(done);
  import(files);
  EXPECT_NE(exported(), before);
}

TEST_F(Authority, StillSignsAfterItsExportedFilesWereWiped) {
  pki::Files files = other_authority();
  const pki::Files copy = files;
  import(files);
  pki::wipe(files);
  for (const auto& [name, content] : files) {
    EXPECT_EQ(content.size(), copy.at(name).size()) << name;
    EXPECT_TRUE(std::all_of(content.begin(), content.end(), [](std::byte byte) {
      return byte == std::byte{};
    })) << name;
  }
  EXPECT_EQ(exported(), copy);
}

}  // namespace
