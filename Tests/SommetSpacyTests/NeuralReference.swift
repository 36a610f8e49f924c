import SommetSpacy

/// The networks once more, as slow and as plain as can be, in double precision.
struct NeuralReference {
  let model: NeuralModel
  let shape: NeuralModel.Shape
  /// Projected vectors by ORTH.
  let vectors: [UInt64: [Double]]

  static func maxout(_ w: Tensor, _ b: Tensor, _ x: [Double]) -> [Double] {
    let (outputs, pieces, inputs) = (w.shape[0], w.shape[1], w.shape[2])
    precondition(x.count == inputs)
    return (0..<outputs).map { output in
      (0..<pieces).map { piece in
        let row = output * pieces + piece
        return (0..<inputs).reduce(Double(b.values[row])) { $0 + Double(w.values[row * inputs + $1]) * x[$1] }
      }.max()!
    }
  }

  static func affine(_ w: Tensor, _ b: Tensor, _ x: [Double]) -> [Double] {
    maxout(Tensor(shape: [w.shape[0], 1, w.shape[1]], values: w.values), b, x)
  }

  static func norm(_ gain: Tensor, _ bias: Tensor, _ x: [Double]) -> [Double] {
    let mean = x.reduce(0, +) / Double(x.count)
    let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
    return x.indices.map {
      (x[$0] - mean) / (variance + 1e-8).squareRoot() * Double(gain.values[$0]) + Double(bias.values[$0])
    }
  }

  private func layer(_ number: Int, _ x: [Double]) -> [Double] {
    Self.norm(
      model.parameter("layernorm", number, "G"), model.parameter("layernorm", number, "b"),
      Self.maxout(model.parameter("maxout", number, "W"), model.parameter("maxout", number, "b"), x))
  }

  func encode(_ document: [TokenAttributes]) -> [[Double]] {
    let padding = shape.depth * shape.window
    let zero = [Double](repeating: 0, count: shape.width)
    var x = Array(repeating: zero, count: padding)
    for token in document {
      var parts: [Double] = []
      for (index, column) in shape.columns.enumerated() {
        let table = model.parameter("hashembed", index, "E")
        let id = token[TokenAttributes.Column(rawValue: column)!]
        let (a, b, c, d) = HashEmbedding.indices(of: id, seed: UInt64(index) + 5, rows: table.shape[0])
        let width = table.shape[1]
        parts += (0..<width).map { at in
          [a, b, c, d].reduce(0) { $0 + Double(table.values[$1 * width + at]) }
        }
      }
      if let width = shape.vectors?.width {
        parts += vectors[token.orth] ?? Array(repeating: 0, count: width)
      }
      x.append(layer(0, parts))
    }
    x += Array(repeating: zero, count: padding)
    for number in 1...shape.depth {
      let before = x
      for row in x.indices {
        let window = (row - shape.window...row + shape.window).flatMap {
          before.indices.contains($0) ? before[$0] : zero
        }
        x[row] = zip(before[row], layer(number, window)).map { $0 + $1 }
      }
    }
    return Array(x[padding..<padding + document.count])
  }

  /// The scores of a state in a network of `NeuralModel.parser`.
  static func scores(_ model: NeuralModel, _ vectors: [[Double]], _ tokens: [Int]) -> [Double] {
    let lower = model.parameter("precomputable_affine", 0, "W")
    let bias = model.parameter("precomputable_affine", 0, "b")
    let pad = model.parameter("precomputable_affine", 0, "pad")
    let (hidden, pieces, inputs) = (lower.shape[1], lower.shape[2], lower.shape[3])
    var sums = bias.values.map(Double.init)
    for (feature, token) in tokens.enumerated() {
      for row in sums.indices {
        let at = feature * sums.count + row
        sums[row] +=
          token < 0
          ? Double(pad.values[at])
          : (0..<inputs).reduce(0) { $0 + Double(lower.values[at * inputs + $1]) * vectors[token][$1] }
      }
    }
    let h = (0..<hidden).map { sums[$0 * pieces..<($0 + 1) * pieces].max()! }
    return affine(model.parameter("linear", 0, "W"), model.parameter("linear", 0, "b"), h)
  }

