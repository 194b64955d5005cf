#include "simulation/cloud_signature.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <variant>
#include <vector>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "crypto/digest.hpp"

namespace simulation {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::string_view algorithm = "AWS4-HMAC-SHA256";
constexpr std::string_view terminator = "aws4_request";
constexpr minutes tolerance{15};

/// The parts of a signature.
struct Claim {
  std::vector<std::string> credential;  // key id, date, region, service, terminator
  std::string date;                     // 20150830T123600Z
  std::string signed_headers;
  std::string signature;
};

SignatureRefusal refusal(SignatureFault fault, std::string message) {
  return {fault, std::move(message)};
}
SignatureRefusal mismatch(std::string message) {
  return refusal(SignatureFault::mismatch, std::move(message));
}

std::string hex_sha256(std::string_view text) {
  return base::to_hex(crypto::sha256(base::as_bytes(text)));
}

/// RFC 3986's unreserved characters stay, every other byte becomes %XX; characters in `also` stay, too.
std::string uri_encoded(std::string_view text, std::string_view also) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        byte < 0x80 && (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~');
    if (plain || also.find(c) != std::string_view::npos) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += digits[byte >> 4];
      encoded += digits[byte & 15];
    }
  }
  return encoded;
}

/// The path as sent, without dot segments and empty segments, encoded a second time (as all services
/// but S3 do).
std::string path_line(std::string_view path) {
  std::vector<std::string_view> kept;
  for (const auto segment : base::split(path, '/')) {
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!segment.empty() && segment != "." && segment != "..") kept.push_back(segment);
  }
  std::string line;
  for (const auto segment : kept) line.append("/").append(uri_encoded(segment, ""));
  const auto last = path.substr(path.rfind('/') + 1);
  if (line.empty() || last.empty() || last == "." || last == "..") line += "/";
  return line;
}

/// The query, sorted and re-encoded; nullopt if it contains a malformed escape.
std::optional<std::string> query_line(const CloudUrl& url, const std::vector<std::string_view>& left_out) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& [key, value] : url.query) {
    const auto plain_key = percent_decoded(key);
    const auto plain_value = percent_decoded(value);
    if (!plain_key || !plain_value) return std::nullopt;
    if (std::find(left_out.begin(), left_out.end(), *plain_key) != left_out.end()) continue;
    pairs.emplace_back(uri_encoded(*plain_key, ""), uri_encoded(*plain_value, ""));
  }
  std::sort(pairs.begin(), pairs.end());
  std::string line;
  for (const auto& [key, value] : pairs)
    line.append(line.empty() ? "" : "&").append(key).append("=").append(value);
  return line;
}

std::string squeezed(std::string_view value) {
  std::string text;
  for (const char c : base::trim(value)) {
    const bool space = c == ' ' || c == '\t';
    if (!space || text.back() != ' ') text += space ? ' ' : c;
  }
  return text;
}

/// The signed header lines, in the order of the signature; nullopt if a signed header is missing.
std::optional<std::string> header_lines(const ports::HttpHeaders& headers, std::string_view host,
                                        std::string_view signed_headers) {
  std::map<std::string, std::string> arrived{{"host", std::string(host)}};
  for (const auto& [name, value] : headers) {
    const auto [place, is_new] = arrived.emplace(base::to_lower(name), squeezed(value));
    if (!is_new && place->first != "host") place->second += "," + squeezed(value);
  }
  std::string lines;
  for (const auto name : base::split(signed_headers, ';')) {
    const auto header = arrived.find(std::string(name));
    if (header == arrived.end()) return std::nullopt;
    lines += header->first + ":" + header->second + "\n";
  }
  return lines;
}

base::ByteView view(const crypto::Sha256Digest& digest) {
  return {digest.data(), digest.size()};
}

std::string signature_of(const ExpectedSigner& signer, const Claim& claim, std::string_view canonical) {
  std::string seed = "AWS4" + std::string(signer.secret_access_key.reveal());
  auto key = crypto::hmac_sha256(base::as_bytes(seed), base::as_bytes(claim.credential[1]));
  base::wipe(seed.data(), seed.size());
  for (std::size_t i = 2; i < 5; ++i)
    key = crypto::hmac_sha256(view(key), base::as_bytes(claim.credential[i]));
  std::string text(algorithm);
  text += "\n" + claim.date + "\n" + claim.credential[1] + "/" + claim.credential[2] + "/" +
          claim.credential[3] + "/" + claim.credential[4] + "\n" + hex_sha256(canonical);
  return base::to_hex(crypto::hmac_sha256(view(key), base::as_bytes(text)));
}

