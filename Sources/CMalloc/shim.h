#pragma once
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// Keeps one pool of memory for all threads, grown by large steps: for programs that are short of time and not of
/// threads, since a pool for each thread grows by small ones.
static inline void sommet_share_memory(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_TOP_PAD, 1 << 20);
#endif
}

/// Gives memory that was freed back to the system, where the allocator would keep it for later.
static inline void sommet_release_free_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
