#pragma once
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// Gives memory that was freed back to the system, where the allocator would keep it for later.
static inline void sommet_release_free_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
