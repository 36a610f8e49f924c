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

/// From now on gives large pieces (256 KiB and more) back as soon as they are freed. Each then costs two calls of the system.
static inline void sommet_return_large_pieces(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 1 << 18);
  mallopt(M_TRIM_THRESHOLD, 1 << 20);
#endif
}
