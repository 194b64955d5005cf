#include <algorithm>
#include <gtest/gtest.h>

#include "pki/errors.hpp"
#include "pki/folder.hpp"
#include "session/errors.hpp"
#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using simulation::FirmwareKind;
using support::code_of;
using support::param_of;

struct Authority : testing::Test {
  Authority() { world.sign_in(); }

  /// Files of an authority that is not this session's.
  pki::Files others() {
    pki::Store store;
    store.authorities = pki::create_authorities({}, world.clock.now(), world.random);
    return pki::files(store);
  }
  /// The board's id.
  int grant_board() {
    auto& board = world.add_board(FirmwareKind::demo);
    world.executor.run_for(10s);
    const int id = world.grant_port(board);
    world.grant_debugger(board);
    return id;
  }
  pki::Files exported() { return world.session->authority_files(); }
  void import(const pki::Files& files) { world.session->use_authority(files); }

  support::SessionWorld world;
};

TEST_F(Authority, IsMadeWhenItIsAskedForAndStaysTheSame) {
  const pki::Files first = exported();
  EXPECT_TRUE(pki::load(first).authorities);
  EXPECT_EQ(exported(), first);
}

TEST_F(Authority, NeedsAnAccount) {
  world.session->sign_out();
  EXPECT_EQ(code_of([&] { exported(); }), session::no_account.name());
}

TEST_F(Authority, GoesFromOneSessionToTheNextByItsFiles) {
  const pki::Files files = exported();
  world.reload();
  EXPECT_NE(exported(), files);
  import(files);
  EXPECT_EQ(exported(), files);
}

TEST_F(Authority, SignsTheBoardsThatComeAfterItsImport) {
  const pki::Files files = others();
  import(files);
  const int id = grant_board();
  world.provision(id);
  const auto& result = world.session->find(id)->job().result;
  const crypto::Certificate signer = pki::load(files).authorities->signer.certificate;
  EXPECT_EQ(result->chain->signer, signer);
  EXPECT_TRUE(pki::issued_by(result->chain->device, signer));
}

TEST_F(Authority, ComesWithWhatItIssued) {
  const int id = grant_board();
  world.provision(id);
  const session::BoardSession& board = *world.session->find(id);
  const pki::Store store = pki::load(exported());
  ASSERT_EQ(store.boards.count(board.secure_element()), 1U);
  const pki::BoardRecord& record = store.boards.at(board.secure_element());
  EXPECT_EQ(record.certificate, board.job().result->chain->device);
  EXPECT_TRUE(record.request && record.request->verify_own_signature());
  EXPECT_EQ(record.secure_element_serial, board.secure_element());
  EXPECT_EQ(record.thing_name, board.thing_name());
}

TEST_F(Authority, IsRefusedWithoutOneOfItsFilesAndTheOneBeforeStays) {
  const pki::Files before = exported();
  for (const char* name : {"root-ca.crt", "root-ca.key", "signer-ca.crt", "signer-ca.key"}) {
    pki::Files files = others();
    files.erase(name);
    EXPECT_EQ(code_of([&] { import(files); }), pki::missing_file.name());
    EXPECT_EQ(param_of("file", [&] { import(files); }), name);
  }
  EXPECT_EQ(code_of([&] { import({}); }), pki::missing_file.name());
  EXPECT_EQ(exported(), before);
}

TEST_F(Authority, IsRefusedWithAKeyThatIsNotItsOwn) {
  const pki::Files before = exported();
  pki::Files files = others();
  files["signer-ca.key"] = files["root-ca.key"];
  EXPECT_EQ(code_of([&] { import(files); }), pki::key_mismatch.name());
  EXPECT_EQ(param_of("file", [&] { import(files); }), "signer-ca.key");
  EXPECT_EQ(exported(), before);
}

TEST_F(Authority, IsNotChangedUnderABoardThatIsBeingProvisioned) {
  const pki::Files before = exported();
  const pki::Files files = others();
  const int id = grant_board();
  bool done = false;
  const base::Spawned job =
      base::spawn<void>(world.executor, world.session->provision(id, provision::CertificateChoice::keep),
                        [&done](base::Outcome<void> outcome) { done = outcome.ok(); });
  world.executor.run_for(1s);
  ASSERT_EQ(world.session->find(id)->status(), session::BoardStatus::busy);
  EXPECT_EQ(code_of([&] { import(files); }), session::board_busy.name());
  EXPECT_EQ(exported(), before);
  world.executor.run_for(60s);
  ASSERT_TRUE(done);
  import(files);
  EXPECT_NE(exported(), before);
}

TEST_F(Authority, SignsOnWhenItsFilesHaveBeenWiped) {
  pki::Files files = others();
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
