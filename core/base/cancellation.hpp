// Asks work to stop. A Cancellation is cancelled once. Every wait of a task that runs under it then ends with
// base.cancelled, so that the task unwinds from the innermost call outwards.
#pragma once

#include <functional>

namespace base {

class Cancellation;

/// While this object lives, calls its callback, at most once, when the source is cancelled.
class CancellationCallback {
 public:
  CancellationCallback() = default;
  /// Calls back at once if the source is already cancelled. Without a source (nullptr), never calls back.
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

/// A source of cancellation. Cancelling its parent cancels it, too. Must outlive the work that runs under it.
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
