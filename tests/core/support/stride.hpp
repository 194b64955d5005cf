// The strides of tests that let each step of a job fail in turn: only every n-th step fails. The presets
// `optimized` and `native` test every step. Builds with sanitizers and for WebAssembly are slow, so they test
// only samples.
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

/// For tests of a whole job.
#if defined(__EMSCRIPTEN__)
inline constexpr std::size_t stride = 79;
#elif defined(PROVISIONER_SANITIZED)
inline constexpr std::size_t stride = 29;
#else
inline constexpr std::size_t stride = 1;
#endif

/// For tests of one layer.
#if defined(__EMSCRIPTEN__)
inline constexpr int layer_stride = 23;
#elif defined(PROVISIONER_SANITIZED)
inline constexpr int layer_stride = 5;
#else
inline constexpr int layer_stride = 1;
#endif

}  // namespace support
