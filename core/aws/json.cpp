#include "aws/json.hpp"

#include <nlohmann/json.hpp>

#include "aws/errors.hpp"

namespace aws {

using Library = nlohmann::json;

/// Points at one value in a document that all of its values share.
struct Json::Value {
  std::shared_ptr<const Library> document;
  const Library* node;

  Json child(const Library& value) const { return Json(std::make_shared<Value>(Value{document, &value})); }
};

namespace {

/// Counts nesting before the parser builds anything.
bool is_too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > Json::max_depth) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

base::Error missing_member(std::string_view field) {
  return base::Error(bad_answer).with("field", field);
}

}  // namespace

std::optional<Json> Json::parse(std::string_view text) {
  if (text.size() > max_size || is_too_deep(text)) return std::nullopt;
  auto document = std::make_shared<const Library>(Library::parse(text.begin(), text.end(), nullptr, false));
  if (document->is_discarded()) return std::nullopt;
  const Library* root = document.get();
  return Json(std::make_shared<Value>(Value{std::move(document), root}));
}

bool Json::is_object() const {
  return value_->node->is_object();
}
bool Json::is_array() const {
  return value_->node->is_array();
}

std::optional<std::string> Json::text() const {
  const auto* text = value_->node->get_ptr<const std::string*>();
  return text != nullptr ? std::optional(*text) : std::nullopt;
}

std::optional<Json> Json::find(std::string_view name) const {
  if (!is_object()) return std::nullopt;
  const auto place = value_->node->find(std::string(name));
  if (place == value_->node->end() || place->is_null()) return std::nullopt;
  return value_->child(*place);
}

std::optional<std::string> Json::find_text(std::string_view name) const {
  const auto member = find(name);
  return member ? member->text() : std::nullopt;
}

std::optional<bool> Json::find_flag(std::string_view name) const {
  const auto member = find(name);
  if (!member || !member->value_->node->is_boolean()) return std::nullopt;
  return member->value_->node->get<bool>();
}

std::optional<std::uint64_t> Json::find_number(std::string_view name) const {
  const auto member = find(name);
  if (!member || !member->value_->node->is_number_unsigned()) return std::nullopt;
  return member->value_->node->get<std::uint64_t>();
}

std::vector<Json> Json::items() const {
  std::vector<Json> list;
  if (value_->node->is_structured()) {
    for (const Library& value : *value_->node) list.push_back(value_->child(value));
  }
  return list;
}

std::vector<std::pair<std::string, Json>> Json::members() const {
  std::vector<std::pair<std::string, Json>> list;
  if (is_object()) {
    for (auto it = value_->node->begin(); it != value_->node->end(); ++it)
      list.emplace_back(it.key(), value_->child(it.value()));
  }
  return list;
}

std::string Json::dump() const {
  return value_->node->dump();
}

Json Json::at(std::string_view name) const {
  if (auto member = find(name)) return *member;
  throw missing_member(name);
}

std::string Json::text_at(std::string_view name) const {
  if (auto text = find_text(name)) return *text;
  throw missing_member(name);
}

std::vector<Json> Json::list_at(std::string_view name) const {
  const auto member = find(name);
  if (!member) return {};
  if (!member->is_array()) throw missing_member(name);
  return member->items();
}

std::string json_quoted(std::string_view text) {
  // Octets that are not UTF-8 become U+FFFD, so the result is always JSON.
  return Library(text).dump(-1, ' ', false, Library::error_handler_t::replace);
}

std::string json_object(const std::vector<std::pair<std::string_view, std::string_view>>& members) {
  std::string text = "{";
  for (const auto& [name, value] : members) {
    if (text.size() > 1) text += ',';
    text.append(json_quoted(name)).append(":").append(json_quoted(value));
  }
  return text + "}";
}

}  // namespace aws
