// Runs a fuzz target as a test of limited length: with every file of the given folder, each prefix of it, and
// a few thousand randomly changed copies. The random numbers have a fixed seed, so that a failure can be
// repeated. Prints the name of each file before its runs.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Input = std::vector<std::uint8_t>;

constexpr std::size_t max_prefixes = 4096;
constexpr int changed_copies = 4000;

Input load(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void change(Input& input, std::minstd_rand& random) {
  const auto below = [&random](std::size_t limit) { return static_cast<std::size_t>(random()) % limit; };
  for (std::size_t changes = 1 + below(4); changes > 0 && !input.empty(); --changes) {
    const auto at = static_cast<std::ptrdiff_t>(below(input.size()));
    switch (below(5)) {
      case 0:
        input[static_cast<std::size_t>(at)] ^= static_cast<std::uint8_t>(1U << below(8));
        break;
      case 1:
        input[static_cast<std::size_t>(at)] = static_cast<std::uint8_t>(below(256));
        break;
      case 2:
        input.erase(input.begin() + at);
        break;
      case 3:
        input.insert(input.begin() + at, static_cast<std::uint8_t>(below(256)));
        break;
      default:
        input[static_cast<std::size_t>(at)] = below(2) == 0 ? 0x00 : 0xFF;
        break;
    }
  }
}

std::size_t run_seed(const Input& seed) {
  std::size_t runs = 0;
  // Copies of the exact size, so that a sanitizer detects every read beyond the end.
  const auto run = [&runs](Input input) {
    input.shrink_to_fit();
    LLVMFuzzerTestOneInput(input.data(), input.size());
    ++runs;
  };
  for (std::size_t size = 0; size <= seed.size() && size <= max_prefixes; ++size)
    run(Input(seed.begin(), seed.begin() + static_cast<std::ptrdiff_t>(size)));
  std::minstd_rand random(1);
  for (int i = 0; i < changed_copies; ++i) {
    Input copy = seed;
    change(copy, random);
    run(std::move(copy));
  }
  return runs;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: %s FOLDER-OF-SEEDS\n", arguments[0]);
    return 2;
  }
  std::size_t seeds = 0;
  std::size_t runs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
    std::printf("%s\n", entry.path().filename().c_str());
    std::fflush(stdout);
    runs += run_seed(load(entry.path()));
    ++seeds;
  }
  std::printf("%zu seeds, %zu runs\n", seeds, runs);
  return seeds > 0 ? 0 : 1;
}
