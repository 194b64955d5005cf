// Runs the pki layer on real files, so that certificates_test.py can compare the results with OpenSSL and
// Python's cryptography.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>

#include "base/hex.hpp"
#include "pki/device.hpp"
#include "pki/folder.hpp"

namespace {

namespace fs = std::filesystem;

constexpr const char* usage =
    "make-certificates make FOLDER       writes an authority and two boards, the second renewed, into "
    "FOLDER\n"
    "make-certificates rewrite FROM TO   reads the folder FROM and writes what it holds into TO\n";

class SystemRandom : public ports::Random {
 public:
  void fill(std::span<std::byte> bytes) override {
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(device_() & 0xFF);
  }

 private:
  std::random_device device_;
};

pki::Files read_folder(const fs::path& folder) {
  pki::Files files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    files[fs::relative(entry.path(), folder).generic_string()] = base::to_bytes(content);
  }
  return files;
}

void write_folder(const fs::path& folder, const pki::Files& files) {
  for (const auto& [path, content] : files) {
    fs::create_directories((folder / path).parent_path());
    std::ofstream(folder / path, std::ios::binary) << base::as_text(content);
  }
}

pki::BoardRecord make_board(const pki::CertificateAuthority& signer, const char* serial, base::SystemTime now,
                            pki::SerialNumberSource source, ports::Random& random) {
  // The board signs a digest, because its key never leaves it.
  const auto key = crypto::PrivateKey::generate(random);
  const base::Bytes info = pki::device_request_info(base::from_hex(serial), key.public_key());
  pki::BoardRecord board;
  const auto request = pki::complete_device_request(info, key.sign(crypto::sha256(info)));
  board.request = request.request();
  board.certificate = pki::issue_device_certificate(signer, request, now, source, random);
  board.secure_element_serial = serial;
  board.thing_name = pki::thing_name(*board.certificate);
  return board;
}

pki::Store make_store() {
  SystemRandom random;
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  pki::Store store;
  store.authorities =
      pki::create_authorities({"Example Électronique", "Example Root", "Example Signer 0001"}, now, random);
  const auto& signer = store.authorities->signer;
  store.authorities->verification =
      pki::issue_verification_certificate(signer, std::string(64, 'c'), now, random);
  store.boards["first"] =
      make_board(signer, "0123112233445566EE", now, pki::SerialNumberSource::derived, random);
  store.boards["renewed"] =
      make_board(signer, "0123AABBCCDDEEFF01", now, pki::SerialNumberSource::random, random);
  return store;
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> arguments(words + 1, words + count);
  try {
    if (arguments.size() == 2 && arguments[0] == "make") {
      write_folder(arguments[1], pki::files(make_store()));
    } else if (arguments.size() == 3 && arguments[0] == "rewrite") {
      write_folder(arguments[2], pki::files(pki::load(read_folder(arguments[1]))));
    } else {
      const bool asked = arguments.size() == 1 && arguments[0] == "--help";
      (asked ? std::cout : std::cerr) << usage;
      return asked ? EXIT_SUCCESS : EXIT_FAILURE;
    }
  } catch (const base::Error& error) {
    std::cerr << error.describe() << "\n";
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
