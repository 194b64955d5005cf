#include "provision/journal.hpp"

#include <nlohmann/json.hpp>

namespace provision {

namespace {

std::string key(const board::SerialNumber& board, const std::string& account, const std::string& region) {
  return "mar/" + board.text() + "/" + account + "/" + region;
}

std::optional<JournalEntry> parse(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto field = [&json](const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  std::vector<std::string> removes;
  if (const auto found = json.find("removes"); found != json.end() && found->is_array()) {
    for (const auto& id : *found)
      if (id.is_string()) removes.push_back(id.get<std::string>());
  }
  try {
    return JournalEntry{crypto::Certificate::from_pem(field("device")),
                        crypto::Certificate::from_pem(field("signer")),
                        field("account"),
                        field("region"),
                        field("replaces"),
                        std::move(removes)};
  } catch (const base::Error&) {
    return std::nullopt;
  }
}

}  // namespace

base::task<std::optional<JournalEntry>> Journal::find(board::SerialNumber board, std::string account,
                                                      std::string region) {
  const std::optional<std::string> text = co_await store_.get(key(board, account, region));
  if (!text) co_return std::nullopt;
  std::optional<JournalEntry> entry = parse(*text);
  if (entry && (entry->account != account || entry->region != region)) entry.reset();
  co_return entry;
}

base::task<void> Journal::put(board::SerialNumber board, JournalEntry entry) {
  nlohmann::json json;
  json["device"] = entry.device.pem();
  json["signer"] = entry.signer.pem();
  json["account"] = entry.account;
  json["region"] = entry.region;
  json["replaces"] = entry.replaces;
  json["removes"] = entry.removes;
  co_await store_.put(key(board, entry.account, entry.region), json.dump());
}

base::task<void> Journal::remove(board::SerialNumber board, std::string account, std::string region) {
  co_await store_.remove(key(board, account, region));
}

}  // namespace provision
