// Lets a coroutine wait for a callback: it awaits a Completion, which the callback answers once through a
// Completer. Cancelling the waiting task ends the wait; a late answer is ignored. If the last Completer is
// destroyed unanswered, the waiter gets base.broken_promise instead of hanging.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "base/task.hpp"

namespace base {

namespace detail {

template <class T>
struct CompletionState {
  Slot<T> slot;
  Promise* waiter = nullptr;

  void wake() {
    if (waiter != nullptr) std::exchange(waiter, nullptr)->resume_soon();
  }
  void reject(const Error& error) {
    if (slot.done()) return;
    slot.set_exception(std::make_exception_ptr(error));
    wake();
  }
};

template <class T>
class CompletionAwaiter {
 public:
  CompletionAwaiter(std::shared_ptr<CompletionState<T>> state, std::function<void()> abort)
      : state_(std::move(state)), abort_(std::move(abort)) {}
  CompletionAwaiter(const CompletionAwaiter&) = delete;
  CompletionAwaiter& operator=(const CompletionAwaiter&) = delete;
  ~CompletionAwaiter() { state_->waiter = nullptr; }

  bool await_ready() const noexcept { return state_->slot.done(); }
  template <class P>
  void await_suspend(std::coroutine_handle<P> awaiting) {
    Promise& promise = awaiting.promise();
    state_->waiter = &promise;
    on_cancel_.emplace(promise.context.cancellation, [this] { cancel(); });
  }
  T await_resume() {
    on_cancel_.reset();
    return state_->slot.take();
  }

 private:
  void cancel() {
    // The coroutine may still be suspending, so it is resumed later, from the ready queue.
    if (state_->slot.done()) return;
    state_->reject(Error(cancelled));
    if (abort_) abort_();  // after the answer, as abort_ may destroy the last completer
  }

  struct Registration {
    void emplace(Cancellation* source, std::function<void()> callback) {
      callback_ = std::make_unique<CancellationCallback>(source, std::move(callback));
    }
    void reset() { callback_.reset(); }
    std::unique_ptr<CancellationCallback> callback_;
  };

  std::shared_ptr<CompletionState<T>> state_;
  std::function<void()> abort_;
  Registration on_cancel_;
};

}  // namespace detail

/// Answers a Completion. Copies share one answer; the first answer counts.
template <class T>
class Completer {
 public:
  explicit Completer(std::shared_ptr<detail::CompletionState<T>> state)
      : state_(std::move(state)), last_(std::shared_ptr<void>(nullptr, [state = state_](void*) {
          state->reject(Error(broken_promise));
        })) {}

  template <class... Value>
  void resolve(Value&&... value) const {
    static_assert(sizeof...(Value) == (std::is_void_v<T> ? 0 : 1));
    if (state_->slot.done()) return;
    if constexpr (std::is_void_v<T>) {
      state_->slot.set_value(std::monostate{});
    } else {
      state_->slot.set_value(std::forward<Value>(value)...);
    }
    state_->wake();
  }
  void reject(const Error& error) const { state_->reject(error); }
  bool answered() const { return state_->slot.done(); }

 private:
  std::shared_ptr<detail::CompletionState<T>> state_;
  std::shared_ptr<void> last_;
};

template <class T>
class Completion {
 public:
  Completion() : state_(std::make_shared<detail::CompletionState<T>>()) {}

  /// Call once, before awaiting. The completion breaks when the last copy of the completer is destroyed.
  Completer<T> completer() const { return Completer<T>(state_); }

  /// Waits for the answer. Cancellation ends the wait and calls `abort`, to stop the platform's operation.
  detail::CompletionAwaiter<T> wait(std::function<void()> abort = {}) const {
    return detail::CompletionAwaiter<T>(state_, std::move(abort));
  }

 private:
  std::shared_ptr<detail::CompletionState<T>> state_;
};

}  // namespace base
