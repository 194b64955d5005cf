#include "aws/sigv4.hpp"

#include <algorithm>
#include <map>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "crypto/digest.hpp"

namespace aws {

namespace {

constexpr std::string_view algorithm = "AWS4-HMAC-SHA256";

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

bool is_header_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string encode(std::string_view text, std::string_view kept) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c) || kept.find(c) != std::string_view::npos) {
      encoded += c;
    } else {
      const auto octet = static_cast<unsigned char>(c);
      encoded.append({'%', digits[octet >> 4U], digits[octet & 15U]});
    }
  }
  return encoded;
}

Query encoded_pairs(const Query& query) {
  Query pairs;
  for (const auto& [name, value] : query) pairs.emplace_back(percent_encode(name), percent_encode(value));
  return pairs;
}

std::string joined(const Query& encoded) {
  std::string text;
  for (const auto& [name, value] : encoded) {
    if (!text.empty()) text += '&';
    text.append(name).append("=").append(value);
  }
  return text;
}

/// Drops space at both ends and makes each run of space inside one space.
std::string folded(std::string_view value) {
  std::string text;
  for (const char c : base::trim(value)) {
    if (!is_header_space(c)) {
      text += c;
    } else if (text.back() != ' ') {
      text += ' ';
    }
  }
  return text;
}

std::string date_stamp(base::SystemTime time) {
  return amz_date(time).substr(0, 8);
}

/// A key of the derivation. Within its scope it is worth as much as the secret, so it is wiped.
class DerivedKey {
 public:
  explicit DerivedKey(crypto::Sha256Digest key) : key_(key) {}
  DerivedKey(const DerivedKey&) = delete;
  DerivedKey& operator=(const DerivedKey&) = delete;
  ~DerivedKey() { base::wipe(key_.data(), key_.size()); }
  void derive(std::string_view data) { key_ = crypto::hmac_sha256(key_, base::as_bytes(data)); }
  crypto::Sha256Digest mac(std::string_view data) const {
    return crypto::hmac_sha256(key_, base::as_bytes(data));
  }

 private:
  crypto::Sha256Digest key_;
};

std::string credential(const Credentials& credentials, const SigningScope& scope) {
  return credentials.access_key_id + "/" + scope.text();
}

std::string sign_canonical(const SignableRequest& request, const Credentials& credentials,
                           const SigningScope& scope) {
  return signature(credentials.secret_access_key, scope, string_to_sign(scope, canonical_request(request)));
}

}  // namespace

std::string percent_encode(std::string_view text) {
  return encode(text, "");
}

std::string query_string(const Query& query) {
  return joined(encoded_pairs(query));
}

std::string amz_date(base::SystemTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const auto seconds = static_cast<std::uint64_t>((time - day).count());
  const auto two = [](std::uint64_t value) { return base::padded(value, 2); };
  const auto year = static_cast<std::uint64_t>(std::max(0, static_cast<int>(date.year())));
  return base::padded(year, 4) + two(static_cast<unsigned>(date.month())) +
         two(static_cast<unsigned>(date.day())) + "T" + two(seconds / 3600) + two(seconds / 60 % 60) +
         two(seconds % 60) + "Z";
}

std::optional<base::SystemTime> parse_amz_date(std::string_view text) {
  if (text.size() != 16 || text[8] != 'T' || text[15] != 'Z') return std::nullopt;
  const auto date = base::parse_decimal(text.substr(0, 8));
  const auto time = base::parse_decimal(text.substr(9, 6));
  if (!date || !time) return std::nullopt;
  const std::chrono::year_month_day day(std::chrono::year(static_cast<int>(*date / 10000)),
                                        std::chrono::month(static_cast<unsigned>(*date / 100 % 100)),
                                        std::chrono::day(static_cast<unsigned>(*date % 100)));
  const auto hours = *time / 10000;
  const auto minutes = *time / 100 % 100;
  const auto seconds = *time % 100;
  if (!day.ok() || hours > 23 || minutes > 59 || seconds > 60) return std::nullopt;
  return base::SystemTime(std::chrono::sys_days(day)) +
         std::chrono::seconds(hours * 3600 + minutes * 60 + seconds);
}

std::string sha256_hex(base::ByteView payload) {
  return base::to_hex(crypto::sha256(payload));
}

