// task<T>: a lazy coroutine with one awaiter. A task starts when it is awaited. It is resumed through its
// executor's ready queue and never by symmetric transfer, which some supported compilers cannot do without
// growing the stack. A task inherits its context (executor, cancellation) from the awaiting task, so
// functions need no parameter for it. Awaiting an empty task throws base.broken_promise.
#pragma once

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/cancellation.hpp"
#include "base/coroutine.hpp"
#include "base/error.hpp"
#include "base/executor.hpp"

namespace base {

/// What a running task inherits from the task that awaits it.
struct Context {
  Executor* executor = nullptr;
  Cancellation* cancellation = nullptr;  // nullptr if the task cannot be cancelled

  bool is_cancelled() const { return cancellation != nullptr && cancellation->cancelled(); }
};

template <class T>
class task;

/// The part of every task's promise that does not depend on its type: the context, and the awaiting task.
class Promise : public Resumable {
 public:
  Context context;

  std::suspend_always initial_suspend() const noexcept { return {}; }
  auto final_suspend() const noexcept {
    struct PostContinuation {
      bool await_ready() const noexcept { return false; }
      void await_suspend(std::coroutine_handle<>) const noexcept {
        if (continuation != nullptr) continuation->resume_soon();
      }
      void await_resume() const noexcept {}
      Promise* continuation;
    };
    return PostContinuation{continuation_};
  }
  void resume_soon() { context.executor->post(*this); }

  /// Sets the cancellation that the task keeps, instead of inheriting one.
  void set_cancellation(Cancellation* cancellation) {
    context.cancellation = cancellation;
    keeps_cancellation_ = true;
  }
  /// Starts the task in this context. `continuation` is resumed when the task has ended; it may be nullptr.
  void start(Context inherited, Promise* continuation) {
    context.executor = inherited.executor;
    if (!keeps_cancellation_) context.cancellation = inherited.cancellation;
    continuation_ = continuation;
    resume_soon();
  }

 private:
  Promise* continuation_ = nullptr;
  bool keeps_cancellation_ = false;
};

namespace detail {

/// The part of a Slot that does not depend on its type.
class SlotBase {
 public:
  void set_exception(const std::exception_ptr& exception) { exception_ = exception; }
  const std::exception_ptr& exception() const { return exception_; }

 protected:
  /// Throws the exception, or base.broken_promise if there is neither an exception nor a value.
  void require(bool has_value) const;

 private:
  std::exception_ptr exception_;
};

/// The place of a result: empty, or with a value or an exception.
template <class T>
class Slot : public SlotBase {
 public:
  using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
  template <class U>
  void set_value(U&& value) {
    value_.emplace(std::forward<U>(value));
  }
  bool done() const { return value_.has_value() || exception(); }
  T take() {
    require(value_.has_value());
    if constexpr (!std::is_void_v<T>) return *std::move(value_);
  }

 private:
  std::optional<Stored> value_;
};

template <class T>
class TaskPromise : public Promise {
 public:
  TaskPromise() { this->self_ = std::coroutine_handle<TaskPromise>::from_promise(*this); }
  task<T> get_return_object() noexcept;
  template <class U = T>
  void return_value(U&& value) {
    slot.set_value(std::forward<U>(value));
  }
  void unhandled_exception() noexcept { slot.set_exception(std::current_exception()); }
  Slot<T> slot;
};

template <>
class TaskPromise<void> : public Promise {
 public:
  TaskPromise() { this->self_ = std::coroutine_handle<TaskPromise>::from_promise(*this); }
  task<void> get_return_object() noexcept;
  void return_void() { slot.set_value(std::monostate{}); }
  void unhandled_exception() noexcept { slot.set_exception(std::current_exception()); }
  Slot<void> slot;
};

}  // namespace detail

namespace detail {

/// The error of awaiting an empty task.
Error empty_task();

/// A task without its type, which does not own the task. Waits until the task has ended; `slot` then has an
/// exception, or the result.
struct ErasedTask {
  bool await_ready() const noexcept { return promise == nullptr; }
  template <class P>
  void await_suspend(std::coroutine_handle<P> awaiting) const noexcept {
    Promise& parent = awaiting.promise();
    promise->start(parent.context, &parent);
  }
  void await_resume() const noexcept {}
  /// The exception that ended the task, if any.
  std::exception_ptr exception() const;

  Promise* promise = nullptr;  // nullptr for an empty task
  const SlotBase* slot = nullptr;
};

}  // namespace detail

template <class T>
class [[nodiscard]] task {
 public:
  using value_type = T;
  using promise_type = detail::TaskPromise<T>;
  using Handle = std::coroutine_handle<promise_type>;

  task() = default;
  explicit task(Handle coroutine) : coroutine_(coroutine) {}
  task(task&& other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  task& operator=(task&& other) noexcept {
    std::swap(coroutine_, other.coroutine_);
    return *this;
  }
  ~task() {
    if (coroutine_) coroutine_.destroy();
  }

  /// The same task under this cancellation instead of the awaiting task's; nullptr: never cancelled.
  task under(Cancellation* cancellation) && {
    if (coroutine_) coroutine_.promise().set_cancellation(cancellation);
    return std::move(*this);
  }

  /// Starts a task that nothing awaits (see spawn.hpp). The task must live until it has ended.
  void start(Context context) { coroutine_.promise().start(context, nullptr); }

  auto operator co_await() && noexcept { return ResultAwaiter{erased(), std::move(*this)}; }
  /// The awaiter of a task whose error is kept instead of thrown: returns its slot.
  auto settled_slot() && noexcept { return SlotAwaiter{erased(), std::move(*this)}; }

  /// For combinators that await tasks of several types in the same way. The task must outlive the wait; its
  /// result can be taken afterwards.
  detail::ErasedTask erased() const noexcept {
    if (!coroutine_) return {};
    return {&coroutine_.promise(), &coroutine_.promise().slot};
  }
  T take() {
    if (!coroutine_) throw detail::empty_task();
    return coroutine_.promise().slot.take();
  }

 private:
  Handle coroutine_;

  struct ResultAwaiter : detail::ErasedTask {
    T await_resume() { return work.take(); }
    task work;
  };
  struct SlotAwaiter : detail::ErasedTask {
    detail::Slot<T> await_resume() {
      if (work.coroutine_) return std::move(work.coroutine_.promise().slot);
      detail::Slot<T> broken;
      broken.set_exception(exception());
      return broken;
    }
    task work;
  };
};

namespace detail {

template <class T>
task<T> TaskPromise<T>::get_return_object() noexcept {
  return task<T>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}
inline task<void> TaskPromise<void>::get_return_object() noexcept {
  return task<void>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}

struct ThisContext {
  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> awaiting) noexcept {
    context = awaiting.promise().context;
    return false;
  }
  Context await_resume() const noexcept { return context; }
  Context context;
};

}  // namespace detail

/// `co_await this_context()` returns the context of the running task, without suspending the task.
inline detail::ThisContext this_context() {
  return {};
}

}  // namespace base
