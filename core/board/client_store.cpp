#include "board/client_store.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "aws/thing_name.hpp"
#include "base/hex.hpp"
#include "base/text.hpp"
#include "board/errors.hpp"

namespace board {

namespace {

constexpr std::array<std::uint8_t, 8> start_pattern{0xAB, 0xFE, 0x18, 0x5B, 0x70, 0xC3, 0x46, 0x92};
constexpr std::size_t entry_size = ClientStore::name_size + 8;
constexpr std::size_t entries_offset = 16;
// The demo firmware reads 41 bytes. It finds no name when the last of them was never written.
constexpr std::size_t thing_name_field = 41;
constexpr std::size_t max_host_name = 253;

static_assert(entries_offset + ClientStore::max_files * entry_size + 4 == ClientStore::header_size);

base::ByteView pattern() {
  return std::as_bytes(std::span(start_pattern));
}

bool is_erased(base::ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::byte b) { return b == erased_byte; });
}

[[noreturn]] void bad_store(std::size_t at) {
  throw base::Error(bad_client_store).with("at", at);
}

bool is_visible(char c) {
  return c > ' ' && c <= '~';
}

bool is_file_name(std::string_view name) {
  return !name.empty() && name.size() < ClientStore::name_size &&
         std::all_of(name.begin(), name.end(), is_visible);
}

base::Bytes padded_name(std::string_view name) {
  base::ByteWriter out;
  out.text(name).fill(ClientStore::name_size - name.size(), std::byte{0});
  return std::move(out).take();
}

/// Parses the 48 bytes of a name, which are at offset `at`: zeros follow the name.
std::string parse_name(base::ByteView field, std::size_t at) {
  const std::string_view text = base::as_text(field);
  const std::string_view name = text.substr(0, text.find('\0'));
  if (!is_file_name(name) || text.find_first_not_of('\0', name.size()) != std::string_view::npos)
    bad_store(at);
  return std::string(name);
}

struct Start {
  std::uint32_t count;
  std::size_t end;
};

/// The start of a store: pattern, number of files, end of the last one. nullopt in erased flash.
std::optional<Start> parse_start(base::ByteReader& reader) {
  if (reader.left() < ClientStore::start_size) bad_store(reader.left());
  const base::ByteView first = reader.take(start_pattern.size());
  if (is_erased(first)) return std::nullopt;
  if (!base::equal(first, pattern())) bad_store(0);
  Start start{};
  start.count = reader.u32_le();
  if (start.count > ClientStore::max_files) bad_store(8);
  const std::uint32_t end = reader.u32_le();
  if (!client_store_region.contains(end, 0)) bad_store(12);
  start.end = end - client_store_region.offset;
  if (start.end < ClientStore::header_size) bad_store(12);
  return start;
}

struct Extent {
  std::size_t from;
  std::size_t size;
  bool overlaps(const Extent& other) const {
    return from < other.from + other.size && other.from < from + size;
  }
};

}  // namespace

std::string certificate_file_name(const crypto::Certificate& certificate) {
  return "CERT_" + base::to_hex_upper(certificate.serial_number());
}

ClientStore ClientStore::of(const crypto::Certificate& device, const crypto::Certificate& signer) {
  ClientStore store;
  base::Bytes list;
  for (const crypto::Certificate* certificate : {&device, &signer}) {
    StoredFile file{certificate_file_name(*certificate), certificate->der()};
    base::append(list, padded_name(file.name));
    store.add(std::move(file));
  }
  store.add(StoredFile{std::string(list_name), std::move(list)});
  return store;
}

ClientStore& ClientStore::add(StoredFile file) {
  if (!is_file_name(file.name) || find(file.name) != nullptr || files_.size() == max_files)
    throw base::Error(argument_refused).with("argument", "file");
  files_.push_back(std::move(file));
  return *this;
}

const StoredFile* ClientStore::find(std::string_view name) const {
  const auto found = std::find_if(files_.begin(), files_.end(),
                                  [name](const StoredFile& file) { return file.name == name; });
  return found == files_.end() ? nullptr : &*found;
}

