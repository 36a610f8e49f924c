import SommetSpacy
import Testing

@Suite struct NeuralComponentsTests {
  /// Odd sizes, other windows, other columns than those of the published pipelines.
  static let shapes = [
    NeuralModel.Shape(
      width: 16, embedded: 16, pieces: 3, mixerPieces: 3, depth: 4, window: 1,
      columns: ["NORM", "PREFIX", "SPACY"]),
    .init(
      width: 10, embedded: 7, pieces: 2, mixerPieces: 3, depth: 3, window: 1,
      columns: ["ORTH", "SUFFIX", "SHAPE", "IS_SPACE"], vectors: (30, 5)),
    .init(
      width: 9, embedded: 9, pieces: 5, mixerPieces: 1, depth: 2, window: 2, columns: ["LOWER"],
      vectors: (12, 9)),
    .init(
      width: 33, embedded: 20, pieces: 1, mixerPieces: 4, depth: 1, window: 1, columns: ["NORM", "SHAPE"]),
    .init(
      width: 24, embedded: 8, pieces: 4, mixerPieces: 2, depth: 5, window: 1, columns: ["NORM", "SPACY"]),
  ]

  static let paths = KernelPath.available

  /// A compiled file with a component `tok2vec`, and what to compare it with.
  private func compile(_ shape: NeuralModel.Shape, seed: UInt64) throws -> (PipelineFile, NeuralReference) {
    var random = Randomness(state: seed)
    let model = NeuralModel.tok2vec(shape, &random)
    var writer = PipelineFileWriter()
    var vectors: [UInt64: [Double]] = [:]
    let table = shape.vectors.map { random.tensor([$0.rows, $0.width]) }
    if let table {
      let keys = (0..<40).map { (key: UInt64($0) * 2 + 100, value: UInt32($0 % table.shape[0])) }
      IdentifierTable.write(keys, as: "vectors", to: &writer)
      for (key, row) in keys {
        vectors[key] = table.values[Int(row) * table.shape[1]..<(Int(row) + 1) * table.shape[1]].map(
          Double.init)
      }
    }
    CompiledModel.write(try ThincModel(model.bytes, file: "model"), as: "tok2vec", to: &writer) { _ in table!
    }
    return (
      try PipelineFile(writer.bytes(fingerprint: 1), name: "made by chance"),
      NeuralReference(model: model, shape: shape, vectors: vectors)
    )
  }

  private func encode(_ tok2vec: Tok2Vec, _ tokens: [TokenAttributes], _ documents: [Range<Int>]) -> [Float] {
    var y = [Float](repeating: .nan, count: tokens.count * tok2vec.width)
    y.withUnsafeMutableBufferPointer {
      tok2vec.encode(tokens, documents: documents, into: $0.baseAddress!, using: Tok2VecWorkspace())
    }
    return y
  }

  @Test(arguments: shapes, paths.map(\.name))
  func `vectors are those of the plain definition`(shape: NeuralModel.Shape, path: String) throws {
    let (file, reference) = try compile(shape, seed: 3)
    let tok2vec = try Tok2Vec(
      component: "tok2vec", in: file, path: Self.paths.first { $0.name == path }!, cachedTokens: 20)
    var random = Randomness(state: 4)
    var documents: [Range<Int>] = []
    var tokens: [TokenAttributes] = []
    for count in [1, 2, 3, 17, 0, 64, 5, 300] {
      documents.append(tokens.count..<tokens.count + count)
      tokens += NeuralModel.tokens(count, &random)
    }
    let found = encode(tok2vec, tokens, documents)
    var worst = 0.0
    for document in documents {
      for (row, vector) in zip(document, reference.encode(Array(tokens[document]))) {
        for (index, value) in vector.enumerated() {
          worst = max(worst, abs(Double(found[row * shape.width + index]) - value))
        }
      }
    }
    #expect(worst < 2e-4, "worst difference \(worst)")
  }

