// The loops, written once over a vector type. A path defines, then includes this file:
//
//     V              the vector type, LANES floats
//     LANES, ROWS    floats in a vector; rows of a tile. ROWS · 3 sums stay in registers
//     LOAD STORE     unaligned
//     SPLAT ZERO ADD SUB MUL MAX
//     FMA(a, b, c)   a · b + c
//     ACCUMULATE(sum, a, b)   sum = FMA(a, b, sum), in the innermost loop; optional
//     PATH(name)     the path's name for a function
//
// Rows past the end of a tile repeat the last row, and are not stored: no row is computed in a way of its own.

#include <math.h>
#include <string.h>

#ifndef ACCUMULATE
#define ACCUMULATE(sum, a, b) (sum) = FMA((a), (b), (sum))
#endif

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

/// Stores the first `count` lanes, at most all.
INLINE void PATH(store)(float *to, V value, size_t count) {
  if (count >= LANES) {
    STORE(to, value);
  } else {
    float lanes[LANES];
    STORE(lanes, value);
    memcpy(to, lanes, count * sizeof(float));
  }
}

INLINE float PATH(sum)(V value) {
  float lanes[LANES];
  STORE(lanes, value);
  for (size_t half = LANES / 2; half > 0; half /= 2)
    for (size_t lane = 0; lane < half; lane++) lanes[lane] += lanes[lane + half];
  return lanes[0];
}

/// Adds the product of a tile of rows and `columns` blocks, a constant of at most three, to the sums.
INLINE void PATH(multiply)(
    V sums[ROWS][COLUMNS], const float *const x[ROWS], const float *w, size_t inputs, size_t w_stride,
    const int columns) {
  for (size_t i = 0; i < inputs; i++, w += w_stride) {
    V weights[COLUMNS];
    UNROLL for (int c = 0; c < columns; c++) weights[c] = LOAD(w + c * LANES);
    UNROLL for (int r = 0; r < ROWS; r++) {
      const V value = SPLAT(x[r][i]);
      UNROLL for (int c = 0; c < columns; c++) ACCUMULATE(sums[r][c], value, weights[c]);
    }
  }
}

INLINE void PATH(rows)(const float *x[ROWS], const float *first, size_t stride, size_t count) {
  UNROLL for (int r = 0; r < ROWS; r++) x[r] = first + ((size_t)r < count ? (size_t)r : count - 1) * stride;
}

INLINE void PATH(affine_tile)(
    const float *first, size_t x_stride, size_t count, const float *w, const float *bias, size_t inputs,
    size_t outputs, float *y, size_t y_stride, const int columns) {
  const float *x[ROWS];
  PATH(rows)(x, first, x_stride, count);
  V sums[ROWS][COLUMNS];
  UNROLL for (int c = 0; c < columns; c++) {
    const V b = LOAD(bias + c * LANES);
    UNROLL for (int r = 0; r < ROWS; r++) sums[r][c] = b;
  }
  PATH(multiply)(sums, x, w, inputs, (size_t)columns * LANES, columns);
  UNROLL for (int r = 0; r < ROWS; r++) {
    if ((size_t)r < count)
      UNROLL for (int c = 0; c < columns; c++)
        PATH(store)(y + (size_t)r * y_stride + c * LANES, sums[r][c], outputs - (size_t)c * LANES);
  }
}

static void PATH(affine)(
    const sommet_layer *layer, const float *x, size_t x_stride, size_t rows, float *y, size_t y_stride) {
  const size_t inputs = layer->inputs, blocks = (layer->outputs + LANES - 1) / LANES;
  for (size_t block = 0; block < blocks; block += COLUMNS) {
    const size_t columns = blocks - block < COLUMNS ? blocks - block : COLUMNS, at = block * LANES;
    const float *w = layer->weights + at * inputs, *bias = layer->bias + at;
    for (size_t r = 0; r < rows; r += ROWS) {
      const float *from = x + r * x_stride;
      float *to = y + r * y_stride + at;
      const size_t outputs = layer->outputs - at;
      switch (columns) {
        case 3: PATH(affine_tile)(from, x_stride, rows - r, w, bias, inputs, outputs, to, y_stride, 3); break;
        case 2: PATH(affine_tile)(from, x_stride, rows - r, w, bias, inputs, outputs, to, y_stride, 2); break;
        default: PATH(affine_tile)(from, x_stride, rows - r, w, bias, inputs, outputs, to, y_stride, 1);
      }
    }
  }
}

