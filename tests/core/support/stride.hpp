// The strides of tests that let each step of a job fail in turn: only every n-th step fails. The preset
// `optimized` tests every step. The others are slower or must be quick, so they test only samples.
#pragma once

#include <cstddef>

namespace support {

/// For tests of a whole job.
#if defined(PROVISIONER_EVERY_STEP)
inline constexpr std::size_t stride = 1;
#elif defined(__EMSCRIPTEN__)
inline constexpr std::size_t stride = 79;
#else
inline constexpr std::size_t stride = 29;
#endif

/// For tests of one layer.
#if defined(PROVISIONER_EVERY_STEP)
inline constexpr int layer_stride = 1;
#elif defined(__EMSCRIPTEN__)
inline constexpr int layer_stride = 23;
#else
inline constexpr int layer_stride = 5;
#endif

}  // namespace support