  @Test(arguments: shapes)
  func `a document's vectors are the same to the bit alone, in a batch, and with another cache`(
    shape: NeuralModel.Shape
  ) throws {
    let (file, _) = try compile(shape, seed: 5)
    var random = Randomness(state: 6)
    var documents: [Range<Int>] = []
    var tokens: [TokenAttributes] = []
    for count in [7, 1, 520, 33, 258, 2] {
      documents.append(tokens.count..<tokens.count + count)
      tokens += NeuralModel.tokens(count, &random)
    }
    let large = try Tok2Vec(component: "tok2vec", in: file, path: .best)
    let small = try Tok2Vec(component: "tok2vec", in: file, path: .best, cachedTokens: 1)
    let together = encode(large, tokens, documents)
    #expect(!together.contains { $0.isNaN })
    #expect(encode(large, tokens, documents) == together)
    #expect(encode(small, tokens, documents) == together)
    for document in documents {
      let alone = encode(small, Array(tokens[document]), [0..<document.count])
      #expect(alone[...] == together[document.lowerBound * shape.width..<document.upperBound * shape.width])
    }
  }

  @Test func `threads that share a cache say the same`() async throws {
    let (file, _) = try compile(Self.shapes[1], seed: 7)
    let tok2vec = try Tok2Vec(component: "tok2vec", in: file, path: .best, cachedTokens: 50)
    var random = Randomness(state: 8)
    let tokens = NeuralModel.tokens(2000, &random)
    let expected = encode(
      try Tok2Vec(component: "tok2vec", in: file, path: .best), tokens, [0..<tokens.count])
    let results = await withTaskGroup(of: [Float].self) { group in
      for _ in 0..<8 { group.addTask { encode(tok2vec, tokens, [0..<tokens.count]) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count == 8)
    #expect(results.allSatisfy { $0 == expected })
  }

  @Test func `a model composed in another way is refused`() throws {
    var random = Randomness(state: 9)
    var model = NeuralModel.tok2vec(Self.shapes[0], &random)
    model.nodes[0].name = model.nodes[0].name.replacing("residual", with: "mish")
    var writer = PipelineFileWriter()
    CompiledModel.write(try ThincModel(model.bytes, file: "model"), as: "tok2vec", to: &writer) { $0 }
    let file = try PipelineFile(writer.bytes(fingerprint: 1), name: "odd.sommet")
    #expect {
      try Tok2Vec(component: "tok2vec", in: file, path: .best)
    } throws: {
      "\($0)".hasPrefix("odd.sommet: tok2vec/nodes: a composition other than extract_features>>list2ragged")
    }
  }

  @Test func `weights of another shape name the layer and both shapes`() throws {
    var random = Randomness(state: 10)
    var model = NeuralModel.tok2vec(Self.shapes[0], &random)
    let last = model.nodes.lastIndex { $0.name == "maxout" }!
    model.nodes[last].parameters[0].1 = random.tensor([16, 3, 47])
    var writer = PipelineFileWriter()
    CompiledModel.write(try ThincModel(model.bytes, file: "model"), as: "tok2vec", to: &writer) { $0 }
    let file = try PipelineFile(writer.bytes(fingerprint: 1), name: "odd.sommet")
    #expect {
      try Tok2Vec(component: "tok2vec", in: file, path: .best)
    } throws: {
      "\($0)"
        == "odd.sommet: tok2vec/\(last)/W: expected shape [16, pieces, 48], found [16, 3, 47]"
    }
  }

