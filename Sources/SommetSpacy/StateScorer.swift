import CKernels

/// Scores the actions of a transition system from a few tokens of its state.
///
/// Each token's vector is projected (`linear`), then multiplied with one matrix per feature, before the first
/// action: a state's hidden layer is then a sum of precomputed rows, a bias and a maximum.
///
///     h[o] = max over p of (b[o, p] + Σ over features f of (W[f, o, p] · H[token(f)], or pad[f, o, p]))
///     score = U·h + c
///
/// Source: Chen and Manning 2014, <https://aclanthology.org/D14-1082>; spaCy's `TransitionBasedParser`.
final class StateScorer: Sendable {
  let features: Int
  let actions: Int
  /// Floats of the vectors it is given.
  let inputs: Int
  private let pieces: Int
  private let hidden: Int
  private let projection: PackedLayer
  /// (`features` · `pieces` · `hidden`) × projected
  private let lower: PackedLayer
  /// nil when the hidden layer gives the scores.
  private let upper: PackedLayer?
  /// Shape (`pieces`, `hidden`).
  private let bias: [Float]
  /// For a feature without token, shape (`features`, `pieces`, `hidden`).
  private let padding: [Float]
  let path: KernelPath

  /// - Parameter features: how many features the transition system has.
  init(_ reader: LayerReader, features: Int, path: KernelPath) throws(PipelineError) {
    let lower = try reader.reference("lower")
    let weights = try reader.tensor(lower, "W", rank: 4)
    let (hidden, pieces, projected) = (weights.shape[1], weights.shape[2], weights.shape[3])
    guard weights.shape[0] == features else {
      throw .unsupported(
        file: reader.file.path, field: "\(reader.component)/\(lower.index)/W",
        what: "a state of \(weights.shape[0]) features")
    }
    let bias = try reader.tensor(lower, "b", shape: [hidden, pieces])
    let padding = try reader.tensor(lower, "pad", shape: [1, features, hidden, pieces])
    let upper = try? reader.reference("upper")
    let projections = reader.nodes("linear").filter { $0.index != upper?.index }
    guard let projection = projections.first, projections.count == 1 else {
      throw reader.error(
        nil, "nodes", expected: "one layer 'linear' below the state", found: "\(projections.count)")
    }
    self.projection = try reader.affine(projection, path: path)
    guard self.projection.outputs == projected else {
      throw reader.error(
        lower, "W", expected: "\(self.projection.outputs) inputs", found: "\(projected)")
    }
    if let upper, upper.name == "linear" {
      let layer = try reader.affine(upper, path: path)
      guard layer.inputs == hidden else {
        throw reader.error(upper, "W", expected: "\(hidden) inputs", found: "\(layer.inputs)")
      }
      self.upper = layer
      actions = layer.outputs
    } else {
      self.upper = nil
      actions = hidden
    }
    self.lower = Self.byPiece(weights, path: path)
    self.bias = Self.byPiece(bias.values, outputs: hidden, pieces: pieces)
    self.padding = (0..<features).flatMap { feature in
      let size = hidden * pieces
      return Self.byPiece(
        UnsafeBufferPointer(rebasing: padding.values[feature * size..<(feature + 1) * size]), outputs: hidden,
        pieces: pieces)
    }
    self.features = features
    self.pieces = pieces
    self.hidden = hidden
    inputs = self.projection.inputs
    self.path = path
  }

  /// (outputs, pieces) turned to (pieces, outputs), so that the maximum runs over whole vectors.
  private static func byPiece(_ values: UnsafeBufferPointer<Float>, outputs: Int, pieces: Int) -> [Float] {
    (0..<pieces).flatMap { piece in (0..<outputs).map { values[$0 * pieces + piece] } }
  }

  private static func byPiece(_ weights: MappedTensor, path: KernelPath) -> PackedLayer {
    let (features, outputs, pieces, inputs) = (
      weights.shape[0], weights.shape[1], weights.shape[2], weights.shape[3]
    )
    var turned: [Float] = []
    turned.reserveCapacity(weights.values.count)
    for feature in 0..<features {
      for piece in 0..<pieces {
        for output in 0..<outputs {
          let start = ((feature * outputs + output) * pieces + piece) * inputs
          turned.append(contentsOf: weights.values[start..<start + inputs])
        }
      }
    }
    return turned.withUnsafeBufferPointer {
      .affine($0, bias: nil, outputs: features * pieces * outputs, inputs: inputs, path: path)
    }
  }

