// Lets tasks wait for JavaScript promises of tagged answers ({ok: true, value} or {ok: false, error}). The
// page always resolves; a rejection would be a defect of the page and becomes base.internal. Emscripten's
// `val` is used only inside wasm/.
#pragma once

#include <emscripten/val.h>
#include <functional>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/task.hpp"

namespace wasm {

using emscripten::val;

/// The value of the answer that the promise resolves with, or its error. `abort` is called when the wait is
/// cancelled.
base::task<val> answer(val promise, std::function<void()> abort = {});

/// Calls back once with the value that the promise resolves with.
void when_settled(const val& promise, std::function<void(val)> callback);

/// The value of a tagged answer, or throws its error.
val value_of(const val& answer);

base::Bytes to_bytes(const val& uint8_array);
val to_uint8_array(base::ByteView bytes);

}  // namespace wasm