base::Bytes ClientStore::build() const {
  std::size_t offset = header_size;
  base::ByteWriter entries;
  base::ByteWriter contents;
  const auto address = [](std::size_t at) {
    return static_cast<std::uint32_t>(client_store_region.offset + at);
  };
  for (const StoredFile& file : files_) {
    entries.bytes(padded_name(file.name));
    entries.u32_le(static_cast<std::uint32_t>(file.content.size())).u32_le(address(offset));
    contents.bytes(file.content);
    offset += file.content.size();
    if (offset > max_size) throw base::Error(client_store_full).with("size", offset).with("limit", max_size);
  }
  entries.fill(header_size - entries_offset - entries.size(),
               erased_byte);  // unused entries and the unused CRC
  base::ByteWriter out;
  out.bytes(pattern()).u32_le(static_cast<std::uint32_t>(files_.size())).u32_le(address(offset));
  out.bytes(std::move(entries).take()).bytes(std::move(contents).take());
  return std::move(out).take();
}

std::optional<std::size_t> ClientStore::used_size(base::ByteView start) {
  base::ByteReader reader(start);
  const auto parsed = parse_start(reader);
  if (!parsed) return std::nullopt;
  return parsed->end;
}

std::optional<ClientStore> ClientStore::parse(base::ByteView bytes) {
  base::ByteReader reader(bytes);
  const auto start = parse_start(reader);
  if (!start) return std::nullopt;
  if (start->end > bytes.size()) bad_store(12);
  ClientStore store;
  std::vector<Extent> extents;
  for (std::uint32_t i = 0; i < start->count; ++i) {
    const std::size_t at = reader.position();
    StoredFile file{parse_name(reader.take(name_size), at), {}};
    Extent extent{};
    extent.size = reader.u32_le();
    const std::uint32_t address = reader.u32_le();
    if (address < client_store_region.offset + header_size) bad_store(at);
    extent.from = address - client_store_region.offset;
    if (extent.from > start->end || extent.size > start->end - extent.from) bad_store(at);
    for (const Extent& other : extents)
      if (extent.overlaps(other)) bad_store(at);
    if (store.find(file.name) != nullptr) bad_store(at);
    extents.push_back(extent);
    file.content = base::to_bytes(bytes.subspan(extent.from, extent.size));
    store.add(std::move(file));
  }
  return store;
}

std::vector<crypto::Certificate> ClientStore::certificates() const {
  std::vector<crypto::Certificate> found;
  const StoredFile* list = find(list_name);
  if (list == nullptr) return found;
  const base::ByteView names(list->content);
  if (names.size() % name_size != 0) bad_store(names.size());
  for (std::size_t at = 0; at < names.size(); at += name_size) {
    const StoredFile* file = find(parse_name(names.subspan(at, name_size), at));
    if (file == nullptr) bad_store(at);
    found.push_back(crypto::Certificate::from_der(file->content));
  }
  return found;
}

namespace {

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_host_name(std::string_view host) {
  if (host.empty() || host.size() > max_host_name) return false;
  for (const std::string_view label : base::split(host, '.')) {
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    if (!std::all_of(label.begin(), label.end(), [](char c) { return c == '-' || is_letter_or_digit(c); }))
      return false;
  }
  return true;
}

/// The field is shorter than the longest name that AWS allows, and ends with a NUL.
bool is_storable_thing_name(std::string_view name) {
  return aws::is_thing_name(name) && name.size() < thing_name_field;
}

std::optional<std::string> parse_page(base::ByteView page, std::string_view what,
                                      bool (*is_valid)(std::string_view)) {
  if (!page.empty() && page[0] == erased_byte) return std::nullopt;
  const std::string_view text = base::as_text(page);
  const std::size_t end = text.find('\0');
  if (end == std::string_view::npos || !is_valid(text.substr(0, end)))
    throw base::Error(bad_text_page).with("page", what);
  return std::string(text.substr(0, end));
}

}  // namespace

base::Bytes build_endpoint_page(std::string_view host_name) {
  if (!is_host_name(host_name)) throw base::Error(argument_refused).with("argument", "endpoint");
  if (host_name.size() > longest_endpoint)
    throw base::Error(endpoint_too_long)
        .with("endpoint", host_name)
        .with("length", host_name.size())
        .with("limit", longest_endpoint);
  base::Bytes page = base::to_bytes(host_name);
  page.push_back(std::byte{0});
  return page;
}

base::Bytes build_thing_name_page(std::string_view thing_name) {
  if (!is_storable_thing_name(thing_name)) throw base::Error(argument_refused).with("argument", "thing name");
  base::Bytes page = base::to_bytes(thing_name);
  page.resize(thing_name_field);
  return page;
}

std::optional<std::string> parse_endpoint_page(base::ByteView page) {
  return parse_page(page, "endpoint", is_host_name);
}

std::optional<std::string> parse_thing_name_page(base::ByteView page) {
  return parse_page(page, "thing name", is_storable_thing_name);
}

}  // namespace board
