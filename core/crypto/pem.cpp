#include "crypto/pem.hpp"

#include <algorithm>
#include <optional>

#include "base/secret.hpp"
#include "base/text.hpp"
#include "crypto/base64.hpp"
#include "crypto/errors.hpp"

namespace crypto {

namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view end_mark = "-----END ";
constexpr std::string_view dashes = "-----";

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Removes the next line from `rest` and returns it without its end and without blanks around it. A line ends
/// with \n, \r or \r\n. The last one gives an additional empty line, which has no meaning in PEM files.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find_first_of("\r\n");
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
  return base::trim(line);
}

std::optional<std::string_view> label_of(std::string_view line, std::string_view mark) {
  if (line.size() < mark.size() + dashes.size() || !line.starts_with(mark) || !line.ends_with(dashes))
    return std::nullopt;
  return line.substr(mark.size(), line.size() - mark.size() - dashes.size());
}

/// A header of RFC 1421, 4.6.1.1, in the form that OpenSSL writes for a private key with a passphrase.
bool is_encryption_header(std::string_view label, std::string_view line) {
  return label.ends_with(private_key_label) && line.starts_with("Proc-Type:") && line.ends_with("ENCRYPTED");
}

/// Reads a block after its BEGIN line.
PemBlock take_block(std::string_view label, std::string_view& rest) {
  const auto bad = [label] { return base::Error(bad_pem).with("label", label); };
  std::string digits;  // may be a private key, so it is wiped below
  digits.reserve(rest.size());
  std::optional<base::Bytes> content;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (const auto end = label_of(line, end_mark)) {
      if (*end != label) break;
      try {
        content = base64_decode(digits);
      } catch (const base::Error&) {
      }
      break;
    }
    if (is_encryption_header(label, line)) throw base::Error(encrypted_key);
    digits += line;
  }
  base::wipe(digits.data(), digits.size());
  if (!content) throw bad();
  return PemBlock{std::string(label), std::move(*content)};
}

}  // namespace

std::string pem_encode(std::string_view label, base::ByteView content) {
  std::string digits = base64_encode(content);
  std::string text;
  text.reserve(digits.size() + digits.size() / 64 + 2 * label.size() +
               40);  // never grows: see PrivateKey::to_pem
  text.append(begin_mark).append(label).append(dashes).append("\n");
  for (std::size_t at = 0; at < digits.size(); at += 64) text.append(digits, at, 64).append("\n");
  text.append(end_mark).append(label).append(dashes).append("\n");
  base::wipe(digits.data(), digits.size());
  return text;
}

std::vector<PemBlock> pem_decode_all(std::string_view text) {
  std::vector<PemBlock> blocks;
  while (!text.empty()) {
    if (const auto label = label_of(take_line(text), begin_mark)) blocks.push_back(take_block(*label, text));
  }
  return blocks;
}

std::vector<std::string_view> pem_labels(std::string_view text) {
  std::vector<std::string_view> labels;
  while (!text.empty())
    if (const auto label = label_of(take_line(text), begin_mark)) labels.push_back(*label);
  return labels;
}

base::Bytes pem_decode(std::string_view text, std::string_view label) {
  while (!text.empty()) {
    if (label_of(take_line(text), begin_mark) == label) return take_block(label, text).content;
  }
  throw base::Error(no_pem_block).with("label", label);
}

}  // namespace crypto
