#include "provision/known_boards.hpp"

#include "base/text.hpp"
#include "ports/errors.hpp"

namespace provision {

namespace {

std::string pair_key(const std::string& debugger) {
  return "pair/" + debugger;
}
std::string provisioned_key(const std::string& secure_element) {
  return "done/" + secure_element;
}

}  // namespace

base::task<std::string> KnownBoards::get(std::string key) {
  try {
    co_return (co_await store_.get(key)).value_or("");
  } catch (const base::Error& error) {
    if (!error.is(ports::storage_failed)) throw;
  }
  co_return std::string();
}

base::task<void> KnownBoards::put(std::string key, std::string value) {
  try {
    co_await store_.put(key, value);
  } catch (const base::Error& error) {
    if (!error.is(ports::storage_failed)) throw;
  }
}

base::task<std::string> KnownBoards::secure_element_of(std::string debugger) {
  if (debugger.empty()) co_return std::string();
  co_return co_await get(pair_key(debugger));
}

base::task<void> KnownBoards::remember_debugger(std::string debugger, std::string secure_element) {
  if (debugger.empty() || secure_element.empty()) co_return;
  co_await put(pair_key(debugger), secure_element);
}

base::task<std::optional<ProvisionedBoard>> KnownBoards::provisioned(std::string secure_element) {
  const std::string text = co_await get(provisioned_key(secure_element));
  const auto fields = base::split(text, '\n');
  if (fields.size() < 5) co_return std::nullopt;
  const auto others = fields.begin() + 5;
  co_return ProvisionedBoard{std::string(fields[0]), std::string(fields[1]),
                             std::string(fields[2]), std::string(fields[3]),
                             std::string(fields[4]), std::vector<std::string>(others, fields.end())};
}

base::task<std::set<std::string>> KnownBoards::things_in(std::string account, std::string region) {
  const std::string prefix = provisioned_key("");
  std::vector<std::string> keys;
  try {
    keys = co_await store_.keys(prefix);
  } catch (const base::Error& error) {
    if (!error.is(ports::storage_failed)) throw;
  }
  std::set<std::string> things;
  for (const std::string& key : keys) {
    const std::optional<ProvisionedBoard> board = co_await provisioned(key.substr(prefix.size()));
    if (board && board->account == account && board->region == region) things.insert(board->thing_name);
  }
  co_return things;
}

base::task<void> KnownBoards::remember_provisioned(std::string secure_element, ProvisionedBoard board) {
  std::string lines = board.thing_name + '\n' + board.certificate_id + '\n' + board.account + '\n' +
                      board.region + '\n' + board.endpoint;
  for (const std::string& id : board.others) lines += '\n' + id;
  co_await put(provisioned_key(secure_element), std::move(lines));
}

base::task<void> KnownBoards::forget_provisioned(std::string secure_element) {
  co_await store_.remove(provisioned_key(secure_element));
}

}  // namespace provision
