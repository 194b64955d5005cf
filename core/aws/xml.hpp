// The text of XML elements without children, for answers of AWS's query services that are not JSON. Not a
// parser: ignores attributes, comments and nesting.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aws {

/// The text of the first element of that name, with character references resolved.
std::optional<std::string> xml_text(std::string_view document, std::string_view element);
/// The texts of all elements of that name, in order.
std::vector<std::string> xml_texts(std::string_view document, std::string_view element);
/// What is between the tags of all elements of that name, in order, unchanged: parts of a document that can
/// be searched in turn. The elements must not contain others of the same name.
std::vector<std::string_view> xml_contents(std::string_view document, std::string_view element);

}  // namespace aws
