#include "provision/memory.hpp"

#include "base/text.hpp"
#include "ports/errors.hpp"

namespace provision {

namespace {

std::string pair_key(const std::string& debugger) {
  return "pair/" + debugger;
}
std::string finished_key(const std::string& element) {
  return "done/" + element;
}

}  // namespace

/// Where nothing can be kept, nothing is remembered: no error.
base::task<std::string> Memory::get(std::string key) {
  try {
    co_return (co_await store_.get(key)).value_or("");
  } catch (const base::Error& error) {
    if (!error.is(ports::storage_failed)) throw;
  }
  co_return std::string();
}

base::task<void> Memory::put(std::string key, std::string value) {
  try {
    co_await store_.put(key, value);
  } catch (const base::Error& error) {
    if (!error.is(ports::storage_failed)) throw;
  }
}

base::task<std::string> Memory::element_of(std::string debugger) {
  if (debugger.empty()) co_return std::string();
  co_return co_await get(pair_key(debugger));
}

base::task<void> Memory::keep_pair(std::string debugger, std::string element) {
  if (debugger.empty() || element.empty()) co_return;
  co_await put(pair_key(debugger), element);
}

base::task<std::optional<FinishedBoard>> Memory::finished(std::string element) {
  const std::string text = co_await get(finished_key(element));
  const auto fields = base::split(text, '\n');
  if (fields.size() != 5) co_return std::nullopt;
  co_return FinishedBoard{std::string(fields[0]), std::string(fields[1]), std::string(fields[2]),
                          std::string(fields[3]), std::string(fields[4])};
}

base::task<void> Memory::keep_finished(std::string element, FinishedBoard board) {
  co_await put(finished_key(element), board.thing_name + '\n' + board.certificate_id + '\n' + board.account +
                                          '\n' + board.region + '\n' + board.endpoint);
}

base::task<void> Memory::forget_finished(std::string element) {
  try {
    co_await store_.remove(finished_key(element));
  } catch (const base::Error& error) {
    if (!error.is(ports::storage_failed)) throw;
  }
}

}  // namespace provision
