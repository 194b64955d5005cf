// Two ways for tasks to wait for each other: Channel, an unbounded queue from producers (plain code or tasks)
// to waiting tasks, and Mutex, a lock that waiting tasks get in the order in which they asked.
#pragma once

#include <deque>
#include <optional>
#include <utility>

#include "base/completion.hpp"
#include "base/task.hpp"

namespace base {

template <class T>
class Channel {
 public:
  /// Appends a value. After close() the value is dropped.
  void push(T value) {
    if (closed_) return;
    values_.push_back(std::move(value));
    wake();
  }
  /// Takes no more values. A pop() that finds the queue empty, now or later, throws this error.
  void close(Error reason) {
    if (closed_) return;
    closed_ = std::move(reason);
    wake();
  }
  bool closed() const { return closed_.has_value(); }
  bool empty() const { return values_.empty(); }
  std::size_t size() const { return values_.size(); }
  void clear() { values_.clear(); }

  /// Waits for the next value, in order. Cancelling the wait loses no value.
  task<T> pop() {
    while (values_.empty()) {
      if (closed_) throw *closed_;
      const Completion<void> arrival;
      waiters_.push_back(arrival.completer());
      co_await arrival.wait();
    }
    T value = std::move(values_.front());
    values_.pop_front();
    co_return value;
  }
  std::optional<T> try_pop() {
    if (values_.empty()) return std::nullopt;
    std::optional<T> value(std::move(values_.front()));
    values_.pop_front();
    return value;
  }

 private:
  void wake() {
    auto waiters = std::exchange(waiters_, {});
    for (auto& waiter : waiters) waiter.resolve();
  }

  std::deque<T> values_;
  std::deque<Completer<void>> waiters_;
  std::optional<Error> closed_;
};

/// One holder at a time, in the order of the calls: `const auto lock = co_await mutex.lock();`
class Mutex {
 public:
  class Lock {
   public:
    explicit Lock(Mutex& mutex) : mutex_(&mutex) {}
    Lock(Lock&& other) noexcept : mutex_(std::exchange(other.mutex_, nullptr)) {}
    Lock& operator=(Lock&&) = delete;
    ~Lock() {
      if (mutex_ != nullptr) mutex_->release();
    }

   private:
    Mutex* mutex_;
  };

  task<Lock> lock() {
    if (std::exchange(held_, true)) {
      // held_ stays true while the previous holder passes the mutex on, so no other task can take it. The
      // completion carries the Lock, which releases the mutex if the wait is cancelled after that.
      const Completion<Lock> turn;
      waiters_.push_back(turn.completer());
      co_return co_await turn.wait();
    }
    co_return Lock(*this);
  }
  /// nullopt if another task holds the lock.
  std::optional<Lock> try_lock() {
    if (std::exchange(held_, true)) return std::nullopt;
    return Lock(*this);
  }

 private:
  friend class Lock;
  void release() {
    while (!waiters_.empty()) {
      const auto next = std::move(waiters_.front());
      waiters_.pop_front();
      if (next.answered()) continue;  // the waiter was cancelled
      next.resolve(Lock(*this));
      return;
    }
    held_ = false;
  }

  bool held_ = false;
  std::deque<Completer<Lock>> waiters_;
};

}  // namespace base
