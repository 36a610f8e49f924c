// AVX-512: 32 registers of 16 floats, 24 of them sums.

#if defined(__x86_64__)

#include <immintrin.h>

#include "kernels.h"

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx2,fma"))), apply_to = function)

typedef __m512 V;

#define PATH(name) avx512_##name
#define LANES 16
#define ROWS 8
#define LOAD(p) _mm512_loadu_ps(p)
#define STORE(p, v) _mm512_storeu_ps((p), (v))
#define SPLAT(f) _mm512_set1_ps(f)
#define ZERO _mm512_setzero_ps()
#define ADD(a, b) _mm512_add_ps((a), (b))
#define SUB(a, b) _mm512_sub_ps((a), (b))
#define MUL(a, b) _mm512_mul_ps((a), (b))
#define FMA(a, b, c) _mm512_fmadd_ps((a), (b), (c))
#define MAX(a, b) _mm512_max_ps((a), (b))

#include "body.h"

#pragma clang attribute pop

const sommet_kernels sommet_kernels_avx512 = KERNELS("avx512");

#else
typedef int sommet_no_avx512;
#endif
