#include "aws/xml.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"

namespace aws {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;
// The ampersand comes last, so that no reference is resolved twice.
constexpr std::array<Pair, 8> references{{{"&lt;", "<"},
                                          {"&gt;", ">"},
                                          {"&quot;", "\""},
                                          {"&apos;", "'"},
                                          {"&#60;", "<"},
                                          {"&#62;", ">"},
                                          {"&#38;", "&"},
                                          {"&amp;", "&"}}};

std::string resolved(std::string_view text) {
  std::string result(text);
  for (const auto& [reference, character] : references)
    result = base::replace_all(result, reference, character);
  return result;
}

/// What the next such element from `from` on contains. Moves `from` past it.
std::optional<std::string_view> next_content(std::string_view document, std::string_view element,
                                             std::size_t& from) {
  const std::string start = "<" + std::string(element) + ">";
  const std::string end = "</" + std::string(element) + ">";
  const std::size_t begin = document.find(start, from);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::size_t content = begin + start.size();
  const std::size_t stop = document.find(end, content);
  if (stop == std::string_view::npos) return std::nullopt;
  from = stop + end.size();
  return document.substr(content, stop - content);
}

std::optional<std::string> next_text(std::string_view document, std::string_view element, std::size_t& from) {
  const auto content = next_content(document, element, from);
  if (!content) return std::nullopt;
  return resolved(base::trim(*content));
}

}  // namespace

std::optional<std::string> xml_text(std::string_view document, std::string_view element) {
  std::size_t from = 0;
  return next_text(document, element, from);
}

std::vector<std::string> xml_texts(std::string_view document, std::string_view element) {
  std::vector<std::string> texts;
  std::size_t from = 0;
  while (auto text = next_text(document, element, from)) texts.push_back(std::move(*text));
  return texts;
}

std::vector<std::string_view> xml_contents(std::string_view document, std::string_view element) {
  std::vector<std::string_view> contents;
  std::size_t from = 0;
  while (const auto content = next_content(document, element, from)) contents.push_back(*content);
  return contents;
}

}  // namespace aws
