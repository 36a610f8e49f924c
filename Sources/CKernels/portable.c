// Plain C for any processor; the compiler maps vectors of four floats to what there is.

#include "kernels.h"

typedef float V __attribute__((vector_size(16), aligned(4), may_alias));

#define PATH(name) portable_##name
#define LANES 4
#define ROWS 4
#define LOAD(p) (*(const V *)(p))
#define STORE(p, v) (*(V *)(p) = (v))
#define SPLAT(f) (V){(f), (f), (f), (f)}
#define ZERO (V){0, 0, 0, 0}
#define ADD(a, b) ((a) + (b))
#define SUB(a, b) ((a) - (b))
#define MUL(a, b) ((a) * (b))
#define FMA(a, b, c) ((a) * (b) + (c))
#define MAX(a, b) portable_larger((a), (b))

typedef int Mask __attribute__((vector_size(16)));

static inline __attribute__((always_inline)) V portable_larger(V a, V b) {
  const Mask larger = a > b;
  return (V)((larger & (Mask)a) | (~larger & (Mask)b));
}

#include "body.h"

const sommet_kernels sommet_kernels_portable = KERNELS("portable");