/// One row: the inputs are dealt to four sums in turn, which hides the latency of the additions.
INLINE void PATH(vector_group)(
    const float *x, const float *w, const float *bias, size_t inputs, size_t outputs, float *y, const int columns) {
  enum { PHASES = 4 };
  V sums[PHASES][COLUMNS];
  UNROLL for (int c = 0; c < columns; c++) {
    sums[0][c] = LOAD(bias + c * LANES);
    UNROLL for (int phase = 1; phase < PHASES; phase++) sums[phase][c] = ZERO;
  }
  size_t i = 0;
  for (; i + PHASES <= inputs; i += PHASES) {
    UNROLL for (int phase = 0; phase < PHASES; phase++) {
      const V value = SPLAT(x[i + (size_t)phase]);
      UNROLL for (int c = 0; c < columns; c++, w += LANES) sums[phase][c] = FMA(value, LOAD(w), sums[phase][c]);
    }
  }
  for (; i < inputs; i++) {
    const V value = SPLAT(x[i]);
    UNROLL for (int c = 0; c < columns; c++, w += LANES) sums[0][c] = FMA(value, LOAD(w), sums[0][c]);
  }
  UNROLL for (int c = 0; c < columns; c++) {
    const V sum = ADD(ADD(sums[0][c], sums[1][c]), ADD(sums[2][c], sums[3][c]));
    PATH(store)(y + c * LANES, sum, outputs - (size_t)c * LANES);
  }
}

static void PATH(affine_vector)(const sommet_layer *layer, const float *x, float *y) {
  const size_t inputs = layer->inputs, blocks = (layer->outputs + LANES - 1) / LANES;
  for (size_t block = 0; block < blocks; block += COLUMNS) {
    const size_t columns = blocks - block < COLUMNS ? blocks - block : COLUMNS, at = block * LANES;
    const float *w = layer->weights + at * inputs, *bias = layer->bias + at;
    const size_t outputs = layer->outputs - at;
    switch (columns) {
      case 3: PATH(vector_group)(x, w, bias, inputs, outputs, y + at, 3); break;
      case 2: PATH(vector_group)(x, w, bias, inputs, outputs, y + at, 2); break;
      default: PATH(vector_group)(x, w, bias, inputs, outputs, y + at, 1);
    }
  }
}

/// Stores the largest of up to three pieces of a block of outputs, and of what stands there unless `isFirst`.
INLINE void PATH(keep_largest)(const V sums[COLUMNS], float *y, size_t outputs, bool isFirst, const int columns) {
  V best = sums[0];
  UNROLL for (int c = 1; c < columns; c++) best = MAX(best, sums[c]);
  if (!isFirst) {
    float before[LANES] = {0};
    memcpy(before, y, (outputs < LANES ? outputs : LANES) * sizeof(float));
    best = MAX(best, LOAD(before));
  }
  PATH(store)(y, best, outputs);
}

/// Up to three pieces of a block of outputs; `isFirst` unless a maximum of earlier pieces stands in `y`.
INLINE void PATH(maxout_tile)(
    const float *first, size_t x_stride, size_t count, const float *w, size_t w_stride, const float *bias,
    size_t inputs, size_t outputs, float *y, size_t y_stride, bool isFirst, const int columns) {
  const float *x[ROWS];
  PATH(rows)(x, first, x_stride, count);
  V sums[ROWS][COLUMNS];
  UNROLL for (int c = 0; c < columns; c++) {
    const V b = LOAD(bias + c * LANES);
    UNROLL for (int r = 0; r < ROWS; r++) sums[r][c] = b;
  }
  PATH(multiply)(sums, x, w, inputs, w_stride, columns);
  UNROLL for (int r = 0; r < ROWS; r++) {
    if ((size_t)r < count) {
      PATH(keep_largest)(sums[r], y + (size_t)r * y_stride, outputs, isFirst, columns);
    }
  }
}

static void PATH(maxout)(
    const sommet_layer *layer, const float *x, size_t x_stride, size_t rows, float *y, size_t y_stride) {
  const size_t inputs = layer->inputs, pieces = layer->pieces, w_stride = pieces * LANES;
  for (size_t at = 0; at < layer->outputs; at += LANES) {
    for (size_t piece = 0; piece < pieces; piece += COLUMNS) {
      const size_t columns = pieces - piece < COLUMNS ? pieces - piece : COLUMNS, outputs = layer->outputs - at;
      const float *w = layer->weights + at * pieces * inputs + piece * LANES;
      const float *b = layer->bias + at * pieces + piece * LANES;
      for (size_t r = 0; r < rows; r += ROWS) {
        const float *from = x + r * x_stride;
        float *to = y + r * y_stride + at;
        const size_t n = rows - r;
        const bool is0 = piece == 0;
        switch (columns) {
          case 3: PATH(maxout_tile)(from, x_stride, n, w, w_stride, b, inputs, outputs, to, y_stride, is0, 3); break;
          case 2: PATH(maxout_tile)(from, x_stride, n, w, w_stride, b, inputs, outputs, to, y_stride, is0, 2); break;
          default: PATH(maxout_tile)(from, x_stride, n, w, w_stride, b, inputs, outputs, to, y_stride, is0, 1);
        }
      }
    }
  }
}

