// Finds the parts of keys in pasted text by their shape: access key ids, secrets, session tokens and regions.
// First drops invisible characters and replaces the typographic quotes of word processors. Does not
// depend on file formats or labels.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.hpp"

namespace aws {

inline constexpr std::size_t key_id_size = 20;
inline constexpr std::size_t secret_size = 40;

enum class KeyField : std::uint8_t { id, secret, token, region };

/// What a no-break space or another wide or narrow space of Unicode means.
enum class OddSpace : std::uint8_t { is_space, is_dropped };

/// The text without invisible characters, with ASCII characters in place of typographic quotes, dashes and
/// full-width punctuation, and with line ends as '\n'. Other non-ASCII characters stay as they are. At most
/// as long as the input.
base::Secret plain_text(std::string_view text, OddSpace odd_space);

/// The text with spaces in place of what follows "://" in each URL, because a region or a word in a URL does
/// not belong to the keys.
base::Secret without_urls(std::string_view text);

/// One key out of a form's field or after a label: plain_text() without odd spaces, and without space,
/// quotes, commas and semicolons around the key.
base::Secret bare_key(std::string_view text);

/// The first character of UTF-8 text, for people: "*", or "U+00F6" if it is not printable ASCII.
std::string character_name(std::string_view text);

/// AKIA or ASIA and 16 capital letters or digits.
bool looks_like_key_id(std::string_view word);
/// 40 characters of base64.
bool looks_like_secret(std::string_view word);
/// Whether session tokens may contain this character. Tokens have no fixed length.
bool is_token_character(char c);
bool is_secret_character(char c);
bool is_key_id_character(char c);

/// Calls `take(begin, end)` for each longest run of characters that satisfy `is_part`.
template <class IsPart, class Take>
void for_each_run(std::string_view text, IsPart is_part, Take take) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_part(text[end])) ++end;
    if (end > at) take(at, end);
    at = std::max(end, at + 1);
  }
}

/// A word of the text that has the shape of a key's part.
struct ShapedWord {
  KeyField field;
  std::size_t begin;  // in the text
  std::size_t end;
};
/// All such words, in their order, except in URLs (https://…) and except hashes of 40 hexadecimal digits.
/// `text` is plain_text().
std::vector<ShapedWord> shaped_words(std::string_view text);

}  // namespace aws
