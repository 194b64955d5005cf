// The session's certificate authority as the files of a .microchip-iot folder (pki/folder.hpp).
#include "pki/errors.hpp"
#include "session/errors.hpp"
#include "session/session.hpp"

namespace session {

pki::Files Session::authority_files() {
  pki::Store store;
  store.authorities = authorities();
  for (const auto& board : boards_) {
    const auto& result = board->job().result;
    if (!result) continue;
    pki::BoardRecord record;
    record.request = result->request;
    if (result->chain) record.certificate = result->chain->device;
    record.secure_element_serial = board->secure_element();
    record.thing_name = result->thing_name;
    store.boards.emplace(board->secure_element(), std::move(record));
  }
  return pki::files(store);
}

void Session::use_authority(const pki::Files& files) {
  pki::Store store = pki::load(files);
  if (!store.authorities) throw base::Error(pki::missing_file).with("file", "root-ca.crt");
  // A job that runs signs with the one that it began with.
  for (const auto& board : boards_) {
    if (board->status() == BoardStatus::busy) throw base::Error(board_busy).with("board", board->id());
  }
  authorities_ = std::move(*store.authorities);
}

}  // namespace session
