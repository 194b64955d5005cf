// The WINC's TLS client ("server") store, and the two text pages behind it: AWS endpoint and thing name
// (storage.md, table "TLS client store"). Builds the used bytes only: what follows is erased flash. Reading
// is strict and bounds-checked. Looks into no certificate but for its serial number.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "board/winc_flash.hpp"
#include "crypto/x509.hpp"

namespace board {

struct StoredFile {
  std::string name;  // 1..47 characters
  base::Bytes content;
  friend bool operator==(const StoredFile&, const StoredFile&) = default;
};

class ClientStore {
 public:
  static constexpr std::size_t max_files = 8;
  static constexpr std::size_t name_size = 48;
  static constexpr std::size_t header_size = 468;  // up to the first file's content
  /// Up to the endpoint page.
  static constexpr std::size_t max_size = endpoint_page_region.offset - client_store_region.offset;
  static constexpr std::string_view list_name = "ECDSA.lst";

  ClientStore() = default;
  /// The three files of a provisioned board, in their order: both certificates and their list.
  static ClientStore of(const crypto::Certificate& device, const crypto::Certificate& signer);
  /// From the region's start; more bytes may follow the used ones. Nothing when it was never written (FF);
  /// board.bad_client_store (at) when it is no store.
  static std::optional<ClientStore> parse(base::ByteView bytes);
  /// How many bytes are used, from the first 16: what else has to be read. As parse().
  static std::optional<std::size_t> used_size(base::ByteView start);
  static constexpr std::size_t start_size = 16;

  /// The image for client_store_region.offset. board.client_store_full, board.argument_refused for a bad
  /// name.
  base::Bytes build() const;

  const std::vector<StoredFile>& files() const { return files_; }
  ClientStore& add(StoredFile file);
  const StoredFile* find(std::string_view name) const;
  /// The certificates that ECDSA.lst names, in its order: device, then signer. Empty without a list;
  /// board.bad_client_store when the list names what is not there, or crypto's errors for what is no
  /// certificate.
  std::vector<crypto::Certificate> certificates() const;
  friend bool operator==(const ClientStore&, const ClientStore&) = default;

 private:
  std::vector<StoredFile> files_;
};

/// `CERT_` and the serial number in upper-case hex.
std::string certificate_file_name(const crypto::Certificate& certificate);

/// What the AVR demo firmware reads of the endpoint page, its terminating zero included.
inline constexpr std::size_t longest_endpoint = 51;
/// A host name with its terminating zero; board.argument_refused unless it is one (RFC 1123),
/// board.endpoint_too_long above longest_endpoint.
base::Bytes build_endpoint_page(std::string_view host_name);
/// 1..40 characters of a thing name ([A-Za-z0-9:_-]) with zeros up to 41 bytes: the demo firmware wants them
/// all.
base::Bytes build_thing_name_page(std::string_view thing_name);
/// What the page says, nothing when it begins with FF (never written: the demo firmware then takes its
/// fallback); board.bad_text_page (page) when it is not text with a zero behind.
std::optional<std::string> parse_endpoint_page(base::ByteView page);
std::optional<std::string> parse_thing_name_page(base::ByteView page);

}  // namespace board
