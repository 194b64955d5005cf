#include "js_answer.hpp"

#include <emscripten/bind.h>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/completion.hpp"

namespace wasm {

namespace {

std::map<int, std::function<void(val)>>& waiting() {
  static std::map<int, std::function<void(val)>> callbacks;
  return callbacks;
}

void settle(int token, val result) {
  const auto node = waiting().extract(token);
  if (!node.empty()) node.mapped()(std::move(result));
}

/// Codes that come from JavaScript live as long as the module: an ErrorCode only refers to its name.
base::ErrorCode lasting_code(const std::string& name) {
  static std::set<std::string> names;
  return base::ErrorCode(*names.insert(name).first);
}

std::string text_of(const val& value) {
  return value.isString() ? value.as<std::string>() : std::string();
}

base::Error error_of(const val& error) {
  if (error.isUndefined() || error.isNull() || !error["code"].isString()) return base::Error(base::internal);
  base::Error result(lasting_code(error["code"].as<std::string>()));
  const val params = error["params"];
  if (!params.isUndefined() && !params.isNull()) {
    const val names = val::global("Object").call<val>("keys", params);
    const auto count = names["length"].as<unsigned>();
    for (unsigned i = 0; i < count; ++i) {
      const std::string name = names[i].as<std::string>();
      const val value = params[name];
      if (value.isNumber()) {
        result.with(name, static_cast<std::int64_t>(value.as<double>()));
      } else {
        result.with(name, text_of(value));
      }
    }
  }
  result.because(text_of(error["detail"]));
  return result;
}

}  // namespace

val value_of(const val& answer) {
  if (answer.isUndefined() || answer.isNull()) throw base::Error(base::internal).because("no tagged answer");
  if (!answer["ok"].as<bool>()) throw error_of(answer["error"]);
  return answer["value"];
}

void when_settled(const val& promise, std::function<void(val)> callback) {
  static int last_token = 0;
  const int token = ++last_token;
  waiting().emplace(token, std::move(callback));
  const val resolved = val::module_property("settle").call<val>("bind", val::null(), token);
  promise.call<val>("then", resolved, resolved);
}

base::task<val> answer(val promise, std::function<void()> abort) {
  const base::Completion<val> settled;
  when_settled(promise,
               [completer = settled.completer()](val result) { completer.resolve(std::move(result)); });
  const val result = co_await settled.wait(std::move(abort));
  co_return value_of(result);
}

base::Bytes to_bytes(const val& uint8_array) {
  base::Bytes bytes(uint8_array["length"].as<unsigned>());
  const val view(emscripten::typed_memory_view(bytes.size(), reinterpret_cast<unsigned char*>(bytes.data())));
  view.call<void>("set", uint8_array);
  return bytes;
}

val to_uint8_array(base::ByteView bytes) {
  const val view(
      emscripten::typed_memory_view(bytes.size(), reinterpret_cast<const unsigned char*>(bytes.data())));
  return val::global("Uint8Array").new_(view);
}

EMSCRIPTEN_BINDINGS(answers) {
  emscripten::function("settle", &settle);
}

}  // namespace wasm
