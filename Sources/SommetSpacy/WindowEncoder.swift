import CKernels

/// Layers of maxout over windows of tokens, each with layer normalisation and a residual connection.
///
/// The first layer is affine in each of the window's vectors before its maximum is taken, and those vectors depend
/// on the token alone. So what a token contributes to the pieces at each place in the window is computed once per
/// kind of token (`prepare`) and kept with its vector: a *lexeme*, `lexemeStride` floats,
///
///     vector (`width`, filled up to 16), then per place in the window (`places`, `pieces`, `width`)
final class WindowEncoder: Sendable {
  let depth: Int
  private let width: Int
  private let window: Int
  private let pieces: Int
  private let padding: Int
  private let path: KernelPath
  /// From a token's vector to its part in the first layer, (`places` · `pieces` · `width`, `width`).
  private let contributions: PackedLayer
  /// Of the first layer, shape (`pieces`, `width`).
  private let firstBias: [Float]
  private let norms: [LayerNorm]
  /// The second layer and those above.
  private let layers: [PackedLayer]
  let lexemeStride: Int
  /// The lexeme of rows without token: zeros.
  let nothing: Zeros

  /// `@unchecked Sendable`: never written to after `init`.
  final class Zeros: @unchecked Sendable {
    let pointer: UnsafePointer<Float>

    init(_ count: Int) {
      let zeros = UnsafeMutablePointer<Float>.allocate(capacity: count)
      zeros.initialize(repeating: 0, count: count)
      pointer = UnsafePointer(zeros)
    }

    deinit { pointer.deallocate() }
  }

  init(_ reader: LayerReader, width: Int, path: KernelPath) throws(PipelineError) {
    let maxouts = reader.nodes("maxout").dropFirst()
    let norms = reader.nodes("layernorm").dropFirst()
    let windows = reader.nodes("expand_window")
    guard let first = maxouts.first, norms.count == maxouts.count, windows.count == maxouts.count else {
      throw reader.error(
        nil, "nodes", expected: "as many windows and norms as maxout layers, at least one",
        found: "\(windows.count), \(norms.count), \(maxouts.count)")
    }
    let window = try reader.integer(windows[0], "window_size")
    for node in windows where node.integer("window_size") != window || !(1...16).contains(window) {
      throw .unsupported(
        file: reader.file.path, field: "\(reader.component)/\(node.index)/window_size",
        what: "a window of \(node.integer("window_size") ?? 0)")
    }
    let depth = maxouts.count
    let places = 2 * window + 1
    let paddings = reader.model.nodes.filter { $0.name.hasPrefix("with_array(residual(") }
    guard let padding = paddings.first?.integer("pad"), padding == depth * window else {
      throw .unsupported(
        file: reader.file.path, field: "\(reader.component)/pad",
        what: "a padding other than \(depth * window)")
    }
    let pieces = try reader.tensor(first, "W", rank: 3).shape[1]
    var layers: [PackedLayer] = []
    var weights: [MappedTensor] = []
    var biases: [MappedTensor] = []
    for node in maxouts {
      let matrix = try reader.tensor(node, "W", rank: 3)
      let pieces = matrix.shape[1]
      guard matrix.shape == [width, pieces, places * width] else {
        throw reader.error(
          node, "W", expected: "shape [\(width), pieces, \(places * width)]", found: "\(matrix.shape)")
      }
      weights.append(matrix)
      biases.append(try reader.tensor(node, "b", shape: [width, pieces]))
    }
    for (matrix, bias) in zip(weights, biases).dropFirst() {
      layers.append(
        window == 1
          ? .trigramMaxout(
            matrix.values, bias: bias.values, outputs: width, pieces: matrix.shape[1], width: width,
            path: path)
          : .maxout(
            matrix.values, bias: bias.values, outputs: width, pieces: matrix.shape[1], inputs: places * width,
            path: path))
    }
    var normed: [LayerNorm] = []
    for node in norms { normed.append(try reader.layerNorm(node, width: width)) }

    self.depth = depth
    self.width = width
    self.window = window
    self.pieces = pieces
    self.padding = padding
    self.path = path
    self.norms = normed
    self.layers = layers
    contributions = Self.contributions(weights[0], width: width, pieces: pieces, places: places, path: path)
    firstBias = (0..<pieces).flatMap { piece in (0..<width).map { biases[0].values[$0 * pieces + piece] } }
    lexemeStride = (Self.aligned(width) + places * pieces * width + 15) / 16 * 16
    nothing = Zeros(lexemeStride)
  }

