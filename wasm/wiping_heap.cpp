// Memory is wiped as it is given back. Keys and passphrases pass through copies that no type of ours can
// wipe: the strings in which they come from JavaScript, JSON, the pieces of a request. Emscripten lets a
// program put its own free() in front of the allocator's (emmalloc.c, "emscripten_builtin_free").
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
