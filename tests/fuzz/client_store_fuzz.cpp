// Fuzzes the parsers of the Wi-Fi module's TLS client store and of the text pages after it.
#include "board/client_store.hpp"
#include "check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::parse_or_error([&] {
    const auto store = board::ClientStore::parse(fuzz::view(data, size));
    if (!store) return;
    std::size_t content = 0;
    for (const board::StoredFile& file : store->files()) content += file.content.size();
    fuzz::require(content <= size, "files do not overlap");
    const base::Bytes built = store->build();
    fuzz::require(board::ClientStore::parse(built) == store, "what was read can be written and read again");
    store->certificates();
  });
  fuzz::parse_or_error([&] { board::parse_endpoint_page(fuzz::view(data, size)); });
  fuzz::parse_or_error([&] { board::parse_thing_name_page(fuzz::view(data, size)); });
  return 0;
}
