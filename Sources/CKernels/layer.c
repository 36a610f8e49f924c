// Packs weights into the layouts of `kernels.h`.

#include <stdlib.h>
#include <string.h>

#include "kernels.h"

enum { ALIGNMENT = 64 };

static float *allocate(size_t count) {
  if (count > (SIZE_MAX - ALIGNMENT) / sizeof(float)) return NULL;
  const size_t size = (count * sizeof(float) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  float *memory = aligned_alloc(ALIGNMENT, size ? size : ALIGNMENT);
  if (memory) memset(memory, 0, size ? size : ALIGNMENT);
  return memory;
}

/// A layer with room for `blocks` blocks of columns, each as many times as the weights have `planes`.
static sommet_layer *create(
    const sommet_kernels *kernels, size_t outputs, size_t pieces, size_t inputs, size_t blocks, size_t planes) {
  sommet_layer *layer = malloc(sizeof *layer);
  if (!layer) return NULL;
  const size_t columns = blocks * kernels->lanes;
  *layer = (sommet_layer){kernels, inputs, outputs, pieces, allocate(columns * inputs * planes), allocate(columns)};
  if (layer->weights && layer->bias) return layer;
  sommet_layer_destroy(layer);
  return NULL;
}

void sommet_layer_destroy(sommet_layer *layer) {
  if (!layer) return;
  free(layer->weights);
  free(layer->bias);
  free(layer);
}

sommet_layer *sommet_affine_create(
    const sommet_kernels *kernels, const float *weights, const float *bias, size_t outputs, size_t inputs) {
  const size_t lanes = kernels->lanes, blocks = (outputs + lanes - 1) / lanes;
  sommet_layer *layer = create(kernels, outputs, 1, inputs, blocks, 1);
  if (!layer) return NULL;
  for (size_t o = 0; o < outputs; o++) {
    const size_t block = o / lanes, first = block / COLUMNS * COLUMNS;
    const size_t columns = blocks - first < COLUMNS ? blocks - first : COLUMNS;
    float *to = layer->weights + first * lanes * inputs + (block - first) * lanes + o % lanes;
    for (size_t i = 0; i < inputs; i++) to[i * columns * lanes] = weights[o * inputs + i];
    if (bias) layer->bias[o] = bias[o];
  }
  return layer;
}

/// Where output `o`, piece `p` of a maxout layer begins, in floats, in weights of `planes` matrices.
static size_t column(const sommet_layer *layer, size_t o, size_t p, size_t rows) {
  const size_t lanes = layer->kernels->lanes;
  return o / lanes * layer->pieces * lanes * rows + p * lanes + o % lanes;
}

sommet_layer *sommet_maxout_create(
    const sommet_kernels *kernels, const float *weights, const float *bias, size_t outputs, size_t pieces,
    size_t inputs) {
  const size_t lanes = kernels->lanes;
  sommet_layer *layer = create(kernels, outputs, pieces, inputs, (outputs + lanes - 1) / lanes * pieces, 1);
  if (!layer) return NULL;
  for (size_t o = 0; o < outputs; o++) {
    for (size_t p = 0; p < pieces; p++) {
      const float *from = weights + (o * pieces + p) * inputs;
      float *to = layer->weights + column(layer, o, p, inputs);
      for (size_t i = 0; i < inputs; i++) to[i * pieces * lanes] = from[i];
      layer->bias[column(layer, o, p, 1)] = bias[o * pieces + p];
    }
  }
  return layer;
}

sommet_layer *sommet_trigram_maxout_create(
    const sommet_kernels *kernels, const float *weights, const float *bias, size_t outputs, size_t pieces,
    size_t width) {
  const size_t lanes = kernels->lanes;
  sommet_layer *layer = create(kernels, outputs, pieces, width, (outputs + lanes - 1) / lanes * pieces, TRANSFORMS);
  if (!layer) return NULL;
  const size_t plane = width * pieces * lanes;
  for (size_t o = 0; o < outputs; o++) {
    for (size_t p = 0; p < pieces; p++) {
      const float *before = weights + (o * pieces + p) * 3 * width, *own = before + width, *after = own + width;
      float *to = layer->weights + column(layer, o, p, TRANSFORMS * width);
      for (size_t i = 0; i < width; i++, to += pieces * lanes) {
        to[0] = (before[i] + own[i] + after[i]) / 2;
        to[plane] = (before[i] - own[i] + after[i]) / 2;
        to[2 * plane] = before[i];
        to[3 * plane] = after[i];
      }
      layer->bias[column(layer, o, p, 1)] = bias[o * pieces + p];
    }
  }
  return layer;
}
