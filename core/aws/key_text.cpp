#include "aws/key_text.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace aws {

namespace {

bool is_decimal(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}

template <class Predicate>
bool all(std::string_view text, Predicate predicate) {
  return std::all_of(text.begin(), text.end(), predicate);
}
template <class Predicate>
bool any(std::string_view text, Predicate predicate) {
  return std::any_of(text.begin(), text.end(), predicate);
}

struct Character {
  char32_t code;
  std::size_t size;  // octets
};

/// The first character of UTF-8 text; an octet that begins no character stands for itself.
Character first_character(std::string_view text) {
  const auto octet = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = octet(0);
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (size == 1 || size > text.size()) return {lead, 1};
  char32_t code = lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((octet(i) & 0xC0U) != 0x80U) return {lead, 1};
    code = code << 6U | (octet(i) & 0x3FU);
  }
  return {code, size};
}

bool is_between(char32_t code, char32_t first, char32_t last) {
  return code >= first && code <= last;
}

/// Joiners, marks of direction, soft hyphens, byte order marks, selectors of a glyph; and the NULs of a
/// UTF-16 file that was read as UTF-8.
bool is_invisible(char32_t code) {
  return code == 0 || code == 0xAD || code == 0x34F || code == 0x180E || code == 0xFEFF ||
         is_between(code, 0x200B, 0x200F) || is_between(code, 0x202A, 0x202E) ||
         is_between(code, 0x2060, 0x206F) || is_between(code, 0xFE00, 0xFE0F);
}
bool is_odd_space(char32_t code) {
  return code == 0xA0 || code == 0x1680 || is_between(code, 0x2000, 0x200A) || code == 0x202F ||
         code == 0x205F || code == 0x3000;
}

/// The ASCII character that a person meant; 0 for text that has no such character.
char ascii_of(char32_t code) {
  if (code == 0x85 || code == 0x2028 || code == 0x2029) return '\n';
  if (is_between(code, 0x201C, 0x201F) || code == 0xAB || code == 0xBB || code == 0x300C || code == 0x300D ||
      code == 0xFF02)
    return '"';
  if (is_between(code, 0x2018, 0x201B) || code == 0x2039 || code == 0x203A || code == 0xB4 || code == 0xFF07)
    return '\'';
  if (is_between(code, 0x2010, 0x2015) || code == 0x2212) return '-';
  if (code == 0x3001) return ',';
  if (code == 0x3002) return '.';
  // Full-width forms of punctuation, letters and digits.
  return is_between(code, 0xFF01, 0xFF5E) ? static_cast<char>(code - 0xFF01 + '!') : '\0';
}

bool is_around_keys(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == '"' || c == '\'' || c == '`' || c == ',' || c == ';';
}

/// Secrets and tokens mix capital and small letters; hashes, paths and long words mostly do not.
bool is_mixed(std::string_view word) {
  return any(word, is_capital) && any(word, is_small);
}
bool is_hexadecimal(std::string_view word) {
  return all(word, [](char c) { return is_decimal(c) || (c >= 'a' && c <= 'f'); }) ||
         all(word, [](char c) { return is_decimal(c) || (c >= 'A' && c <= 'F'); });
}

/// Base64 that is longer than a secret.
bool looks_like_token(std::string_view word) {
  while (!word.empty() && word.back() == '=') word.remove_suffix(1);
  return word.size() > secret_size && is_mixed(word) && any(word, is_decimal) &&
         all(word, [](char c) { return is_secret_character(c) || c == '%'; });
}

/// "eu-west-1", "us-gov-west-1", "cn-north-1"
bool looks_like_region(std::string_view word) {
  const auto parts = base::split(word, '-');
  if (parts.size() < 3 || parts.size() > 4) return false;
  const bool is_numbered = parts.back().size() == 1 && is_decimal(parts.back()[0]);
  const bool begins_well = parts[0].size() == 2 && all(parts[0], is_small);
  return is_numbered && begins_well && std::all_of(parts.begin() + 1, parts.end() - 1, [](auto part) {
           return part.size() >= 3 && all(part, is_small);
         });
}

/// Collects the words of a text that have the shape of a part of a key.
class WordScan {
 public:
  explicit WordScan(std::string_view text) : text_(text) {}

  std::vector<ShapedWord> run() {
    for_each_run(text_, is_token_character, [this](std::size_t begin, std::size_t end) { add(begin, end); });
    return std::move(found_);
  }

 private:
  void add(std::size_t begin, std::size_t end) {
    // "=" pads base64 at its end; in front of another word it assigns.
    std::size_t padded = end;
    while (padded < text_.size() && padded < end + 2 && text_[padded] == '=') ++padded;
    const bool assigns = padded < text_.size() && is_token_character(text_[padded]);
    if (add_pair(begin, end)) return;
    if (!assigns && looks_like_token(text_.substr(begin, padded - begin))) {
      found_.push_back({KeyField::token, begin, padded});
      return;
    }
    // A full stop, a dash or an underscore around a word belongs to the sentence.
    while (begin < end && is_joint(text_[begin])) ++begin;
    while (begin < end && is_joint(text_[end - 1])) --end;
    add_shape(begin, end);
  }

