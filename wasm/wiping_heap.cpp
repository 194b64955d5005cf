// Wipes memory when it is freed, because keys and passphrases pass through copies that base::Secret cannot
// wipe: strings from JavaScript, JSON, parts of requests. Emscripten lets a program define a free() in front
// of the allocator's (emmalloc.c, "emscripten_builtin_free").
#include <cstdlib>
#include <malloc.h>

#include "base/secret.hpp"

extern "C" {

void emscripten_builtin_free(void* memory);

void free(void* memory) {
  if (memory != nullptr) base::wipe(memory, malloc_usable_size(memory));
  emscripten_builtin_free(memory);
}

}  // extern "C"
