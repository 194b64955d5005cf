#include "store_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "ports/errors.hpp"

namespace hosts {

namespace fs = std::filesystem;

namespace {

constexpr const char* journal_folder = "journal";

/// Turns an error of the file system into storage.failed.
template <class Work>
auto on_disk(Work work) {
  try {
    return work();
  } catch (const std::system_error& error) {
    throw base::Error(ports::storage_failed).because(error.what());
  }
}

base::Bytes read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file) throw base::Error(ports::storage_failed).because("cannot read " + path.string());
  return base::to_bytes(text);
}

/// Replaces the file as a whole. Only its owner may read it, because it may hold private keys.
void write_file(const fs::path& path, base::ByteView content) {
  on_disk([&] {
    fs::create_directories(path.parent_path());
    const fs::path fresh = path.string() + ".new";
    {
      std::ofstream file(fresh, std::ios::binary);
      fs::permissions(fresh, fs::perms::owner_read | fs::perms::owner_write);
      const std::string_view text = base::as_text(content);
      file.write(text.data(), static_cast<std::streamsize>(text.size()));
      if (!file.flush()) throw base::Error(ports::storage_failed).because("cannot write " + path.string());
    }
    fs::rename(fresh, path);
  });
}

pki::Files read_folder(const std::string& path) {
  return on_disk([&] {
    pki::Files files;
    if (path.empty() || !fs::exists(path)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      const std::string name = fs::relative(entry.path(), path).generic_string();
      if (entry.is_regular_file() && name.rfind(journal_folder, 0) != 0)
        files[name] = read_file(entry.path());
    }
    return files;
  });
}

}  // namespace

StoreFolder::StoreFolder(std::string path)
    : path_(std::move(path)), journal_(path_.empty() ? std::string() : path_ + "/" + journal_folder) {
  pki::Files files = read_folder(path_);
  store_ = pki::load(files);
  pki::wipe(files);
}

const pki::Authorities& StoreFolder::authorities(base::SystemTime now, ports::Random& random) {
  if (!store_.authorities) {
    store_.authorities = pki::create_authorities(pki::AuthorityNames(), now, random);
    write();
  }
  return *store_.authorities;
}

void StoreFolder::keep_board(const std::string& folder, const std::string& secure_element,
                             const provision::ProvisioningResult& result) {
  pki::BoardRecord& record = store_.boards[folder];
  record.certificate = result.chain->device;
  if (result.request) record.request = result.request;
  record.secure_element_serial = secure_element;
  record.thing_name = result.thing_name;
  write();
}

void StoreFolder::write() const {
  if (path_.empty()) return;
  pki::Files files = pki::files(store_);
  for (const auto& [name, content] : files) write_file(fs::path(path_) / name, content);
  pki::wipe(files);
}

std::string StoreFolder::Journal::file(const std::string& key) const {
  std::string name = key;
  std::replace(name.begin(), name.end(), '/', '-');
  return folder_ + "/" + name + ".json";
}

base::task<std::optional<std::string>> StoreFolder::Journal::get(std::string key) {
  if (folder_.empty()) {
    const auto found = memory_.find(key);
    if (found == memory_.end()) co_return std::nullopt;
    co_return found->second;
  }
  const bool exists = on_disk([&] { return fs::exists(file(key)); });
  if (!exists) co_return std::nullopt;
  co_return base::to_text(read_file(file(key)));
}

base::task<void> StoreFolder::Journal::put(std::string key, std::string value) {
  if (folder_.empty()) {
    memory_[key] = value;
  } else {
    write_file(file(key), base::as_bytes(value));
  }
  co_return;
}

base::task<void> StoreFolder::Journal::remove(std::string key) {
  memory_.erase(key);
  std::error_code ignored;  // a file that does not exist needs no removal
  if (!folder_.empty()) fs::remove(file(key), ignored);
  co_return;
}

base::task<std::vector<std::string>> StoreFolder::Journal::keys(std::string prefix) {
  std::vector<std::string> found;
  for (const auto& [key, value] : memory_) {
    if (key.rfind(prefix, 0) == 0) found.push_back(key);
  }
  co_return found;
}

}  // namespace hosts
