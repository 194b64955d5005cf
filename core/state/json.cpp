#include "state/json.hpp"

#include <nlohmann/json.hpp>

namespace state {

namespace {

using Json = nlohmann::json;

}  // namespace

void append_json(std::string& json, bool value) {
  json += value ? "true" : "false";
}

void append_json(std::string& json, std::int64_t value) {
  json += std::to_string(value);
}

void append_json(std::string& json, double value) {
  json += Json(value).dump();
}

void append_json(std::string& json, std::string_view text) {
  json += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

namespace detail {

void append_name(std::string& json, std::string_view name) {
  json += '"';
  json += name;
  json += "\":";
}

void close(std::string& json, char bracket) {
  if (json.back() == ',') {
    json.back() = bracket;
  } else {
    json += bracket;
  }
}

}  // namespace detail

}  // namespace state
