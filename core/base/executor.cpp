#include "base/executor.hpp"

namespace base {

Resumable::~Resumable() {
  if (queued_in_ != nullptr) queued_in_->unlink(*this);
}

Executor::~Executor() {
  while (first_ != nullptr) unlink(*first_);
}

void Executor::post(Resumable& coroutine) noexcept {
  if (coroutine.queued_in_ != nullptr) return;
  const bool was_idle = first_ == nullptr && !running_;
  coroutine.queued_in_ = this;
  coroutine.previous_ = last_;
  coroutine.next_ = nullptr;
  (last_ != nullptr ? last_->next_ : first_) = &coroutine;
  last_ = &coroutine;
  if (was_idle) wake();
}

void Executor::unlink(Resumable& coroutine) noexcept {
  (coroutine.previous_ != nullptr ? coroutine.previous_->next_ : first_) = coroutine.next_;
  (coroutine.next_ != nullptr ? coroutine.next_->previous_ : last_) = coroutine.previous_;
  coroutine.queued_in_ = nullptr;
  coroutine.previous_ = coroutine.next_ = nullptr;
}

Executor::TimerId Executor::call_at(Instant when, std::function<void()> callback) {
  const TimerId id{when, next_timer_number_++};
  timers_.emplace(id, std::move(callback));
  if (timers_.begin()->first == id) wake();
  return id;
}

void Executor::cancel_timer(TimerId timer) {
  timers_.erase(timer);
}

Instant Executor::next_timer() const {
  return timers_.empty() ? Instant::max() : timers_.begin()->first.first;
}

void Executor::run_ready(Instant end) {
  if (running_ || first_ == nullptr) return;
  running_ = true;
  do {
    Resumable& coroutine = *first_;
    unlink(coroutine);
    coroutine.self_.resume();
  } while (first_ != nullptr && (end == Instant::max() || now() < end));
  running_ = false;
}

void Executor::fire_due_timers() {
  const Instant time = now();
  while (!timers_.empty() && timers_.begin()->first.first <= time) {
    const auto node = timers_.extract(timers_.begin());
    node.mapped()();
  }
}

}  // namespace base
