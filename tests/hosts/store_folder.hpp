// A folder in the format of `.microchip-iot` (see pki/folder.hpp), with the journal beside it; or the
// same in memory.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "pki/folder.hpp"
#include "ports/platform.hpp"
#include "provision/mar.hpp"

namespace hosts {

class StoreFolder {
 public:
  /// Reads the folder. With an empty `path`, everything stays in memory. Throws the errors of
  /// pki::load, and storage.failed.
  explicit StoreFolder(std::string path);

  /// The authorities in the folder. If there are none, makes them and writes them to the folder.
  const pki::Authorities& authorities(base::SystemTime now, ports::Random& random);
  /// Writes the folder of a board.
  void keep_board(const std::string& folder, const std::string& secure_element,
                  const provision::ProvisioningResult& result);
  ports::KeyValueStore& journal() { return journal_; }

 private:
  class Journal final : public ports::KeyValueStore {
   public:
    explicit Journal(std::string folder) : folder_(std::move(folder)) {}
    base::task<std::optional<std::string>> get(std::string key) override;
    base::task<void> put(std::string key, std::string value) override;
    base::task<void> remove(std::string key) override;
    base::task<std::vector<std::string>> keys(std::string prefix) override;

   private:
    std::string file(const std::string& key) const;
    std::string folder_;
    std::map<std::string, std::string> memory_;
  };

  void write() const;

  std::string path_;
  pki::Store store_;
  Journal journal_;
};

}  // namespace hosts
