// AVX2 with fused multiply-add: 16 registers of 8 floats, 12 of them sums.

#if defined(__x86_64__)

#include <immintrin.h>

#include "kernels.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

typedef __m256 V;

#define PATH(name) avx2_##name
#define LANES 8
#define ROWS 4
#define LOAD(p) _mm256_loadu_ps(p)
#define STORE(p, v) _mm256_storeu_ps((p), (v))
#define SPLAT(f) _mm256_set1_ps(f)
#define ZERO _mm256_setzero_ps()
#define ADD(a, b) _mm256_add_ps((a), (b))
#define SUB(a, b) _mm256_sub_ps((a), (b))
#define MUL(a, b) _mm256_mul_ps((a), (b))
#define FMA(a, b, c) _mm256_fmadd_ps((a), (b), (c))
#define MAX(a, b) _mm256_max_ps((a), (b))
// A tile of 4 × 3 sums, three weights and an input fill the 16 registers. Left to itself the compiler loads inputs
// ahead, and then has to spill sums; instructions that keep their order leave it nothing to load ahead for.
#define ACCUMULATE(sum, a, b) __asm__ volatile("vfmadd231ps %2, %1, %0" : "+x"(sum) : "x"(a), "x"(b))

#include "body.h"

#pragma clang attribute pop

const sommet_kernels sommet_kernels_avx2 = KERNELS("avx2");

#else
typedef int sommet_no_avx2;
#endif
