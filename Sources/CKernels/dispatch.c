// Which paths this processor can run, and the calls that go through a path's table.

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

enum { PATHS = 3 };

/// Fills in the paths from the portable one to the fastest; returns how many there are.
static size_t paths(const sommet_kernels *found[PATHS]) {
  size_t count = 0;
  found[count++] = &sommet_kernels_portable;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    found[count++] = &sommet_kernels_avx2;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl"))
      found[count++] = &sommet_kernels_avx512;
  }
#elif defined(__aarch64__)
  found[count++] = &sommet_kernels_neon;
#endif
  return count;
}

size_t sommet_kernels_count(void) {
  const sommet_kernels *found[PATHS];
  return paths(found);
}

const sommet_kernels *sommet_kernels_at(size_t index) {
  const sommet_kernels *found[PATHS];
  const size_t count = paths(found);
  return found[index < count ? index : count - 1];
}

const sommet_kernels *sommet_kernels_best(void) {
  // Two threads that come first together choose the same.
  static _Atomic(const sommet_kernels *) chosen = NULL;
  const sommet_kernels *best = atomic_load_explicit(&chosen, memory_order_acquire);
  if (best) return best;
  const sommet_kernels *found[PATHS];
  const size_t count = paths(found);
  best = found[count - 1];
  const char *wanted = getenv("SOMMET_KERNELS");
  for (size_t i = 0; wanted && i < count; i++)
    if (strcmp(found[i]->name, wanted) == 0) best = found[i];
  atomic_store_explicit(&chosen, best, memory_order_release);
  return best;
}

const char *sommet_kernels_name(const sommet_kernels *kernels) { return kernels->name; }

void sommet_affine(
    const sommet_layer *layer, const float *x, size_t x_stride, size_t rows, float *y, size_t y_stride) {
  layer->kernels->affine(layer, x, x_stride, rows, y, y_stride);
}

void sommet_affine_vector(const sommet_layer *layer, const float *x, float *y) {
  layer->kernels->affine_vector(layer, x, y);
}

void sommet_maxout(
    const sommet_layer *layer, const float *x, size_t x_stride, size_t rows, float *y, size_t y_stride) {
  layer->kernels->maxout(layer, x, x_stride, rows, y, y_stride);
}

void sommet_trigram_maxout(
    const sommet_layer *layer, const float *x, size_t rows, float *y, size_t y_stride, float *scratch) {
  layer->kernels->trigram_maxout(layer, x, rows, y, y_stride, scratch);
}

size_t sommet_trigram_scratch(const sommet_layer *layer, size_t rows) {
  const size_t pairs = rows / 2;
  return pairs * (TRANSFORMS * layer->inputs + 2 * COLUMNS * layer->kernels->lanes);
}

void sommet_normalize(
    const sommet_kernels *kernels, const float *x, size_t x_stride, size_t rows, size_t width, const float *gain,
    const float *bias, float epsilon, const float *residual, size_t residual_stride, float *y, size_t y_stride) {
  kernels->normalize(x, x_stride, rows, width, gain, bias, epsilon, residual, residual_stride, y, y_stride);
}

void sommet_sum_maxout(
    const sommet_kernels *kernels, const float *const *rows, size_t count, const float *bias, size_t pieces,
    size_t outputs, float *y) {
  kernels->sum_maxout(rows, count, bias, pieces, outputs, y);
}

size_t sommet_argmax(const sommet_kernels *kernels, const float *values, size_t count) {
  return kernels->argmax(values, count);
}
