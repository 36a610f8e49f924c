// NEON on 64-bit ARM: 32 registers of 4 floats, 24 of them sums.

#if defined(__aarch64__)

#include <arm_neon.h>

#include "kernels.h"

typedef float32x4_t V;

#define PATH(name) neon_##name
#define LANES 4
#define ROWS 8
#define LOAD(p) vld1q_f32(p)
#define STORE(p, v) vst1q_f32((p), (v))
#define SPLAT(f) vdupq_n_f32(f)
#define ZERO vdupq_n_f32(0)
#define ADD(a, b) vaddq_f32((a), (b))
#define SUB(a, b) vsubq_f32((a), (b))
#define MUL(a, b) vmulq_f32((a), (b))
#define FMA(a, b, c) vfmaq_f32((c), (a), (b))
#define MAX(a, b) vmaxq_f32((a), (b))

#include "body.h"

const sommet_kernels sommet_kernels_neon = KERNELS("neon");

#else
typedef int sommet_no_neon;
#endif