  static func projected(_ model: NeuralModel, _ vectors: [[Double]]) -> [[Double]] {
    vectors.map { affine(model.parameter("linear", 1, "W"), model.parameter("linear", 1, "b"), $0) }
  }

  /// Heads (a root is its own) and relations (nil for a root) by the definition of the transition system.
  static func parse(_ model: NeuralModel, _ actions: [(type: Int, label: String)], _ vectors: [[Double]]) -> (
    heads: [Int], relations: [String?]
  ) {
    let n = vectors.count
    let projected = projected(model, vectors)
    var stack: [Int] = []
    var rebuffer: [Int] = []
    var next = 0
    var heads = [Int](repeating: -1, count: n)
    var relations = [String?](repeating: nil, count: n)
    var left = [[Int]](repeating: [], count: n)
    var right = left
    var starts: Set = [0]
    var unshiftable: Set<Int> = []
    func buffer(_ i: Int) -> Int {
      if i < rebuffer.count { return rebuffer[rebuffer.count - 1 - i] }
      let j = next + i - rebuffer.count
      return j < n ? j : -1
    }
    func depth(_ i: Int) -> Int { i < stack.count ? stack[stack.count - 1 - i] : -1 }
    while !stack.isEmpty || n - next + rebuffer.count > 0 {
      let (b0, b1, s0, length) = (buffer(0), buffer(1), depth(0), n - next + rebuffer.count)
      func last(_ lists: [[Int]], _ token: Int) -> Int { token < 0 ? -1 : lists[token].last ?? -1 }
      let scores = scores(
        model, projected, [b0, b1, s0, depth(1), depth(2), last(left, b0), last(left, s0), last(right, s0)])
      let canHang = !stack.isEmpty && length > 0 && !starts.contains(b0)
      let isValid = [
        stack.isEmpty || (length >= 2 && !starts.contains(b0) && !unshiftable.contains(b0)), !stack.isEmpty,
        canHang,
        canHang, length >= 2 && b1 == b0 + 1 && !starts.contains(b1),
      ]
      let valid = actions.indices.filter { isValid[actions[$0].type] }
      guard let best = valid.max(by: { scores[$0] < scores[$1] }) else { break }
      switch actions[best].type {
      case 0, 3:
        if actions[best].type == 3 {
          heads[b0] = s0
          relations[b0] = actions[best].label
          right[s0].append(b0)
        }
        if rebuffer.isEmpty { next += 1 } else { rebuffer.removeLast() }
        stack.append(b0)
      case 1:
        stack.removeLast()
        if heads[s0] < 0, !stack.isEmpty {
          unshiftable.insert(s0)
          rebuffer.append(s0)
        }
      case 2:
        if heads[s0] >= 0 { right[heads[s0]].removeAll { $0 == s0 } }
        heads[s0] = b0
        relations[s0] = actions[best].label
        left[b0].append(s0)
        unshiftable.remove(b0)
        stack.removeLast()
      default: starts.insert(b1)
      }
    }
    return (heads.indices.map { heads[$0] < 0 ? $0 : heads[$0] }, relations)
  }

  /// Relations `a||b` become `a`, on the first token with relation `b` breadth-first below the head.
  static func deprojectivize(_ heads: inout [Int], _ relations: inout [String?], _ tokens: [TokenAttributes])
  {
    for token in heads.indices {
      guard let parts = relations[token]?.split(separator: "|").map(String.init), parts.count == 2 else {
        continue
      }
      relations[token] = parts[0]
      var level = [heads[token]]
      search: while !level.isEmpty {
        var below: [Int] = []
        for parent in level {
          for child in heads.indices where heads[child] == parent && child != parent {
            if child == token || tokens[child].isSpace { continue }
            if relations[child] == parts[1] {
              heads[token] = child
              break search
            }
            below.append(child)
          }
        }
        level = below
      }
    }
  }
}
