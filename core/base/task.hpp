// task<T>: a lazy coroutine with one awaiter. A task starts when it is awaited. It is resumed through its
// executor's ready queue and never by symmetric transfer, which some supported compilers cannot do without
// growing the stack. A task inherits its context (executor, cancellation) from the awaiting task, so
// functions need no parameter for it. Awaiting an empty task throws base.broken_promise.
#pragma once

#include <exception>
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
        if (continuation != nullptr) continuation->context.executor->post(*continuation);
      }
      void await_resume() const noexcept {}
      Promise* continuation;
    };
    return PostContinuation{continuation_};
  }
  void resume_soon() { context.executor->post(*this); }

 private:
  template <class T>
  friend class task;
  Promise* continuation_ = nullptr;
};

namespace detail {

/// The place of a result: empty, or with a value or an exception.
template <class T>
class Slot {
 public:
  using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
  template <class U>
  void set_value(U&& value) {
    content_.template emplace<1>(std::forward<U>(value));
  }
  void set_exception(std::exception_ptr exception) { content_.template emplace<2>(std::move(exception)); }
  bool done() const { return content_.index() != 0; }
  T take() {
    if (content_.index() == 2) std::rethrow_exception(std::get<2>(content_));
    if (content_.index() == 0) throw Error(broken_promise);
    if constexpr (!std::is_void_v<T>) return std::move(std::get<1>(content_));
  }
  std::exception_ptr exception() const { return content_.index() == 2 ? std::get<2>(content_) : nullptr; }

 private:
  std::variant<std::monostate, Stored, std::exception_ptr> content_;
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

template <class T>
class [[nodiscard]] task {
 public:
  using value_type = T;
  using promise_type = detail::TaskPromise<T>;
  using Handle = std::coroutine_handle<promise_type>;

  task() = default;
  explicit task(Handle coroutine) : coroutine_(coroutine) {}
  task(task&& other) noexcept
      : coroutine_(std::exchange(other.coroutine_, nullptr)),
        cancellation_(other.cancellation_),
        own_cancellation_(other.own_cancellation_) {}
  task& operator=(task&& other) noexcept {
    std::swap(coroutine_, other.coroutine_);
    std::swap(cancellation_, other.cancellation_);
    std::swap(own_cancellation_, other.own_cancellation_);
    return *this;
  }
  ~task() {
    if (coroutine_) coroutine_.destroy();
  }

  /// The same task under this cancellation instead of the awaiting task's; nullptr: never cancelled.
  task under(Cancellation* cancellation) && {
    cancellation_ = cancellation;
    own_cancellation_ = true;
    return std::move(*this);
  }

  /// Starts a task that nothing awaits (see spawn.hpp). The task must live until it has ended.
  void start(Context context) {
    Promise& promise = coroutine_.promise();
    promise.context = context;
    promise.resume_soon();
  }

  auto operator co_await() && noexcept { return Awaiter{std::move(*this)}; }

 private:
  Handle coroutine_;
  Cancellation* cancellation_ = nullptr;
  bool own_cancellation_ = false;

  struct Awaiter {
    bool await_ready() const noexcept { return !work.coroutine_; }
    template <class P>
    void await_suspend(std::coroutine_handle<P> awaiting) noexcept {
      Promise& child = work.coroutine_.promise();
      Promise& parent = awaiting.promise();
      child.context = parent.context;
      if (work.own_cancellation_) child.context.cancellation = work.cancellation_;
      child.continuation_ = &parent;
      child.resume_soon();
    }
    T await_resume() {
      if (!work.coroutine_) throw Error(broken_promise).because("an empty task was awaited");
      return work.coroutine_.promise().slot.take();
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