  /// A file with all components, and their models.
  private func compileAll(
    _ seed: UInt64, arcs: [(type: Int, label: String)] = arcs
  ) throws -> (file: PipelineFile, models: [NeuralModel]) {
    var random = Randomness(state: seed)
    let shape = Self.shapes[0]
    let models = [
      NeuralModel.tok2vec(shape, &random),
      .softmax(inputs: shape.width, outputs: 21, &random),
      .parser(
        inputs: shape.width, projected: 11, hidden: 13, pieces: 2, features: 8, actions: arcs.count,
        &random),
      .parser(inputs: shape.width, projected: 6, hidden: 9, pieces: 3, features: 3, actions: 6, &random),
    ]
    var writer = PipelineFileWriter()
    let names = ["tok2vec", "morphologizer", "parser", "ner"]
    for (name, model) in zip(names, models) {
      CompiledModel.write(try ThincModel(model.bytes, file: name), as: name, to: &writer) { $0 }
    }
    writer.add(
      "meta",
      message: .map([(.string("components"), .array(names.map { .array([.string($0), .string($0)]) }))]))
    writer.add(
      "morphologizer/labels",
      message: .array((0..<21).map { .array([.string("Case=\($0)"), .integer(Int64($0) + 84)]) }))
    func actions(_ actions: [(type: Int, label: String)]) -> MessagePackValue {
      .array(actions.map { .array([.integer(Int64($0.type)), .string($0.label)]) })
    }
    writer.add("parser/actions", message: actions(arcs))
    writer.add(
      "ner/actions",
      message: actions([
        (0, ""), (1, "PER"), (2, "PER"), (3, "PER"), (4, "PER"), (4, ""), (5, ""), (5, "PER"),
      ]))
    return (try PipelineFile(writer.bytes(fingerprint: 1), name: "made by chance"), models)
  }

  static let arcs: [(type: Int, label: String)] = [
    (0, ""), (1, ""), (2, "det"), (2, "nsubj"), (2, "punct"), (3, "obj"), (3, "nmod"), (4, "ROOT"),
  ]

  @Test(arguments: 0..<12)
  func `the parser takes the steps of the plain transition system`(seed: Int) throws {
    let (file, models) = try compileAll(UInt64(seed) * 31 + 1)
    let components = try NeuralComponents(file)
    var random = Randomness(state: UInt64(seed))
    // More tokens than the ring of precomputed rows holds, in one case.
    let tokens = NeuralModel.tokens(
      [3, 40, 200, seed == 0 ? 1500 : 90][seed % 4 == 0 ? 3 : seed % 4], &random)
    let annotation = components.annotate(tokens, documents: [0..<tokens.count], using: NeuralWorkspace())[0]
    let vectors = NeuralReference(model: models[0], shape: Self.shapes[0], vectors: [:]).encode(tokens)
    let expected = NeuralReference.parse(models[2], Self.arcs, vectors)
    #expect(annotation.heads.map(Int.init) == expected.heads)
    let labels = try #require(components.parser?.labels)
    for token in tokens.indices {
      let label = labels[Int(annotation.relations[token])]
      #expect(label == (expected.heads[token] == token ? "ROOT" : expected.relations[token]))
    }
    #expect(annotation.startsSentence.first == true)
  }

  @Test(arguments: 0..<6)
  func `pseudo-projective relations are lifted to the token they name`(seed: Int) throws {
    let arcs: [(type: Int, label: String)] = [
      (0, ""), (1, ""), (2, "det"), (2, "nmod||obj"), (2, "obj"), (3, "obj"), (3, "det||nmod"), (3, "nmod"),
      (4, "ROOT"),
    ]
    let (file, models) = try compileAll(UInt64(seed) + 90, arcs: arcs)
    let components = try NeuralComponents(file)
    var random = Randomness(state: UInt64(seed))
    let tokens = NeuralModel.tokens(120, &random)
    let annotation = components.annotate(tokens, documents: [0..<tokens.count], using: NeuralWorkspace())[0]
    let vectors = NeuralReference(model: models[0], shape: Self.shapes[0], vectors: [:]).encode(tokens)
    var (heads, relations) = NeuralReference.parse(models[2], arcs, vectors)
    NeuralReference.deprojectivize(&heads, &relations, tokens)
    #expect(annotation.heads.map(Int.init) == heads)
    let labels = try #require(components.parser?.labels)
    for token in tokens.indices {
      #expect(labels[Int(annotation.relations[token])] == (relations[token] ?? "ROOT"))
    }
  }

