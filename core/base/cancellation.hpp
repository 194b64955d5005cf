// Asking work to stop. A source is cancelled once; whoever waits under it (every leaf wait of a task does) is
// woken and ends with base.cancelled, so that a job unwinds from the inside out.
#pragma once

#include <functional>

namespace base {

class Cancellation;

/// While it lives, its callback is called (once, at most) when the source is cancelled.
class CancellationCallback {
 public:
  CancellationCallback() = default;
  /// Calls back at once when the source is already cancelled. No source (nullptr) means never.
  CancellationCallback(Cancellation* source, std::function<void()> callback);
  CancellationCallback(const CancellationCallback&) = delete;
  CancellationCallback& operator=(const CancellationCallback&) = delete;
  ~CancellationCallback() { detach(); }
  void detach();

 private:
  friend class Cancellation;
  Cancellation* source_ = nullptr;
  CancellationCallback* previous_ = nullptr;
  CancellationCallback* next_ = nullptr;
  std::function<void()> callback_;
};

/// A source of cancellation, cancelled too when its parent is. Must outlive the work under it.
class Cancellation {
 public:
  explicit Cancellation(Cancellation* parent = nullptr) : link_(parent, [this] { cancel(); }) {}
  Cancellation(const Cancellation&) = delete;
  Cancellation& operator=(const Cancellation&) = delete;
  ~Cancellation();

  void cancel();
  bool cancelled() const { return cancelled_; }

 private:
  friend class CancellationCallback;
  bool cancelled_ = false;
  CancellationCallback* first_ = nullptr;
  CancellationCallback link_;
};

}  // namespace base
