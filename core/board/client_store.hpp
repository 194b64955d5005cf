// The WINC's TLS client ("server") store, and the two text pages after it: AWS endpoint and thing name
// (storage.md, table "TLS client store"). Builds only the used bytes; the rest of the flash stays erased.
// Parsing is strict and bounds-checked. Of a certificate, only the serial number matters here.
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
  /// The store ends where the endpoint page begins.
  static constexpr std::size_t max_size = endpoint_page_region.offset - client_store_region.offset;
  static constexpr std::string_view list_name = "ECDSA.lst";

  ClientStore() = default;
  /// The store of a provisioned board: both certificates and their list, in this order.
  static ClientStore of(const crypto::Certificate& device, const crypto::Certificate& signer);
  /// Parses bytes from the start of the region; more may follow the used ones. Returns nullopt if the
  /// region was never written (FF). Throws board.bad_client_store (at).
  static std::optional<ClientStore> parse(base::ByteView bytes);
  /// The number of used bytes, from the first start_size bytes. Returns nullopt and throws like parse().
  static std::optional<std::size_t> used_size(base::ByteView start);
  static constexpr std::size_t start_size = 16;

  /// The bytes for client_store_region.offset. Throws board.client_store_full, and board.argument_refused for
  /// a bad name.
  base::Bytes build() const;

  const std::vector<StoredFile>& files() const { return files_; }
  ClientStore& add(StoredFile file);
  const StoredFile* find(std::string_view name) const;
  /// The certificates that ECDSA.lst names, in its order: device, then signer. Empty without a list. Throws
  /// board.bad_client_store when the list names a file that is not there, and crypto's errors.
  std::vector<crypto::Certificate> certificates() const;
  friend bool operator==(const ClientStore&, const ClientStore&) = default;

 private:
  std::vector<StoredFile> files_;
};

/// `CERT_` and the serial number in upper-case hex.
std::string certificate_file_name(const crypto::Certificate& certificate);

/// How many bytes of the endpoint page the AVR demo firmware reads, including the terminating zero.
inline constexpr std::size_t longest_endpoint = 51;
/// A host name (RFC 1123) with a terminating zero. Throws board.argument_refused and board.endpoint_too_long.
base::Bytes build_endpoint_page(std::string_view host_name);
/// A thing name of 1..40 characters ([A-Za-z0-9:_-]), with zeros up to the 41 bytes that the demo firmware
/// reads. Throws board.argument_refused.
base::Bytes build_thing_name_page(std::string_view thing_name);
/// The text of a page; nullopt if the page was never written (begins with FF): the demo firmware then uses
/// its fallback. Throws board.bad_text_page (page) unless it is text with a terminating zero.
std::optional<std::string> parse_endpoint_page(base::ByteView page);
std::optional<std::string> parse_thing_name_page(base::ByteView page);

}  // namespace board
