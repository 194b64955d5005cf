// How thoroughly a walk goes where it is slow: natively each step fails in turn, and what that does to the
// state of a job or a layer is seen there. Under sanitizers and in WebAssembly walks look for other faults.
#pragma once

#include <cstddef>

namespace support {

#if defined(__SANITIZE_ADDRESS__)
#define PROVISIONER_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PROVISIONER_SANITIZED 1
#endif
#endif

/// How many steps a walk over a whole job moves on by.
#if defined(__EMSCRIPTEN__)
inline constexpr std::size_t stride = 31;
#elif defined(PROVISIONER_SANITIZED)
inline constexpr std::size_t stride = 11;
#else
inline constexpr std::size_t stride = 1;
#endif

/// How many a walk over one layer does.
#if defined(__EMSCRIPTEN__)
inline constexpr int layer_stride = 11;
#else
inline constexpr int layer_stride = 1;
#endif

}  // namespace support
