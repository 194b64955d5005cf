// How many steps a walk moves on by, where each step of a job fails in turn. The preset
// `optimized` (and `native`) takes every step. Sanitizers and WebAssembly are slow and look for other faults,
// so there a walk takes samples.
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

/// For a walk over a whole job.
#if defined(__EMSCRIPTEN__)
inline constexpr std::size_t stride = 79;
#elif defined(PROVISIONER_SANITIZED)
inline constexpr std::size_t stride = 29;
#else
inline constexpr std::size_t stride = 1;
#endif

/// For a walk over one layer.
#if defined(__EMSCRIPTEN__)
inline constexpr int layer_stride = 23;
#elif defined(PROVISIONER_SANITIZED)
inline constexpr int layer_stride = 5;
#else
inline constexpr int layer_stride = 1;
#endif

}  // namespace support