std::optional<base::SystemTime> time_of(std::string_view stamp) {
  if (stamp.size() != 16 || stamp[8] != 'T' || stamp[15] != 'Z') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t count) {
    return base::parse_decimal(stamp.substr(at, count));
  };
  const auto year = number(0, 4), month = number(4, 2), day = number(6, 2);
  const auto hour = number(9, 2), minute = number(11, 2), second = number(13, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(*hour) + minutes(*minute) + seconds(*second);
}

std::string stamp_of(base::SystemTime time) {
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(midnight);
  const auto part = [](auto value, int width) {
    return base::padded(static_cast<std::uint64_t>(value), width);
  };
  const auto of_day = (time - midnight).count();
  return part(static_cast<int>(date.year()), 4) + part(static_cast<unsigned>(date.month()), 2) +
         part(static_cast<unsigned>(date.day()), 2) + "T" + part(of_day / 3600, 2) +
         part(of_day / 60 % 60, 2) + part(of_day % 60, 2) + "Z";
}

std::optional<SignatureRefusal> refuse_scope(const Claim& claim, const ExpectedSigner& signer) {
  const auto& scope = claim.credential;
  if (scope[0] != signer.access_key_id)
    return refusal(SignatureFault::unknown_key, "The security token included in the request is invalid.");
  if (scope[4] != terminator)
    return mismatch("Credential should be scoped with a valid terminator: 'aws4_request', not '" + scope[4] +
                    "'.");
  if (scope[2] != signer.region)
    return mismatch("Credential should be scoped to a valid region, not '" + scope[2] + "'. ");
  if (scope[3] != signer.service)
    return mismatch("Credential should be scoped to correct service: '" + signer.service + "'. ");
  if (scope[1] != claim.date.substr(0, 8))
    return mismatch(
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '" +
        scope[1] + "' != '" + claim.date.substr(0, 8) + "', from '" + claim.date + "'.");
  return std::nullopt;
}

/// `lifetime`: how long a signature is valid after its date.
std::optional<SignatureRefusal> refuse_time(const Claim& claim, base::SystemTime now, seconds lifetime) {
  const auto time = time_of(claim.date);
  if (!time)
    return refusal(SignatureFault::incomplete, "Date must be in ISO-8601 'basic format'. Got '" + claim.date +
                                                   "'. See http://en.wikipedia.org/wiki/ISO_8601");
  const std::string margin = lifetime == tolerance ? "15 min." : std::to_string(lifetime.count()) + " s";
  if (*time + lifetime < now)
    return mismatch("Signature expired: " + claim.date + " is now earlier than " + stamp_of(now - lifetime) +
                    " (" + stamp_of(now) + " - " + margin + ")");
  if (*time > now + tolerance)
    return mismatch("Signature not yet current: " + claim.date + " is still later than " +
                    stamp_of(now + tolerance) + " (" + stamp_of(now) + " + 15 min.)");
  return std::nullopt;
}

SignatureRefusal wrong_signature() {
  return mismatch(
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
      "Access "
      "Key and signing method. Consult the service documentation for details.");
}

bool signs(const Claim& claim, std::string_view header) {
  const auto names = base::split(claim.signed_headers, ';');
  return std::is_sorted(names.begin(), names.end()) &&
         std::find(names.begin(), names.end(), header) != names.end();
}

/// AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…
std::variant<Claim, SignatureRefusal> read_authorization(std::string_view text) {
  const auto incomplete = [&](std::string_view part) {
    return refusal(SignatureFault::incomplete, "Authorization header requires '" + std::string(part) +
                                                   "' parameter. Authorization=" + std::string(algorithm));
  };
  if (text.empty()) return refusal(SignatureFault::missing, "Request is missing Authentication Token");
  if (text.substr(0, algorithm.size() + 1) != std::string(algorithm) + " ") return incomplete("Algorithm");
  Claim claim;
  for (const auto item : base::split(text.substr(algorithm.size() + 1), ',')) {
    const auto part = base::trim(item);
    const std::size_t equals = std::min(part.find('='), part.size());
    const auto key = part.substr(0, equals);
    const std::string value(part.substr(std::min(equals + 1, part.size())));
    if (key == "Credential") {
      for (const auto piece : base::split(value, '/')) claim.credential.emplace_back(piece);
    } else if (key == "SignedHeaders") {
      claim.signed_headers = value;
    } else if (key == "Signature") {
      claim.signature = value;
    }
  }
  if (claim.credential.size() != 5) return incomplete("Credential");
  if (claim.signed_headers.empty()) return incomplete("SignedHeaders");
  if (claim.signature.empty()) return incomplete("Signature");
  return claim;
}

