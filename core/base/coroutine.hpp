// Includes the header for coroutines that the compiler has. libc++ 13 (Emscripten 3.1.6) has them only as
// <experimental/coroutine>. Clang 14 with libstdc++ has <coroutine>, but does not define the feature macro
// that the header requires.
#pragma once

#include <version>

#if defined(_LIBCPP_VERSION) && _LIBCPP_VERSION < 14000
#include <experimental/coroutine>
namespace std {  // NOLINT(cert-dcl58-cpp): the names that C++20 puts here
using experimental::coroutine_handle;
using experimental::coroutine_traits;
using experimental::noop_coroutine;
using experimental::suspend_always;
using experimental::suspend_never;
}  // namespace std
#else
#if defined(__clang__) && !defined(__cpp_impl_coroutine)
#define __cpp_impl_coroutine 201902L  // NOLINT(bugprone-reserved-identifier)
#endif
#include <coroutine>
#endif
