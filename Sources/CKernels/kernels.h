// What the paths share: the layout of packed weights and the table of loops.
//
// Columns (outputs of an affine map, pieces of an output of a maxout layer) are cut into blocks as wide as the
// path's vectors. Up to three blocks are multiplied at once: they are a group, and a group's weights stand
// together in the order in which the inner loop reads them, [input][block][lane]. Missing columns are zero.
//
// affine:   groups of three blocks, the last with one to three
// maxout:   one group per block of outputs; its blocks are the pieces. Above three pieces the loop runs over
//           three at a time, striding over the others
// trigram:  as maxout, with four transformed weight matrices one after the other in each group

#ifndef SOMMET_KERNELS_INTERNAL_H
#define SOMMET_KERNELS_INTERNAL_H

#include "CKernels.h"

enum { COLUMNS = 3, TRANSFORMS = 4 };

struct sommet_layer {
  const sommet_kernels *kernels;
  size_t inputs, outputs, pieces;
  // Packed as above, 64-byte aligned.
  float *weights;
  // Padded to whole blocks: (blocks, lanes) for affine, (blocks of outputs, pieces, lanes) for maxout.
  float *bias;
};

struct sommet_kernels {
  const char *name;
  size_t lanes;
  // Rows multiplied at once.
  size_t tile_rows;
  void (*affine)(const sommet_layer *, const float *, size_t, size_t, float *, size_t);
  void (*affine_vector)(const sommet_layer *, const float *, float *);
  void (*maxout)(const sommet_layer *, const float *, size_t, size_t, float *, size_t);
  void (*trigram_maxout)(const sommet_layer *, const float *, size_t, float *, size_t, float *);
  void (*normalize)(
      const float *, size_t, size_t, size_t, const float *, const float *, float, const float *, size_t, float *,
      size_t);
  void (*sum_maxout)(const float *const *, size_t, const float *, size_t, size_t, float *);
  size_t (*argmax)(const float *, size_t);
};

extern const sommet_kernels sommet_kernels_portable;
#if defined(__x86_64__)
extern const sommet_kernels sommet_kernels_avx2;
extern const sommet_kernels sommet_kernels_avx512;
#elif defined(__aarch64__)
extern const sommet_kernels sommet_kernels_neon;
#endif

#endif