std::string_view header_of(const ports::HttpRequest& request, std::string_view name) {
  for (const auto& [key, value] : request.headers) {
    if (base::equal_ignoring_case(key, name)) return value;
  }
  return {};
}

}  // namespace

std::optional<SignatureRefusal> refuse_signature(const ports::HttpRequest& request, const CloudUrl& url,
                                                 const ExpectedSigner& signer, base::SystemTime now) {
  auto read = read_authorization(header_of(request, "authorization"));
  if (auto* refused = std::get_if<SignatureRefusal>(&read)) return std::move(*refused);
  Claim& claim = std::get<Claim>(read);
  claim.date = header_of(request, "x-amz-date");
  if (!signs(claim, "host") || !signs(claim, "x-amz-date"))
    return mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  if (auto refused = refuse_scope(claim, signer)) return refused;
  // The keys of the simulation are long-lived, so a session token is wrong.
  if (!header_of(request, "x-amz-security-token").empty())
    return refusal(SignatureFault::unknown_key, "The security token included in the request is invalid.");
  if (auto refused = refuse_time(claim, now, tolerance)) return refused;
  const std::string body_hash = hex_sha256(request.body);
  const auto told_hash = header_of(request, "x-amz-content-sha256");
  const auto query = query_line(url, {});
  const auto headers = header_lines(request.headers, url.host, claim.signed_headers);
  if (!query || !headers || (!told_hash.empty() && told_hash != body_hash)) return wrong_signature();
  const std::string canonical = request.method + "\n" + path_line(url.path) + "\n" + *query + "\n" +
                                *headers + "\n" + claim.signed_headers + "\n" + body_hash;
  if (signature_of(signer, claim, canonical) != claim.signature) return wrong_signature();
  return std::nullopt;
}

std::optional<SignatureRefusal> refuse_presigned(const CloudUrl& url, const ExpectedSigner& signer,
                                                 base::SystemTime now) {
  Claim claim;
  const std::string credential = url.find("X-Amz-Credential").value_or("");
  for (const auto piece : base::split(credential, '/')) claim.credential.emplace_back(piece);
  claim.date = url.find("X-Amz-Date").value_or("");
  claim.signed_headers = url.find("X-Amz-SignedHeaders").value_or("");
  claim.signature = url.find("X-Amz-Signature").value_or("");
  if (claim.signature.empty()) return refusal(SignatureFault::missing, "Missing Authentication Token");
  const auto expires = base::parse_decimal(url.find("X-Amz-Expires").value_or("86400"));
  constexpr std::uint64_t week = 604800;
  if (url.find("X-Amz-Algorithm") != algorithm || claim.credential.size() != 5 || !signs(claim, "host") ||
      !expires || *expires < 1 || *expires > week)
    return refusal(SignatureFault::incomplete,
                   "The query parameters of the signature are incomplete or invalid.");
  if (auto refused = refuse_scope(claim, signer)) return refused;
  if (url.find("X-Amz-Security-Token"))
    return refusal(SignatureFault::unknown_key, "The security token included in the request is invalid.");
  if (auto refused = refuse_time(claim, now, seconds(*expires))) return refused;
  const auto query = query_line(url, {"X-Amz-Signature", "X-Amz-Security-Token"});
  const auto host = url.host.substr(0, url.host.find(':'));
  const auto headers = header_lines({}, host, claim.signed_headers);
  if (!query || !headers) return wrong_signature();
  const std::string canonical = "GET\n" + path_line(url.path) + "\n" + *query + "\n" + *headers + "\n" +
                                claim.signed_headers + "\n" + hex_sha256("");
  if (signature_of(signer, claim, canonical) != claim.signature) return wrong_signature();
  return std::nullopt;
}

}  // namespace simulation