/// The inputs of a pair of rows, x₋₁ x₀ x₁ x₂, become x₀ + x₁, x₁ − x₀, x₋₁ − x₁, x₂ − x₀, in the order in which
/// `trigram_tile` takes them. To: (TRANSFORMS, pairs, width).
INLINE void PATH(transform)(const float *x, size_t pairs, size_t width, float *to) {
  const size_t plane = pairs * width;
  for (size_t pair = 0; pair < pairs; pair++, x += 2 * width, to += width) {
    size_t i = 0;
    for (; i + LANES <= width; i += LANES) {
      const V x0 = LOAD(x + i), x1 = LOAD(x + width + i), x2 = LOAD(x + 2 * width + i),
              x3 = LOAD(x + 3 * width + i);
      STORE(to + i, ADD(x1, x2));
      STORE(to + plane + i, SUB(x2, x1));
      STORE(to + 2 * plane + i, SUB(x0, x2));
      STORE(to + 3 * plane + i, SUB(x3, x1));
    }
    for (; i < width; i++) {
      const float x0 = x[i], x1 = x[width + i], x2 = x[2 * width + i], x3 = x[3 * width + i];
      to[i] = x1 + x2;
      to[plane + i] = x2 - x1;
      to[2 * plane + i] = x0 - x2;
      to[3 * plane + i] = x3 - x1;
    }
  }
}

/// A tile of pairs under one of the four transforms, with products m₀ … m₃:
///
///     first row of the pair    b + m₀ + m₁ + m₂
///     second row               b + m₀ − m₁ + m₃
///
/// `partial`, shape (pairs, 2, columns, LANES), carries b + m₀ ± m₁ from the second transform to the last two.
INLINE void PATH(trigram_tile)(
    const float *first, size_t width, size_t count, const float *w, size_t w_stride, const float *bias,
    size_t outputs, float *partial, float *y, size_t y_stride, bool isFirst, const int transform,
    const int columns) {
  const float *x[ROWS];
  PATH(rows)(x, first, width, count);
  const size_t pair_size = (size_t)(2 * columns) * LANES;
  // What the last two transforms add to and finish: the pair's first row, then its second.
  partial += transform == 3 ? columns * LANES : 0;
  y += transform == 3 ? y_stride : 0;
  V sums[ROWS][COLUMNS];
  UNROLL for (int r = 0; r < ROWS; r++) {
    const float *from = partial + ((size_t)r < count ? (size_t)r : count - 1) * pair_size;
    UNROLL for (int c = 0; c < columns; c++)
      sums[r][c] = transform == 0 ? LOAD(bias + c * LANES) : transform == 1 ? ZERO : LOAD(from + c * LANES);
  }
  PATH(multiply)(sums, x, w, width, w_stride, columns);
  UNROLL for (int r = 0; r < ROWS; r++) {
    if ((size_t)r < count) {
      float *even = partial + (size_t)r * pair_size, *odd = even + columns * LANES;
      if (transform == 0) {
        UNROLL for (int c = 0; c < columns; c++) STORE(even + c * LANES, sums[r][c]);
      } else if (transform == 1) {
        UNROLL for (int c = 0; c < columns; c++) {
          const V sum = LOAD(even + c * LANES);
          STORE(even + c * LANES, ADD(sum, sums[r][c]));
          STORE(odd + c * LANES, SUB(sum, sums[r][c]));
        }
      } else {
        PATH(keep_largest)(sums[r], y + (size_t)(2 * r) * y_stride, outputs, isFirst, columns);
      }
    }
  }
}

INLINE void PATH(trigram_group)(
    const sommet_layer *layer, const float *x, size_t pairs, size_t at, size_t piece, float *y, size_t y_stride,
    float *partial, const int columns) {
  const size_t width = layer->inputs, pieces = layer->pieces, w_stride = pieces * LANES;
  const float *w = layer->weights + TRANSFORMS * at * pieces * width + piece * LANES;
  const float *bias = layer->bias + at * pieces + piece * LANES;
  UNROLL for (int transform = 0; transform < TRANSFORMS; transform++) {
    for (size_t pair = 0; pair < pairs; pair += ROWS) {
      PATH(trigram_tile)(
          x + pair * width, width, pairs - pair, w, w_stride, bias, layer->outputs - at,
          partial + pair * 2 * (size_t)columns * LANES, y + 2 * pair * y_stride + at, y_stride, piece == 0, transform,
          columns);
    }
    w += width * w_stride;
    x += pairs * width;
  }
}

