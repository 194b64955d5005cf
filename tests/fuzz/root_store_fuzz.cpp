// Fuzzes the parser of the Wi-Fi module's store of root certificates.
#include "board/root_store.hpp"
#include "check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::ByteView input = fuzz::view(data, size);
  fuzz::parse_or_error([&] {
    if (const auto store = board::RootStore::parse(input)) {
      const base::Bytes built = store->build();
      fuzz::require(built.size() <= size && base::equal(built, input.first(built.size())),
                    "there is one form only");
    }
  });
  fuzz::parse_or_error([&] { board::RootEntry::of_certificate(input); });
  return 0;
}
