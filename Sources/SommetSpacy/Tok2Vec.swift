/// Turns each token into a vector that knows its neighbours.
///
/// A token's attributes are embedded by hashing, joined by its word vector where the model has word vectors, and
/// mixed by a maxout layer with layer normalisation. Then `depth` times, over windows of `2·window + 1` tokens:
///
///     X ← X + LayerNorm(Maxout([X(t − window), …, X(t + window)]))
///
/// Around every document stand `padding` rows of zeros, which the layers compute like any others. The result for a
/// token depends on its own document only.
///
/// Source: spaCy's `MultiHashEmbed` and `MaxoutWindowEncoder`, <https://spacy.io/api/architectures#tok2vec-arch>.
package final class Tok2Vec: Sendable {
  /// Floats of a token's vector.
  package let width: Int
  let embedding: TokenEmbedding
  let encoder: WindowEncoder
  private let cache: LexemeCache

  /// How many different tokens are kept with what the first layers make of them.
  package static let cachedTokens = 6144

  /// Whether a component's model embeds tokens itself, rather than listen to the shared vectors.
  static func isPart(of model: CompiledModel) -> Bool { model.nodes.contains { $0.name == "hashembed" } }

  package convenience init(
    component: String, in file: PipelineFile, path: KernelPath, cachedTokens: Int = Tok2Vec.cachedTokens
  ) throws(PipelineError) {
    try self.init(LayerReader(component, in: file), path: path, cachedTokens: cachedTokens)
  }

  init(_ layers: LayerReader, path: KernelPath, cachedTokens: Int = Tok2Vec.cachedTokens)
    throws(PipelineError)
  {
    embedding = try TokenEmbedding(layers, path: path)
    encoder = try WindowEncoder(layers, width: embedding.width, path: path)
    width = embedding.width
    try Self.checkComposition(layers, embedding, encoder)
    cache = LexemeCache(stride: encoder.lexemeStride, capacity: max(1, cachedTokens))
  }

  /// The layers are read by kind; that they are joined in the one way computed here is told by their names.
  private static func checkComposition(
    _ layers: LayerReader, _ embedding: TokenEmbedding, _ encoder: WindowEncoder
  ) throws(PipelineError) {
    let hashes = Array(repeating: "ints-getitem>>hashembed", count: embedding.hashes.count).joined(
      separator: "|")
    let embed =
      "extract_features>>list2ragged>>with_array(\(hashes))"
      + (embedding.hasVectors ? "|static_vectors" : "")
      + ">>with_array(maxout>>layernorm>>dropout)>>ragged2list"
    let layer = "residual(expand_window>>maxout>>layernorm>>dropout)"
    let encode = Array(repeating: layer, count: encoder.depth).joined(separator: ">>")
    let expected = "\(embed)>>with_array(\(encode))"
    guard layers.model.nodes.contains(where: { $0.name == expected }) else {
      throw .unsupported(
        file: layers.file.path, field: "\(layers.component)/nodes",
        what: "a composition other than \(expected), \(layers.model.nodes.first?.name ?? "none"),")
    }
  }

  /// Writes the vectors of all documents' tokens, shape (`tokens.count`, `width`).
  ///
  /// - Parameters:
  ///   - tokens: the documents' tokens, one document after the other.
  ///   - documents: where each document stands in `tokens`.
  package func encode(
    _ tokens: [TokenAttributes], documents: [Range<Int>], into y: UnsafeMutablePointer<Float>,
    using workspace: Tok2VecWorkspace
  ) {
    var plan = WindowPlan(padding: encoder.evenPadding, capacity: encoder.rows(upTo: WindowPlan.rows))
    for document in documents {
      plan.add(document) { plan in encodeChunk(tokens, plan, into: y, using: workspace) }
    }
    plan.finish { plan in encodeChunk(tokens, plan, into: y, using: workspace) }
  }

  private func encodeChunk(
    _ tokens: [TokenAttributes], _ plan: borrowing WindowPlan, into y: UnsafeMutablePointer<Float>,
    using workspace: Tok2VecWorkspace
  ) {
    lookUp(tokens, plan.rows, using: workspace)
    let x = encoder.encode(workspace)
    for piece in plan.pieces {
      (y + piece.token * width).update(from: x + piece.row * width, count: piece.count * width)
    }
  }

  /// Finds what each row's token contributes to the first layer; computes it for tokens not met before.
  private func lookUp(_ tokens: [TokenAttributes], _ rows: [Int32], using workspace: Tok2VecWorkspace) {
    let stride = encoder.lexemeStride
    workspace.begin(rows: rows.count, nothing: encoder.nothing)
    for (row, token) in rows.enumerated() where token >= 0 {
      let key = embedding.key(tokens[Int(token)])
      let hash = LexemeCache.hash(key)
      if let value = cache.value(of: key, hash: hash) {
        workspace.lexemes[row] = value
      } else {
        workspace.defer(key, hash: hash, row: row)
      }
    }
    guard !workspace.new.isEmpty else { return }
    let count = workspace.new.count
    let values = workspace.values.reserve(count * stride)
    embedding.embed(workspace.new, into: values, stride: stride, using: workspace)
    encoder.prepare(values, count: count)
    for (index, key) in workspace.new.enumerated() {
      cache.insert(key, hash: LexemeCache.hash(key), value: values + index * stride)
    }
    for (row, index) in workspace.deferred {
      workspace.lexemes[Int(row)] = UnsafePointer(values + Int(index) * stride)
    }
  }
}
