import CKernels

/// The vector of a token by itself: hash embeddings of its attributes and its word vector, mixed by a maxout layer.
///
///     y[o] = max over p of (b[o, p] + Σ over the rows found by hashing + W[o, p]·v), then layer normalisation
struct TokenEmbedding: Sendable {
  let width: Int
  let hashes: [HashEmbedding]
  /// nil when the model uses no word vectors.
  private let vectors: WordVectors?
  private let pieces: Int
  /// Shape (`pieces`, `width`).
  private let bias: [Float]
  private let norm: LayerNorm
  private let path: KernelPath
  private let readsSpace: Bool

  /// Word vectors already multiplied with the model's matrix, and their part of the mixing layer.
  ///
  /// `@unchecked Sendable`: the table lies in a mapping that is never written to.
  private struct WordVectors: @unchecked Sendable {
    let rows: IdentifierTable
    let table: MappedTensor
    let mixer: PackedLayer
  }

  init(_ layers: LayerReader, path: KernelPath) throws(PipelineError) {
    self.path = path
    guard let features = layers.nodes("extract_features").first, let names = features.strings("columns")
    else {
      throw layers.error(nil, "nodes", expected: "a layer 'extract_features' with columns", found: "none")
    }
    var columns: [TokenAttributes.Column] = []
    for name in names {
      guard let column = TokenAttributes.Column(rawValue: name) else {
        throw .unsupported(
          file: layers.file.path, field: "\(layers.component)/columns", what: "the attribute '\(name)'")
      }
      columns.append(column)
    }
    guard let mixer = layers.nodes("maxout").first, let norm = layers.nodes("layernorm").first else {
      throw layers.error(nil, "nodes", expected: "layers 'maxout' and 'layernorm'", found: "none")
    }
    let weights = try layers.tensor(mixer, "W", rank: 3)
    let (outputs, pieces, inputs) = (weights.shape[0], weights.shape[1], weights.shape[2])
    let bias = try layers.tensor(mixer, "b", shape: [outputs, pieces]).values
    self.bias = (0..<pieces).flatMap { piece in (0..<outputs).map { bias[$0 * pieces + piece] } }
    self.norm = try layers.layerNorm(norm, width: outputs)
    self.pieces = pieces
    width = outputs

    var hashes: [HashEmbedding] = []
    for node in layers.nodes("hashembed") {
      let table = try layers.tensor(node, "mixed", rank: 3)
      let column = try layers.integer(node, "column")
      let seed = try layers.integer(node, "seed")
      guard table.shape[1...] == [pieces, outputs] else {
        throw layers.error(
          node, "mixed", expected: "shape [rows, \(pieces), \(outputs)]", found: "\(table.shape)")
      }
      guard columns.indices.contains(column) else {
        throw layers.error(node, "column", expected: "one of \(columns.count) columns", found: "\(column)")
      }
      guard let seed = UInt32(exactly: seed) else {
        throw layers.error(node, "seed", expected: "32 bits", found: "\(seed)")
      }
      hashes.append(
        HashEmbedding(
          column: columns[column], seed: UInt64(seed), rows: table.shape[0], stride: pieces * outputs,
          table: table.values.baseAddress!))
    }
    guard !hashes.isEmpty else {
      throw layers.error(nil, "nodes", expected: "a layer 'hashembed'", found: "none")
    }
    self.hashes = hashes
    if let node = layers.nodes("static_vectors").first {
      let table = try layers.tensor(node, "projected", rank: 2)
      guard table.shape[1] < inputs else {
        throw layers.error(mixer, "W", expected: "more than \(table.shape[1]) inputs", found: "\(inputs)")
      }
      vectors = WordVectors(
        rows: try IdentifierTable("vectors", in: layers.file), table: table,
        mixer: MixedEmbeddings.part(
          of: weights.values, weights.shape, from: inputs - table.shape[1], width: table.shape[1], path: path)
      )
    } else {
      vectors = nil
    }
    readsSpace = hashes.contains { $0.column == .space }
  }

  var hasVectors: Bool { vectors != nil }

  /// The attributes that the vector depends on; the others are made equal.
  func key(_ token: TokenAttributes) -> TokenAttributes {
    var key = token
    if !readsSpace { key.hasSpaceAfter = false }
    return key
  }

  /// Writes the vectors of some tokens, `width` floats every `stride`.
  func embed(
    _ tokens: [TokenAttributes], into y: UnsafeMutablePointer<Float>, stride: Int,
    using workspace: Tok2VecWorkspace
  ) {
    let size = pieces * width
    var hasVector: [Bool] = []
    var mixedVectors = UnsafePointer(workspace.outputs.pointer)
    if let vectors {
      hasVector = multiplyVectors(of: tokens, vectors, using: workspace)
      mixedVectors = UnsafePointer(workspace.outputs.pointer)
    }
    let mixed = workspace.scratch.reserve(tokens.count * width)
    withUnsafeTemporaryAllocation(of: UnsafePointer<Float>.self, capacity: 4 * hashes.count + 1) { rows in
      for (index, token) in tokens.enumerated() {
        var count = 0
        func add(_ row: UnsafePointer<Float>) {
          (rows.baseAddress! + count).initialize(to: row)
          count += 1
        }
        for hash in hashes {
          let (a, b, c, d) = hash.rows(of: token[hash.column])
          add(a)
          add(b)
          add(c)
          add(d)
        }
        if vectors != nil, hasVector[index] { add(mixedVectors + index * size) }
        sommet_sum_maxout(path.pointer, rows.baseAddress!, count, bias, pieces, width, mixed + index * width)
      }
    }
    path.normalize(mixed, rows: tokens.count, norm, into: y, stride: stride)
  }

  /// Multiplies the tokens' word vectors with the mixing layer, into the workspace's outputs, shape (tokens, `pieces`,
  /// `width`); tells which tokens have a vector.
  private func multiplyVectors(
    of tokens: [TokenAttributes], _ vectors: WordVectors, using workspace: Tok2VecWorkspace
  ) -> [Bool] {
    let size = vectors.table.shape[1]
    let x = workspace.inputs.reserve(tokens.count * size)
    let hasVector = tokens.enumerated().map { index, token in
      guard let row = vectors.rows[token.orth], row < vectors.table.shape[0] else {
        (x + index * size).update(repeating: 0, count: size)
        return false
      }
      (x + index * size).update(from: vectors.table.values.baseAddress! + Int(row) * size, count: size)
      return true
    }
    vectors.mixer.affine(
      x, rows: tokens.count, into: workspace.outputs.reserve(tokens.count * pieces * width))
    return hasVector
  }
}
