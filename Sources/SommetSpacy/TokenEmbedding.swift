/// The vector of a token by itself: hash embeddings of its attributes, its word vector, mixed by a maxout layer.
struct TokenEmbedding: Sendable {
  let width: Int
  let hashes: [HashEmbedding]
  /// Word vectors already multiplied with the model's matrix; nil when the model uses none.
  private let vectors: WordVectors?
  private let mixer: PackedLayer
  private let norm: LayerNorm
  private let path: KernelPath
  private let readsSpace: Bool

  /// `@unchecked Sendable`: the table lies in a mapping that is never written to.
  private struct WordVectors: @unchecked Sendable {
    let rows: IdentifierTable
    let table: MappedTensor
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
    var hashes: [HashEmbedding] = []
    var inputs = 0
    for node in layers.nodes("hashembed") {
      let table = try layers.tensor(node, "E", rank: 2)
      let column = try layers.integer(node, "column")
      let seed = try layers.integer(node, "seed")
      guard columns.indices.contains(column) else {
        throw layers.error(node, "column", expected: "one of \(columns.count) columns", found: "\(column)")
      }
      guard let seed = UInt32(exactly: seed) else {
        throw layers.error(node, "seed", expected: "32 bits", found: "\(seed)")
      }
      hashes.append(
        HashEmbedding(
          column: columns[column], seed: UInt64(seed), width: table.shape[1], rows: table.shape[0],
          table: table.values.baseAddress!))
      inputs += table.shape[1]
    }
    if let node = layers.nodes("static_vectors").first {
      let table = try layers.tensor(node, "projected", rank: 2)
      vectors = WordVectors(rows: try IdentifierTable("vectors", in: layers.file), table: table)
      inputs += table.shape[1]
    } else {
      vectors = nil
    }
    guard let mix = layers.nodes("maxout").first, let norm = layers.nodes("layernorm").first else {
      throw layers.error(nil, "nodes", expected: "layers 'maxout' and 'layernorm'", found: "none")
    }
    let weights = try layers.tensor(mix, "W", rank: 3)
    let (outputs, pieces) = (weights.shape[0], weights.shape[1])
    guard weights.shape[2] == inputs else {
      throw layers.error(mix, "W", expected: "\(inputs) inputs", found: "\(weights.shape[2])")
    }
    let bias = try layers.tensor(mix, "b", shape: [outputs, pieces])
    mixer = .maxout(
      weights.values, bias: bias.values, outputs: outputs, pieces: pieces, inputs: inputs, path: path)
    self.norm = try layers.layerNorm(norm, width: outputs)
    self.hashes = hashes
    width = outputs
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
    let inputs = mixer.inputs
    let x = workspace.inputs.reserve(tokens.count * inputs)
    let mixed = workspace.outputs.reserve(tokens.count * width)
    for (index, token) in tokens.enumerated() {
      var to = x + index * inputs
      for hash in hashes {
        hash.embed(token[hash.column], into: to)
        to += hash.width
      }
      guard let vectors else { continue }
      let width = vectors.table.shape[1]
      if let row = vectors.rows[token.orth], row < vectors.table.shape[0] {
        to.update(from: vectors.table.values.baseAddress! + Int(row) * width, count: width)
      } else {
        to.update(repeating: 0, count: width)
      }
    }
    mixer.maxout(x, rows: tokens.count, into: mixed)
    path.normalize(mixed, rows: tokens.count, norm, into: y, stride: stride)
  }
}