  /// Floats of a token's precomputed rows.
  var rowSize: Int { lower.outputs }

  /// Projects the vectors of all tokens of a document, shape (`count`, `inputs`).
  func begin(_ vectors: UnsafePointer<Float>, count: Int, using workspace: StateWorkspace) {
    workspace.begin(self, count: count)
    projection.affine(vectors, rows: count, into: workspace.projected.reserve(count * projection.outputs))
  }

  /// Scores a state; a token is an index into the document, or negative for none.
  ///
  /// The result is valid until the next call.
  func scores(
    of tokens: UnsafeBufferPointer<Int32>, using workspace: StateWorkspace
  ) -> UnsafeBufferPointer<Float> {
    let size = pieces * hidden
    padding.withUnsafeBufferPointer { padding in
      for feature in 0..<features {
        let token = Int(tokens[feature])
        let row = token < 0 ? padding.baseAddress! : workspace.row(of: token, feature: feature, scorer: self)
        workspace.parts[feature] = row + feature * size
      }
      sommet_sum_maxout(
        path.pointer, workspace.parts.baseAddress!, features, bias, pieces, hidden, workspace.hidden)
    }
    guard let upper else { return UnsafeBufferPointer(start: workspace.hidden, count: hidden) }
    upper.affine(vector: workspace.hidden, into: workspace.scores)
    return UnsafeBufferPointer(start: workspace.scores, count: actions)
  }

  fileprivate func precompute(
    _ projected: UnsafePointer<Float>, rows: Int, into y: UnsafeMutablePointer<Float>
  ) {
    lower.affine(projected, rows: rows, into: y)
  }

  fileprivate var sizes: (projected: Int, hidden: Int) { (projection.outputs, hidden) }
}

/// Memory for one thread's use of state scorers.
///
/// Precomputed rows are kept for the tokens of the last blocks only, in a ring; a state that reaches further back
/// has that row computed again.
final class StateWorkspace {
  /// Tokens of a block, blocks of the ring.
  private static let block = 64
  private static let ring = 16

  let projected = FloatWorkspace()
  private let rows = FloatWorkspace()
  private var rowSize = 0
  private var projectedSize = 0
  private var count = 0
  /// Which block of the document stands in each place of the ring, or −1.
  private var blocks: [Int] = []
  private var newest = -1
  private(set) var parts: UnsafeMutableBufferPointer<UnsafePointer<Float>>
  private(set) var hidden: UnsafeMutablePointer<Float>
  private(set) var scores: UnsafeMutablePointer<Float>
  private let small = FloatWorkspace()

  init() {
    parts = .allocate(capacity: 0)
    hidden = small.pointer
    scores = small.pointer
  }

  deinit { parts.deallocate() }

  fileprivate func begin(_ scorer: StateScorer, count: Int) {
    rowSize = scorer.rowSize
    projectedSize = scorer.sizes.projected
    self.count = count
    blocks = Array(repeating: -1, count: Self.ring)
    newest = -1
    _ = rows.reserve((Self.block * Self.ring + scorer.features) * rowSize)
    if parts.count < scorer.features {
      parts.deallocate()
      parts = .allocate(capacity: scorer.features)
    }
    let size = scorer.sizes.hidden
    hidden = small.reserve(size + scorer.actions)
    scores = hidden + size
  }

  fileprivate func row(of token: Int, feature: Int, scorer: StateScorer) -> UnsafePointer<Float> {
    let block = token / Self.block
    let place = block % Self.ring
    if blocks[place] == block {
      return UnsafePointer(rows.pointer + (place * Self.block + token % Self.block) * rowSize)
    }
    if block > newest {
      let first = block * Self.block
      let y = rows.pointer + place * Self.block * rowSize
      scorer.precompute(
        projected.pointer + first * projectedSize, rows: min(Self.block, count - first), into: y)
      blocks[place] = block
      newest = block
      return UnsafePointer(y + token % Self.block * rowSize)
    }
    let y = rows.pointer + (Self.block * Self.ring + feature) * rowSize
    scorer.precompute(projected.pointer + token * projectedSize, rows: 1, into: y)
    return UnsafePointer(y)
  }
}
