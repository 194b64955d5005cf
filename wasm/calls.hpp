// Every call from the page calls `settle(ok, payload)` exactly once, at once or when a task has ended; the
// payload is JSON text, or bytes for a few calls. Exceptions become errors: nothing is thrown into
// JavaScript.
#pragma once

#include <functional>
#include <list>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/spawn.hpp"
#include "js_answer.hpp"

namespace wasm {

/// A value as it is passed to the page.
inline val told(const std::string& json) {
  return val(json);
}
inline val told(int number) {
  return val(std::to_string(number));
}
inline val told(val value) {
  return value;
}
inline val told(base::ByteView bytes) {
  return to_uint8_array(bytes);
}
/// An error as ErrorInfo (answer.d.ts), as JSON text or as an object. Each module defines it.
val told(const base::Error& error);

/// Settles with the work's result (null for void), or with the error that it throws.
template <class Work>
void settle_with(val settle, Work work) {
  val outcome("null");
  std::optional<base::Error> failure;
  try {
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
    } else {
      outcome = told(work());
    }
  } catch (...) {
    failure = base::as_error(std::current_exception());
  }
  if (failure) outcome = told(*failure);
  settle(!failure, outcome);
}

/// Owns the running asynchronous calls. Its destructor destroys them without settling.
class Calls {
 public:
  /// `on_error` is called with each error that a call ends with.
  explicit Calls(base::Executor& executor, std::function<void(const base::Error&)> on_error = {})
      : executor_(executor), on_error_(std::move(on_error)) {}

  /// Settles with the task's value, converted by `tell`.
  template <class T, class Tell>
  void run(base::task<T> work, val settle, Tell tell) {
    running_.remove_if([](const Running& one) { return one.over; });
    Running& running = running_.emplace_back();
    running.spawned =
        base::spawn<T>(executor_, std::move(work), [this, &running, settle, tell](base::Outcome<T> outcome) {
          if (!outcome.ok() && on_error_) on_error_(outcome.error());
          settle_with(settle, [&] {
            if constexpr (std::is_void_v<T>) {
              std::move(outcome).get();
              return tell();
            } else {
              return tell(std::move(outcome).get());
            }
          });
          running.over = true;  // last: settling may begin another call
        });
  }
  void run(base::task<void> work, val settle) {
    run(std::move(work), settle, [] {});
  }
  void run(base::task<int> work, val settle) {
    run(std::move(work), settle, [](int value) { return value; });
  }

 private:
  struct Running {
    base::Spawned spawned;
    bool over = false;
  };
  base::Executor& executor_;
  std::function<void(const base::Error&)> on_error_;
  std::list<Running> running_;
};

}  // namespace wasm
