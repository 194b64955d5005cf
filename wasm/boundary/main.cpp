// Writes boundary.json and boundary.d.ts:
//   node boundary.js <folder>
#include <cstdio>
#include <string>

#include "boundary.hpp"
#include "state/json.hpp"

namespace {

bool write(const std::string& path, const std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return false;
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return std::fclose(file) == 0 && written;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string folder = argv[1];
  const boundary::Types types = boundary::types();
  boundary::Facts facts = boundary::facts();
  facts.names = types.names;
  const bool written = write(folder + "/boundary.d.ts", types.declarations) &&
                       write(folder + "/boundary.json", state::json_text(facts) + "\n");
  return written ? 0 : 1;
}