  @Test(arguments: 0..<6)
  func `classes are those with the largest output`(seed: Int) throws {
    let (file, models) = try compileAll(UInt64(seed) + 50)
    var random = Randomness(state: UInt64(seed))
    let tokens = NeuralModel.tokens(150, &random)
    let annotation = try NeuralComponents(file).annotate(
      tokens, documents: [0..<tokens.count], using: NeuralWorkspace())[0]
    let vectors = NeuralReference(model: models[0], shape: Self.shapes[0], vectors: [:]).encode(tokens)
    let (w, b) = (models[1].parameter("softmax", 0, "W"), models[1].parameter("softmax", 0, "b"))
    for (token, vector) in vectors.enumerated() {
      let logits = NeuralReference.affine(w, b, vector)
      #expect(Int(annotation.classes[token]) == logits.indices.max { logits[$0] < logits[$1] })
    }
  }

  @Test(arguments: 0..<6)
  func `entities stay in their sentence, do not overlap and do not begin with white space`(seed: Int) throws {
    let (file, models) = try compileAll(UInt64(seed) + 70)
    var random = Randomness(state: UInt64(seed))
    let tokens = NeuralModel.tokens(400, &random)
    let annotation = try NeuralComponents(file).annotate(
      tokens, documents: [0..<tokens.count], using: NeuralWorkspace())[0]
    let vectors = NeuralReference(model: models[0], shape: Self.shapes[0], vectors: [:]).encode(tokens)
    let projected = NeuralReference.projected(models[3], vectors)
    // Classes: B, I, L, U, U without label, O.
    var expected: [Range<Int>] = []
    var open = -1
    for token in tokens.indices {
      let scores = NeuralReference.scores(
        models[3], projected, [token, open, open < 0 ? -1 : token - 1])
      let mustClose = token == tokens.count - 1 || annotation.startsSentence[token + 1]
      let isOpen = open >= 0
      let valid = [
        !isOpen && !mustClose && !tokens[token].isSpace, isOpen && !mustClose, isOpen,
        !isOpen && !tokens[token].isSpace, false, !isOpen,
      ]
      let best = scores.indices.filter { valid[$0] }.max { scores[$0] < scores[$1] }!
      if best == 0 { open = token }
      if best == 2 {
        expected.append(open..<token + 1)
        open = -1
      }
      if best == 3 { expected.append(token..<token + 1) }
    }
    #expect(annotation.entities.map(\.tokens) == expected)
    #expect(annotation.entities.allSatisfy { $0.label == "PER" })
  }

  @Test func `documents without tokens are annotated with nothing`() throws {
    let (file, _) = try compileAll(1)
    let annotations = try NeuralComponents(file).annotate(
      [], documents: [0..<0, 0..<0], using: NeuralWorkspace())
    #expect(annotations.count == 2)
    #expect(annotations.allSatisfy { $0.heads.isEmpty && $0.entities.isEmpty && $0.startsSentence.isEmpty })
  }

  @Test func `as many actions as outputs are wanted`() throws {
    var random = Randomness(state: 2)
    var writer = PipelineFileWriter()
    let shape = Self.shapes[0]
    for (name, model) in [
      ("tok2vec", NeuralModel.tok2vec(shape, &random)),
      (
        "parser",
        .parser(inputs: shape.width, projected: 4, hidden: 4, pieces: 2, features: 8, actions: 9, &random)
      ),
    ] {
      CompiledModel.write(try ThincModel(model.bytes, file: name), as: name, to: &writer) { $0 }
    }
    writer.add(
      "meta",
      message: .map([
        (
          .string("components"),
          .array([
            .array([.string("tok2vec"), .string("tok2vec")]), .array([.string("parser"), .string("parser")]),
          ])
        )
      ]))
    writer.add(
      "parser/actions",
      message: .array(Self.arcs.map { .array([.integer(Int64($0.type)), .string($0.label)]) }))
    let file = try PipelineFile(writer.bytes(fingerprint: 1), name: "odd.sommet")
    #expect {
      try NeuralComponents(file)
    } throws: {
      "\($0)" == "odd.sommet: parser/actions: expected 9 actions, one for each output, found 8"
    }
  }
}