std::string canonical_path(std::string_view path) {
  std::vector<std::string_view> kept;
  for (const std::string_view segment : base::split(path, '/')) {
    if (segment == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (!segment.empty() && segment != ".") {
      kept.push_back(segment);
    }
  }
  std::string text;
  for (const std::string_view segment : kept) text.append("/").append(percent_encode(segment));
  if (text.empty() || path.back() == '/') text += '/';
  return text;
}

std::string canonical_query(const Query& query) {
  Query pairs = encoded_pairs(query);
  std::sort(pairs.begin(), pairs.end());
  return joined(pairs);
}

CanonicalHeaders canonical_headers(const ports::HttpHeaders& headers) {
  std::map<std::string, std::string> by_name;
  for (const auto& [name, value] : headers) {
    const auto [place, is_new] = by_name.try_emplace(base::to_lower(base::trim(name)));
    if (!is_new) place->second += ',';
    place->second += folded(value);
  }
  CanonicalHeaders canonical;
  for (const auto& [name, value] : by_name) {
    canonical.text.append(name).append(":").append(value).append("\n");
    if (!canonical.signed_names.empty()) canonical.signed_names += ';';
    canonical.signed_names += name;
  }
  return canonical;
}

base::Secret canonical_request(const SignableRequest& request) {
  CanonicalHeaders headers = canonical_headers(request.headers);
  std::string text;
  const std::string path = canonical_path(request.path);
  const std::string query = canonical_query(request.query);
  // Reserve the final size: growing would leave unwiped copies behind.
  text.reserve(request.method.size() + path.size() + query.size() + headers.text.size() +
               headers.signed_names.size() + request.payload_hash.size() + 5);
  text.append(request.method).append("\n").append(path).append("\n").append(query).append("\n");
  text.append(headers.text).append("\n").append(headers.signed_names).append("\n");
  text.append(request.payload_hash);
  base::wipe(headers.text.data(), headers.text.size());
  return base::Secret::taking(std::move(text));
}

std::string SigningScope::text() const {
  return date_stamp(time) + "/" + region + "/" + service + "/aws4_request";
}

std::string string_to_sign(const SigningScope& scope, const base::Secret& canonical_request) {
  return std::string(algorithm) + "\n" + amz_date(scope.time) + "\n" + scope.text() + "\n" +
         sha256_hex(base::as_bytes(canonical_request.reveal()));
}

std::string signature(const base::Secret& secret_access_key, const SigningScope& scope,
                      std::string_view string_to_sign) {
  std::string first;
  first.reserve(4 + secret_access_key.size());
  first.append("AWS4").append(secret_access_key.reveal());
  const base::Secret initial = base::Secret::taking(std::move(first));
  DerivedKey key(
      crypto::hmac_sha256(base::as_bytes(initial.reveal()), base::as_bytes(date_stamp(scope.time))));
  key.derive(scope.region);
  key.derive(scope.service);
  key.derive("aws4_request");
  return base::to_hex(key.mac(string_to_sign));
}

void sign(SignableRequest& request, const Credentials& credentials, const SigningScope& scope) {
  request.headers.emplace_back("X-Amz-Date", amz_date(scope.time));
  if (credentials.temporary())
    request.headers.emplace_back("X-Amz-Security-Token", credentials.session_token.reveal());
  const std::string signed_names = canonical_headers(request.headers).signed_names;
  request.headers.emplace_back("Authorization",
                               std::string(algorithm) + " Credential=" + credential(credentials, scope) +
                                   ", SignedHeaders=" + signed_names +
                                   ", Signature=" + sign_canonical(request, credentials, scope));
}

base::Secret presigned_query(SignableRequest request, const Credentials& credentials,
                             const SigningScope& scope, std::chrono::seconds expires,
                             TokenPlacement placement) {
  const std::pair<std::string, std::string> token("X-Amz-Security-Token", credentials.session_token.reveal());
  Query& query = request.query;
  query.emplace_back("X-Amz-Algorithm", algorithm);
  query.emplace_back("X-Amz-Credential", credential(credentials, scope));
  query.emplace_back("X-Amz-Date", amz_date(scope.time));
  query.emplace_back("X-Amz-Expires", std::to_string(expires.count()));
  if (credentials.temporary() && placement == TokenPlacement::is_signed) query.push_back(token);
  query.emplace_back("X-Amz-SignedHeaders", canonical_headers(request.headers).signed_names);
  const std::string proof = sign_canonical(request, credentials, scope);
  if (credentials.temporary() && placement == TokenPlacement::after_signing) query.push_back(token);
  query.emplace_back("X-Amz-Signature", proof);
  return base::Secret::taking(query_string(query));
}

}  // namespace aws
