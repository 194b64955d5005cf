#include "base/cancellation.hpp"

#include <utility>

namespace base {

CancellationCallback::CancellationCallback(Cancellation* source, std::function<void()> callback) {
  if (source == nullptr) return;
  if (source->cancelled_) {
    callback();
    return;
  }
  callback_ = std::move(callback);
  source_ = source;
  next_ = source->first_;
  if (next_ != nullptr) next_->previous_ = this;
  source->first_ = this;
}

void CancellationCallback::detach() {
  if (source_ == nullptr) return;
  (previous_ != nullptr ? previous_->next_ : source_->first_) = next_;
  if (next_ != nullptr) next_->previous_ = previous_;
  source_ = nullptr;
  previous_ = next_ = nullptr;
}

Cancellation::~Cancellation() {
  while (first_ != nullptr) first_->detach();
}

void Cancellation::cancel() {
  if (cancelled_) return;
  cancelled_ = true;
  while (first_ != nullptr) {
    CancellationCallback& callback = *first_;
    callback.detach();
    const std::function<void()> call = std::move(callback.callback_);
    call();  // may destroy the callback's owner
  }
}

}  // namespace base
