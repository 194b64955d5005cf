// As much of XML as AWS's query services make necessary when they do not answer in JSON: the text of an
// element without children. No parser: attributes, comments and nesting mean nothing here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aws {

/// The first element of that name, character references resolved.
std::optional<std::string> xml_text(std::string_view document, std::string_view element);
/// All of them, in order.
std::vector<std::string> xml_texts(std::string_view document, std::string_view element);

}  // namespace aws