  void add_shape(std::size_t begin, std::size_t end) {
    const std::string_view word = text_.substr(begin, end - begin);
    if (looks_like_key_id(word)) {
      found_.push_back({KeyField::id, begin, end});
    } else if (looks_like_secret(word) && !is_hexadecimal(word)) {
      found_.push_back({KeyField::secret, begin, end});
    } else if (looks_like_region(word)) {
      found_.push_back({KeyField::region, begin, end});
    } else if (looks_like_token(word)) {
      found_.push_back({KeyField::token, begin, end});
    }
  }

  /// Id and secret in one word, as "AKIA…/secret" or "secret-AKIA…".
  bool add_pair(std::size_t begin, std::size_t end) {
    if (end - begin != key_id_size + 1 + secret_size) return false;
    const std::string_view word = text_.substr(begin, end - begin);
    const bool is_id_first = looks_like_key_id(word.substr(0, key_id_size));
    const std::size_t first = is_id_first ? key_id_size : secret_size;
    const std::string_view id = is_id_first ? word.substr(0, key_id_size) : word.substr(first + 1);
    const std::string_view secret = is_id_first ? word.substr(first + 1) : word.substr(0, first);
    if (!looks_like_key_id(id) || !looks_like_secret(secret) ||
        !(is_joint(word[first]) || word[first] == '/'))
      return false;
    add_shape(begin, begin + first);
    add_shape(begin + first + 1, end);
    return true;
  }

  static bool is_joint(char c) { return c == '.' || c == '-' || c == '_' || c == '%'; }

  std::string_view text_;
  std::vector<ShapedWord> found_;
};

}  // namespace

bool is_key_id_character(char c) {
  return is_capital(c) || is_decimal(c);
}
bool is_secret_character(char c) {
  return is_key_id_character(c) || is_small(c) || c == '+' || c == '/' || c == '=';
}
bool is_token_character(char c) {
  return is_key_id_character(c) || is_small(c) || c == '+' || c == '/' || c == '-' || c == '_' || c == '.' ||
         c == '%';
}

bool looks_like_key_id(std::string_view word) {
  return word.size() == key_id_size && (word.substr(0, 4) == "AKIA" || word.substr(0, 4) == "ASIA") &&
         all(word, is_key_id_character);
}
bool looks_like_secret(std::string_view word) {
  return word.size() == secret_size && all(word, is_secret_character);
}

std::vector<ShapedWord> shaped_words(std::string_view text) {
  return WordScan(text).run();
}

base::Secret plain_text(std::string_view text, OddSpace odd_space) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";  // of a byte order mark that is not UTF-8
  while (text.substr(0, replacement.size()) == replacement) text.remove_prefix(replacement.size());
  std::string plain;
  plain.reserve(text.size());  // growing would leave unwiped copies behind
  while (!text.empty()) {
    const auto [code, size] = first_character(text);
    if (is_odd_space(code)) {
      if (odd_space == OddSpace::is_space) plain += ' ';
    } else if (code == '\r') {
      if (text.substr(0, 2) != "\r\n") plain += '\n';
    } else if (const char ascii = ascii_of(code); ascii != '\0') {
      plain += ascii;
    } else if (!is_invisible(code)) {
      plain.append(text.substr(0, size));
    }
    text.remove_prefix(size);
  }
  return base::Secret::taking(std::move(plain));
}

base::Secret without_urls(std::string_view text) {
  constexpr std::string_view ends = " \t\n\"'`<>,;|";
  std::string plain(text);
  for (std::size_t at = 0; (at = plain.find("://", at)) != std::string::npos;) {
    const std::size_t end = std::min(plain.find_first_of(ends, at), plain.size());
    std::fill(plain.begin() + static_cast<std::ptrdiff_t>(at),
              plain.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    at = end;
  }
  return base::Secret::taking(std::move(plain));
}

base::Secret bare_key(std::string_view text) {
  const base::Secret plain = plain_text(text, OddSpace::is_dropped);
  std::string_view key = plain.reveal();
  while (!key.empty() && is_around_keys(key.front())) key.remove_prefix(1);
  while (!key.empty() && is_around_keys(key.back())) key.remove_suffix(1);
  return base::Secret(key);
}

std::string character_name(std::string_view text) {
  const char32_t code = text.empty() ? 0 : first_character(text).code;
  if (code > ' ' && code < 0x7F) return {static_cast<char>(code)};
  std::string digits = base::hex_number(code);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return "U+" + digits;
}

}  // namespace aws