static void PATH(trigram_maxout)(
    const sommet_layer *layer, const float *x, size_t rows, float *y, size_t y_stride, float *scratch) {
  const size_t pairs = rows / 2, width = layer->inputs, pieces = layer->pieces;
  float *transformed = scratch, *partial = scratch + TRANSFORMS * pairs * width;
  PATH(transform)(x, pairs, width, transformed);
  for (size_t at = 0; at < layer->outputs; at += LANES) {
    for (size_t piece = 0; piece < pieces; piece += COLUMNS) {
      switch (pieces - piece) {
        case 1: PATH(trigram_group)(layer, transformed, pairs, at, piece, y, y_stride, partial, 1); break;
        case 2: PATH(trigram_group)(layer, transformed, pairs, at, piece, y, y_stride, partial, 2); break;
        default: PATH(trigram_group)(layer, transformed, pairs, at, piece, y, y_stride, partial, 3);
      }
    }
  }
}

static void PATH(normalize)(
    const float *x, size_t x_stride, size_t rows, size_t width, const float *gain, const float *bias, float epsilon,
    const float *residual, size_t residual_stride, float *y, size_t y_stride) {
  for (size_t r = 0; r < rows; r++, x += x_stride, y += y_stride) {
    V sums = ZERO;
    size_t i = 0;
    for (; i + LANES <= width; i += LANES) sums = ADD(sums, LOAD(x + i));
    float mean = PATH(sum)(sums);
    for (; i < width; i++) mean += x[i];
    mean /= (float)width;

    const V means = SPLAT(mean);
    V squares = ZERO;
    for (i = 0; i + LANES <= width; i += LANES) {
      const V difference = SUB(LOAD(x + i), means);
      squares = FMA(difference, difference, squares);
    }
    float variance = PATH(sum)(squares);
    for (; i < width; i++) variance += (x[i] - mean) * (x[i] - mean);
    const float scale = 1 / sqrtf(variance / (float)width + epsilon);

    const V scales = SPLAT(scale);
    if (residual) {
      for (i = 0; i + LANES <= width; i += LANES) {
        const V normal = MUL(SUB(LOAD(x + i), means), scales);
        STORE(y + i, ADD(LOAD(residual + i), FMA(normal, LOAD(gain + i), LOAD(bias + i))));
      }
      for (; i < width; i++) y[i] = residual[i] + ((x[i] - mean) * scale * gain[i] + bias[i]);
      residual += residual_stride;
    } else {
      for (i = 0; i + LANES <= width; i += LANES) {
        const V normal = MUL(SUB(LOAD(x + i), means), scales);
        STORE(y + i, FMA(normal, LOAD(gain + i), LOAD(bias + i)));
      }
      for (; i < width; i++) y[i] = (x[i] - mean) * scale * gain[i] + bias[i];
    }
  }
}

static void PATH(sum_maxout)(
    const float *const *rows, size_t count, const float *bias, size_t pieces, size_t outputs, float *y) {
  size_t o = 0;
  for (; o + LANES <= outputs; o += LANES) {
    V best = ZERO;
    for (size_t p = 0, at = o; p < pieces; p++, at += outputs) {
      V sum = bias ? LOAD(bias + at) : ZERO;
      for (size_t row = 0; row < count; row++) sum = ADD(sum, LOAD(rows[row] + at));
      best = p == 0 ? sum : MAX(best, sum);
    }
    STORE(y + o, best);
  }
  for (; o < outputs; o++) {
    float best = 0;
    for (size_t p = 0, at = o; p < pieces; p++, at += outputs) {
      float sum = bias ? bias[at] : 0;
      for (size_t row = 0; row < count; row++) sum += rows[row][at];
      best = p == 0 || sum > best ? sum : best;
    }
    y[o] = best;
  }
}

static size_t PATH(argmax)(const float *values, size_t count) {
  float best = values[0];
  size_t i = 0;
  if (count >= LANES) {
    V bests = LOAD(values);
    for (i = LANES; i + LANES <= count; i += LANES) bests = MAX(bests, LOAD(values + i));
    float lanes[LANES];
    STORE(lanes, bests);
    for (size_t lane = 0; lane < LANES; lane++) best = lanes[lane] > best ? lanes[lane] : best;
  }
  for (; i < count; i++) best = values[i] > best ? values[i] : best;
  for (i = 0; i < count; i++)
    if (values[i] == best) return i;
  return 0;
}

#define KERNELS(path)                                                                                      \
  {                                                                                                        \
    path, LANES, ROWS, PATH(affine), PATH(affine_vector), PATH(maxout), PATH(trigram_maxout),              \
        PATH(normalize), PATH(sum_maxout), PATH(argmax)                                                    \
  }
