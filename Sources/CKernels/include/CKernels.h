/// The hot loops of the language pipeline: affine and maxout layers, layer normalisation, sums of rows.
///
/// All numbers are 32-bit floats; every sum is done in 32 bits. Rows are contiguous; a *stride* is the distance
/// in floats between the starts of two rows. The value of an output row depends on its own input only, never on
/// the number of rows computed with it or on its place among them.
///
/// Each loop exists once per instruction set (a *path*); all paths are compiled from one body, see `body.h`.

#ifndef SOMMET_CKERNELS_H
#define SOMMET_CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

/// One set of kernels, compiled for one instruction set. Lives as long as the program.
typedef struct sommet_kernels sommet_kernels;

/// The number of paths that this processor can run, at least 1.
size_t sommet_kernels_count(void);

/// A path that this processor can run; 0 is the portable one, the last is the fastest.
const sommet_kernels *sommet_kernels_at(size_t index);

/// The fastest path, or the one named by the environment variable `SOMMET_KERNELS` when it can run here.
/// Chosen once; safe to call from any thread.
const sommet_kernels *sommet_kernels_best(void);

/// "portable", "avx2", "avx512" or "neon".
const char *sommet_kernels_name(const sommet_kernels *kernels);

/// Weights packed for one path. Immutable once created: may be used from any number of threads.
typedef struct sommet_layer sommet_layer;

/// Packs an affine map for `sommet_affine` and `sommet_affine_vector`.
///
/// `weights` has shape (`outputs`, `inputs`), `bias` (`outputs`) or is NULL for none. Both are copied.
/// Returns NULL when memory runs out.
sommet_layer *_Nullable sommet_affine_create(
    const sommet_kernels *kernels, const float *weights, const float *_Nullable bias, size_t outputs, size_t inputs);

/// Packs a maxout layer for `sommet_maxout`.
///
/// `weights` has shape (`outputs`, `pieces`, `inputs`), `bias` (`outputs`, `pieces`). Both are copied.
/// Returns NULL when memory runs out.
sommet_layer *_Nullable sommet_maxout_create(
    const sommet_kernels *kernels, const float *weights, const float *bias, size_t outputs, size_t pieces,
    size_t inputs);

/// Packs a maxout layer over windows of three rows for `sommet_trigram_maxout`.
///
/// `weights` has shape (`outputs`, `pieces`, 3, `width`), `bias` (`outputs`, `pieces`). Both are copied.
/// Returns NULL when memory runs out.
sommet_layer *_Nullable sommet_trigram_maxout_create(
    const sommet_kernels *kernels, const float *weights, const float *bias, size_t outputs, size_t pieces,
    size_t width);

void sommet_layer_destroy(sommet_layer *_Nullable layer);

/// `Y[r, o] = b[o] + Σᵢ W[o, i] · X[r, i]`
void sommet_affine(
    const sommet_layer *layer, const float *x, size_t x_stride, size_t rows, float *y, size_t y_stride);

/// `sommet_affine` of a single row, faster there.
void sommet_affine_vector(const sommet_layer *layer, const float *x, float *y);

/// `Y[r, o] = max over p of (b[o, p] + Σᵢ W[o, p, i] · X[r, i])`
///
/// With a stride smaller than the layer's inputs, successive rows overlap: windows need no copy.
void sommet_maxout(
    const sommet_layer *layer, const float *x, size_t x_stride, size_t rows, float *y, size_t y_stride);

/// `Y[r, o] = max over p of (b[o, p] + Σⱼ W[o, p, j] · X[r + j − 1])` with j in 0…2.
///
/// `x` points to row −1; rows −1 … `rows` are read, without gaps between them. `rows` is even: the rows of a
/// pair share products (Winograd's F(2, 3), 2/3 of the multiplications), so that a row's value depends, in the
/// last bits, on whether it comes first or second in its pair.
///
/// Source: Winograd 1980, *Arithmetic Complexity of Computations*; Lavin and Gray 2016,
/// <https://arxiv.org/abs/1509.09308>.
///
/// `scratch` has room for `sommet_trigram_scratch` floats.
void sommet_trigram_maxout(
    const sommet_layer *layer, const float *x, size_t rows, float *y, size_t y_stride, float *scratch);

/// The number of floats of working memory that `sommet_trigram_maxout` needs for up to `rows` rows.
size_t sommet_trigram_scratch(const sommet_layer *layer, size_t rows);

/// `Y[r] = R[r] + (X[r] − mean) / sqrt(variance + epsilon) · gain + bias`, per row; without `residual` (NULL),
/// R is zero. The variance is the population's. `y` may be `residual` or `x`.
void sommet_normalize(
    const sommet_kernels *kernels, const float *x, size_t x_stride, size_t rows, size_t width, const float *gain,
    const float *bias, float epsilon, const float *_Nullable residual, size_t residual_stride, float *y,
    size_t y_stride);

/// `y[o] = max over p of (b[p, o] + Σ over the rows of row[p, o])`; the pieces of a row follow one another.
///
/// Each row has `pieces` · `outputs` floats, `bias` too, or is NULL for none.
void sommet_sum_maxout(
    const sommet_kernels *kernels, const float *const _Nonnull *_Nonnull rows, size_t count,
    const float *_Nullable bias, size_t pieces, size_t outputs, float *y);

/// The index of the largest of `count` values, the lowest on ties; `count` is at least 1.
size_t sommet_argmax(const sommet_kernels *kernels, const float *values, size_t count);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#ifdef __cplusplus
}
#endif

#endif
