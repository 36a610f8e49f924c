import SommetSpacy
import Testing

/// Numbers between −1 and 1, the same for the same seed (SplitMix64).
struct Randomness {
  var state: UInt64

  mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  mutating func float() -> Float { Float(bits() >> 40) / Float(1 << 23) - 1 }
  mutating func below(_ limit: Int) -> Int { Int(bits() % UInt64(limit)) }
  mutating func tensor(_ shape: [Int], scale: Float = 1) -> Tensor {
    Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { _ in float() * scale })
  }
}

/// A network as a thinc file would hold it, with weights by chance.
struct NeuralModel {
  struct Node {
    var name: String
    var dimensions: [(String, Int)] = []
    var references: [(String, Int)] = []
    var attributes: [(String, MessagePackValue)] = []
    var parameters: [(String, Tensor)] = []
  }

  var nodes: [Node] = []

  func parameter(_ kind: String, _ number: Int, _ name: String) -> Tensor {
    nodes.filter { $0.name == kind }[number].parameters.first { $0.0 == name }!.1
  }

  /// The bytes of a file `model`.
  var bytes: [UInt8] {
    func map(_ pairs: [(String, Int)]) -> MessagePackValue {
      .map(pairs.map { (.string($0.0), .integer(Int64($0.1))) })
    }
    func tensor(_ tensor: Tensor) -> MessagePackValue {
      .map([
        (.string("type"), .string("<f4")),
        (.string("shape"), .array(tensor.shape.map { .integer(Int64($0)) })),
        (
          .string("data"),
          .binary(
            tensor.values.flatMap { value in
              (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
            }[...])
        ),
      ])
    }
    return MessagePackWriter.bytes(
      of: .map([
        (
          .string("nodes"),
          .array(
            nodes.map {
              .map([
                (.string("name"), .string($0.name)), (.string("dims"), map($0.dimensions)),
                (.string("refs"), map($0.references)),
              ])
            })
        ),
        (
          .string("attrs"),
          .array(
            nodes.map {
              .map($0.attributes.map { (.string($0.0), .binary(MessagePackWriter.bytes(of: $0.1)[...])) })
            })
        ),
        (.string("params"), .array(nodes.map { .map($0.parameters.map { (.string($0.0), tensor($0.1)) }) })),
        (.string("shims"), .array(nodes.map { _ in .array([]) })),
      ]))
  }

  /// The shape of a network that makes vectors.
  struct Shape: Sendable, CustomTestStringConvertible {
    var width: Int
    var embedded: Int
    var pieces: Int
    var mixerPieces: Int
    var depth: Int
    var window: Int
    var columns: [String]
    /// Word vectors: how many, and their width after projection.
    var vectors: (rows: Int, width: Int)?

    var testDescription: String {
      "width \(width), \(pieces) pieces, depth \(depth), window \(window), \(columns.count) columns"
        + (vectors == nil ? "" : ", vectors")
    }
  }

  /// Hash embeddings, mixer and encoder.
  static func tok2vec(_ shape: Shape, _ random: inout Randomness) -> NeuralModel {
    let embed = Array(repeating: "ints-getitem>>hashembed", count: shape.columns.count).joined(separator: "|")
    let encode = Array(repeating: "residual(expand_window>>maxout>>layernorm>>dropout)", count: shape.depth)
      .joined(separator: ">>")
    let name =
      "extract_features>>list2ragged>>with_array(\(embed))" + (shape.vectors == nil ? "" : "|static_vectors")
      + ">>with_array(maxout>>layernorm>>dropout)>>ragged2list>>with_array(\(encode))"
    var model = NeuralModel(nodes: [
      Node(name: name),
      Node(name: "with_array(\(encode))", attributes: [("pad", .integer(Int64(shape.depth * shape.window)))]),
      Node(name: "extract_features", attributes: [("columns", .array(shape.columns.map { .string($0) }))]),
    ])
    for (index, column) in shape.columns.enumerated() {
      model.nodes.append(
        Node(
          name: "hashembed",
          attributes: [("column", .integer(Int64(index))), ("seed", .integer(Int64(index) + 5))],
          parameters: [("E", random.tensor([column == "SPACY" ? 3 : 41, shape.embedded]))]))
    }
    var inputs = shape.columns.count * shape.embedded
    if let vectors = shape.vectors {
      model.nodes.append(
        Node(
          name: "static_vectors", attributes: [("key_attr", .string("ORTH"))],
          parameters: [("W", random.tensor([vectors.width, 4]))]))
      inputs += vectors.width
    }
    func maxout(_ inputs: Int, _ pieces: Int) -> Node {
      Node(
        name: "maxout",
        parameters: [
          ("W", random.tensor([shape.width, pieces, inputs], scale: 0.5)),
          ("b", random.tensor([shape.width, pieces])),
        ])
    }
    func norm() -> Node {
      Node(
        name: "layernorm",
        parameters: [("G", random.tensor([shape.width])), ("b", random.tensor([shape.width]))])
    }
    model.nodes += [maxout(inputs, shape.mixerPieces), norm()]
    for _ in 0..<shape.depth {
      model.nodes += [
        Node(name: "expand_window", attributes: [("window_size", .integer(Int64(shape.window)))]),
        maxout((2 * shape.window + 1) * shape.width, shape.pieces), norm(),
      ]
    }
    return model
  }

  /// A transition system's network that listens to vectors of `inputs` floats.
  static func parser(
    inputs: Int, projected: Int, hidden: Int, pieces: Int, features: Int, actions: Int,
    _ random: inout Randomness
  ) -> NeuralModel {
    NeuralModel(nodes: [
      Node(name: "parser_model", references: [("tok2vec", 1), ("lower", 2), ("upper", 3)]),
      Node(name: "tok2vec-listener>>list2array>>linear"),
      Node(
        name: "precomputable_affine",
        parameters: [
          ("W", random.tensor([features, hidden, pieces, projected])),
          ("b", random.tensor([hidden, pieces])),
          ("pad", random.tensor([1, features, hidden, pieces])),
        ]),
      Node(
        name: "linear",
        parameters: [("W", random.tensor([actions, hidden])), ("b", random.tensor([actions]))]),
      Node(
        name: "linear",
        parameters: [("W", random.tensor([projected, inputs])), ("b", random.tensor([projected]))]),
    ])
  }

  static func softmax(inputs: Int, outputs: Int, _ random: inout Randomness) -> NeuralModel {
    NeuralModel(nodes: [
      Node(
        name: "softmax",
        parameters: [("W", random.tensor([outputs, inputs])), ("b", random.tensor([outputs]))])
    ])
  }

  /// Tokens of a small vocabulary.
  static func tokens(_ count: Int, _ random: inout Randomness) -> [TokenAttributes] {
    (0..<count).map { _ in
      let word = UInt64(random.below(60)) + 100
      return TokenAttributes(
        orth: word, lower: word / 2, norm: word / 2 + 7, prefix: word % 5 + 300, suffix: word % 11 + 400,
        shape: word % 3 + 500, hasSpaceAfter: random.below(3) > 0, isSpace: word % 13 == 0)
    }
  }
}
