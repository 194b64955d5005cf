#include "debugger/programmer.hpp"

#include <exception>

#include "base/sleep.hpp"

namespace debugger {

namespace {

base::task<ConfigurationDifferences> replace_program(TargetProgrammer& target, const FlashImage& image,
                                                     ProgrammingObserver& observer) {
  observer.on_progress(ProgrammingPhase::erasing, 0, 1);
  co_await target.erase();
  observer.on_progress(ProgrammingPhase::erasing, 1, 1);
  co_await target.write(image, observer);
  co_return co_await target.verify(image, observer);
}

}  // namespace

base::task<ConfigurationDifferences> program(TargetProgrammer& target, const FlashImage& image,
                                             ProgrammingObserver& observer) {
  co_await target.enter();
  ConfigurationDifferences differences;
  std::exception_ptr failure;
  try {
    differences = co_await replace_program(target, image, observer);
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure != nullptr) {
    try {
      // A part of a program shall not run: nobody knows what it does to the Wi-Fi module's flash.
      co_await base::shielded(target.erase());
    } catch (const base::Error&) {
      // What went wrong first is what counts.
    }
  }
  try {
    co_await target.leave();
  } catch (...) {
    if (failure == nullptr) failure = std::current_exception();
  }
  if (failure != nullptr) std::rethrow_exception(failure);
  co_return differences;
}

base::task<void> reset(TargetProgrammer& target) {
  co_await target.enter();
  co_await target.leave();
}

}  // namespace debugger