  /// Where the contributions begin in a lexeme.
  private static func aligned(_ width: Int) -> Int { (width + 15) / 16 * 16 }

  /// The first layer's weights with the window's places outermost, then the pieces.
  private static func contributions(
    _ weights: MappedTensor, width: Int, pieces: Int, places: Int, path: KernelPath
  ) -> PackedLayer {
    let values = weights.values
    var turned: [Float] = []
    turned.reserveCapacity(values.count)
    for place in 0..<places {
      for piece in 0..<pieces {
        for output in 0..<width {
          let start = (output * pieces + piece) * places * width + place * width
          turned.append(contentsOf: UnsafeBufferPointer(rebasing: values[start..<start + width]))
        }
      }
    }
    return turned.withUnsafeBufferPointer {
      .affine($0, bias: nil, outputs: places * pieces * width, inputs: width, path: path)
    }
  }

  /// The padding, rounded up so that documents begin at even rows whatever stands before them: a trigram layer
  /// treats the rows of a pair differently.
  var evenPadding: Int { (padding + 1) / 2 * 2 }

  /// A number of rows that holds a piece of a document with its context.
  func rows(upTo rows: Int) -> Int { max(rows, 4 * evenPadding + 32) }

  /// Computes the contributions of lexemes whose vectors are there.
  func prepare(_ lexemes: UnsafeMutablePointer<Float>, count: Int) {
    contributions.affine(
      lexemes, rows: count, into: lexemes + Self.aligned(width), xStride: lexemeStride, yStride: lexemeStride)
  }

  /// Computes all layers for the rows of a workspace; the result has shape (rows, `width`) and is valid until the
  /// workspace is used again.
  func encode(_ workspace: Tok2VecWorkspace) -> UnsafePointer<Float> {
    let rows = workspace.lexemes.count
    precondition(rows % 2 == 0, "rows come in pairs")
    let margin = window * width
    let buffer = workspace.rows.reserve((rows + 2 * window) * width)
    buffer.update(repeating: 0, count: margin)
    (buffer + margin + rows * width).update(repeating: 0, count: margin)
    let x = buffer + margin
    let y = workspace.outputs.reserve(rows * width)
    firstLayer(workspace.lexemes, into: x, using: y)
    for (index, layer) in layers.enumerated() {
      if window == 1 {
        let scratch = workspace.scratch.reserve(layer.trigramScratch(rows: rows))
        layer.trigramMaxout(buffer, rows: rows, into: y, scratch: scratch)
      } else {
        layer.maxout(buffer, rows: rows, into: y, xStride: width)
      }
      path.normalize(y, rows: rows, norms[index + 1], residual: x, into: x)
    }
    return UnsafePointer(x)
  }

  private func firstLayer(
    _ lexemes: [UnsafePointer<Float>], into x: UnsafeMutablePointer<Float>,
    using y: UnsafeMutablePointer<Float>
  ) {
    let places = 2 * window + 1
    let size = pieces * width
    let start = Self.aligned(width)
    withUnsafeTemporaryAllocation(of: UnsafePointer<Float>.self, capacity: places) { parts in
      for row in lexemes.indices {
        for place in 0..<places {
          let neighbour = row + place - window
          let lexeme = lexemes.indices.contains(neighbour) ? lexemes[neighbour] : nothing.pointer
          (parts.baseAddress! + place).initialize(to: lexeme + start + place * size)
        }
        sommet_sum_maxout(path.pointer, parts.baseAddress!, places, firstBias, pieces, width, y + row * width)
        path.normalize(y + row * width, rows: 1, norms[0], residual: lexemes[row], into: x + row * width)
      }
    }
  }
}
