import CKernels

/// The kernels compiled for one instruction set.
///
/// `@unchecked Sendable`: the tables behind the pointer are constants of the program.
package struct KernelPath: @unchecked Sendable {
  let pointer: OpaquePointer

  /// The fastest path that this processor can run, or the one named by the environment variable `SOMMET_KERNELS`.
  package static var best: KernelPath { KernelPath(pointer: sommet_kernels_best()) }

  /// Every path that this processor can run, the portable one first.
  package static var available: [KernelPath] {
    (0..<sommet_kernels_count()).map { KernelPath(pointer: sommet_kernels_at($0)) }
  }

  /// "portable", "avx2", "avx512" or "neon".
  package var name: String { String(cString: sommet_kernels_name(pointer)) }

  /// The index of the largest of some values, the lowest on ties.
  ///
  /// - Precondition: there is at least one.
  package func indexOfMaximum(_ values: UnsafeBufferPointer<Float>) -> Int {
    sommet_argmax(pointer, values.baseAddress!, values.count)
  }

  /// Layer normalisation of rows with the gain and bias of `norm`; adds `residual` when it is given.
  ///
  /// `y` may be `x` or `residual`.
  package func normalize(
    _ x: UnsafePointer<Float>, rows: Int, _ norm: LayerNorm, residual: UnsafePointer<Float>? = nil,
    into y: UnsafeMutablePointer<Float>, stride: Int? = nil
  ) {
    sommet_normalize(
      pointer, x, norm.width, rows, norm.width, norm.gain.baseAddress!, norm.bias.baseAddress!,
      LayerNorm.epsilon,
      residual, norm.width, y, stride ?? norm.width)
  }
}

/// Gain and bias of a layer normalisation.
///
/// `@unchecked Sendable`: the values lie in a mapping that is never written to.
package struct LayerNorm: @unchecked Sendable {
  /// What thinc adds to the variance.
  package static let epsilon: Float = 1e-8

  package let gain: UnsafeBufferPointer<Float>
  package let bias: UnsafeBufferPointer<Float>

  package var width: Int { gain.count }
}

/// The weights of a layer, packed for one path.
///
/// `@unchecked Sendable`: they never change after `init`, and the object is their only owner.
package final class PackedLayer: @unchecked Sendable {
  let pointer: OpaquePointer
  package let inputs: Int
  package let outputs: Int

  private init(_ pointer: OpaquePointer?, inputs: Int, outputs: Int) {
    guard let pointer else { preconditionFailure("out of memory for a layer of \(inputs) × \(outputs)") }
    self.pointer = pointer
    self.inputs = inputs
    self.outputs = outputs
  }

  deinit { sommet_layer_destroy(pointer) }

  /// An affine map; `weights` has shape (`outputs`, `inputs`).
  package static func affine(
    _ weights: UnsafeBufferPointer<Float>, bias: UnsafeBufferPointer<Float>?, outputs: Int, inputs: Int,
    path: KernelPath
  ) -> PackedLayer {
    precondition(weights.count == outputs * inputs && bias.map { $0.count == outputs } != false)
    return PackedLayer(
      sommet_affine_create(path.pointer, weights.baseAddress!, bias?.baseAddress, outputs, inputs),
      inputs: inputs,
      outputs: outputs)
  }

  /// A maxout layer; `weights` has shape (`outputs`, `pieces`, `inputs`), `bias` (`outputs`, `pieces`).
  package static func maxout(
    _ weights: UnsafeBufferPointer<Float>, bias: UnsafeBufferPointer<Float>, outputs: Int, pieces: Int,
    inputs: Int,
    path: KernelPath
  ) -> PackedLayer {
    precondition(weights.count == outputs * pieces * inputs && bias.count == outputs * pieces)
    return PackedLayer(
      sommet_maxout_create(path.pointer, weights.baseAddress!, bias.baseAddress!, outputs, pieces, inputs),
      inputs: inputs, outputs: outputs)
  }

  /// A maxout layer over windows of three rows; `weights` has shape (`outputs`, `pieces`, 3, `width`).
  package static func trigramMaxout(
    _ weights: UnsafeBufferPointer<Float>, bias: UnsafeBufferPointer<Float>, outputs: Int, pieces: Int,
    width: Int,
    path: KernelPath
  ) -> PackedLayer {
    precondition(weights.count == outputs * pieces * 3 * width && bias.count == outputs * pieces)
    return PackedLayer(
      sommet_trigram_maxout_create(
        path.pointer, weights.baseAddress!, bias.baseAddress!, outputs, pieces, width),
      inputs: width, outputs: outputs)
  }

  /// `y = W·x + b` for each row of `x`.
  package func affine(
    _ x: UnsafePointer<Float>, rows: Int, into y: UnsafeMutablePointer<Float>, xStride: Int? = nil,
    yStride: Int? = nil
  ) {
    sommet_affine(pointer, x, xStride ?? inputs, rows, y, yStride ?? outputs)
  }

  /// `y = W·x + b` for one row.
  package func affine(vector x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>) {
    sommet_affine_vector(pointer, x, y)
  }

  /// `y = max over pieces of (W·x + b)` for each row of `x`; with `xStride` below `inputs` the rows overlap.
  package func maxout(
    _ x: UnsafePointer<Float>, rows: Int, into y: UnsafeMutablePointer<Float>, xStride: Int? = nil
  ) {
    sommet_maxout(pointer, x, xStride ?? inputs, rows, y, outputs)
  }

  /// Maxout over windows of three rows; `x` points to the row before the first. `rows` is even.
  package func trigramMaxout(
    _ x: UnsafePointer<Float>, rows: Int, into y: UnsafeMutablePointer<Float>,
    scratch: UnsafeMutablePointer<Float>
  ) {
    precondition(rows % 2 == 0, "trigrams come in pairs")
    sommet_trigram_maxout(pointer, x, rows, y, outputs, scratch)
  }

  /// How many floats of working memory `trigramMaxout` needs.
  package func trigramScratch(rows: Int) -> Int { sommet_trigram_scratch(pointer, rows) }
}
