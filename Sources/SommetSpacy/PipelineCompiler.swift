/// Turns a published spaCy pipeline into the one file that runs.
///
/// What is worth it is done here and once: vectors are multiplied with the networks' matrices, word tables are sorted by
/// id, the tokenizer's regular expressions become programs.
public struct PipelineCompiler {
  let package: ModelPackage
  let configuration: PipelineConfiguration
  /// Numbers of spaCy's symbols.
  var symbols: [ScalarString: UInt64] = [:]
  var writer = PipelineFileWriter()

  /// Compiles a package into a file (written beside, then renamed).
  ///
  /// - Throws: `PipelineError` when the package is damaged, or asks for what is not supported.
  public static func compile(_ package: ModelPackage, to path: String) throws(PipelineError) {
    var compiler = try PipelineCompiler(package)
    try compiler.compile()
    try compiler.writer.write(to: path, fingerprint: try compiler.fingerprint())
  }

  private init(_ package: ModelPackage) throws(PipelineError) {
    self.package = package
    configuration = try PipelineConfiguration(
      package.content(of: "config.cfg"), file: package.place("config.cfg"))
  }

  private mutating func compile() throws(PipelineError) {
    let language = configuration["nlp.lang"]?.string ?? ""
    guard language == "fr" else {
      throw .unsupported(
        file: package.place("config.cfg"), field: "nlp.lang", what: "the language '\(language)'")
    }
    try compileTokenizer()
    let vectors = try readVectors()
    var components: [(name: String, factory: String)] = []
    for name in try configuration.components() {
      let factory = configuration["components.\(name).factory"]?.string ?? ""
      components.append((name, factory))
      switch factory {
      case "tok2vec": try compileModel(name, vectors)
      case "morphologizer":
        try compileModel(name, vectors)
        try compileLabels(name)
      case "parser", "ner":
        try compileModel(name, vectors)
        try compileActions(name)
      case "attribute_ruler": try compileRuler(name)
      case "lemmatizer": try compileLemmatizer(name)
      default:
        throw .unsupported(
          file: package.place("config.cfg"), field: "components.\(name).factory", what: "'\(factory)'")
      }
    }
    writer.add(
      "meta",
      message: .map([
        (.string("name"), .string(package.name)),
        (.string("language"), .string(language)),
        (.string("vectorRows"), .integer(Int64(vectors.shape[0]))),
        (
          .string("components"), .array(components.map { .array([.string($0.name), .string($0.factory)]) })
        ),
      ]))
  }

  /// Of every file that is read.
  private func fingerprint() throws(PipelineError) -> UInt64 {
    var hash: UInt64 = 1
    var files = ["config.cfg", "meta.json", "tokenizer", "vocab/key2row", "vocab/vectors"]
    for name in try configuration.components() {
      files += ["model", "cfg", "moves", "patterns", "lookups/lookups.bin"].map { "\(name)/\($0)" }
    }
    for file in files where package.contains(file) {
      let content = try package.content(of: file)
      hash = content.withUnsafeBytes { MurmurHash.hash64A($0, seed: hash) }
    }
    return hash
  }

  // MARK: Vectors

  private mutating func readVectors() throws(PipelineError) -> Tensor {
    let place = package.place("vocab/vectors")
    guard package.contains("vocab/vectors") else { return Tensor(shape: [0, 0], values: []) }
    if package.contains("vocab/vectors.cfg"),
      let mode = try package.json("vocab/vectors.cfg")["mode"]?.string, mode != "default"
    {
      throw .unsupported(file: package.place("vocab/vectors.cfg"), field: "mode", what: "'\(mode)'")
    }
    let array = try NumpyArray(package.content(of: "vocab/vectors"), file: place)
    let keys = try package.message("vocab/key2row")
    var rows: [(key: UInt64, value: UInt32)] = []
    for pair in try keys.identifiedPairs() {
      guard let row = pair.value.unsigned, row < UInt64(array.shape[0]) else {
        throw .malformed(
          file: keys.file, field: "\(pair.key)", expected: "a row below \(array.shape[0])",
          found: pair.value.kind)
      }
      rows.append((pair.key, UInt32(row)))
    }
    IdentifierTable.write(rows, as: "vectors", to: &writer)
    return Tensor(shape: array.shape, values: array.values)
  }

  /// V·Wᵀ, shape (rows, nO).
  private static func product(_ vectors: Tensor, _ weights: Tensor) -> Tensor {
    let rows = vectors.shape[0]
    let width = vectors.shape[1]
    let outputs = weights.shape[0]
    let result = [Float](unsafeUninitializedCapacity: rows * outputs) { result, count in
      vectors.values.withUnsafeBufferPointer { vectors in
        weights.values.withUnsafeBufferPointer { weights in
          for row in 0..<rows {
            for output in 0..<outputs {
              var lanes = SIMD16<Float>.zero
              var index = 0
              let a = UnsafeRawPointer(vectors.baseAddress! + row * width)
              let b = UnsafeRawPointer(weights.baseAddress! + output * width)
              while index + 16 <= width {
                lanes +=
                  a.loadUnaligned(fromByteOffset: index * 4, as: SIMD16<Float>.self)
                  * b.loadUnaligned(fromByteOffset: index * 4, as: SIMD16<Float>.self)
                index += 16
              }
              var sum = lanes.sum()
              while index < width {
                sum += vectors[row * width + index] * weights[output * width + index]
                index += 1
              }
              result[row * outputs + output] = sum
            }
          }
        }
      }
      count = rows * outputs
    }
    return Tensor(shape: [rows, outputs], values: result)
  }

  // MARK: Networks

  private mutating func compileModel(_ component: String, _ vectors: Tensor) throws(PipelineError) {
    let model = try package.model(component)
    for node in model.nodes where node.name == "static_vectors" {
      let place = package.place("\(component)/model")
      for (name, tensor) in node.parameters where name == "W" {
        guard tensor.shape.count == 2, tensor.shape[1] == vectors.shape[1], vectors.shape[0] > 0 else {
          throw .malformed(
            file: place, field: "node \(node.index).W",
            expected: "a matrix for vectors of \(vectors.shape[1])",
            found: "shape \(tensor.shape)")
        }
      }
      for (name, value) in node.attributes where name == "key_attr" && value.string != "ORTH" {
        throw .unsupported(file: place, field: "node \(node.index).key_attr", what: value.kind)
      }
    }
    CompiledModel.write(model, as: component, to: &writer) { Self.product(vectors, $0) }
  }

  /// The classes of the morphologizer are the keys of `labels_morph`, in their order.
  private mutating func compileLabels(_ component: String) throws(PipelineError) {
    let file = "\(component)/cfg"
    let settings = try package.json(file)
    guard let feats = settings["labels_morph"]?.object, let tags = settings["labels_pos"] else {
      throw .malformed(
        file: package.place(file), field: "labels_morph, labels_pos", expected: "objects", found: "none")
    }
    var labels: [MessagePackValue] = []
    for (label, value) in feats {
      guard let morph = value.string, let number = tags[label]?.number, let pos = Int64(exactly: number),
        (0...UInt64(UInt16.max)).contains(UInt64(clamping: pos))
      else {
        throw .malformed(
          file: package.place(file), field: "labels '\(label)'",
          expected: "feats and the id of a part of speech",
          found: "something else")
      }
      labels.append(.array([.string(morph), .integer(pos)]))
    }
    writer.add("\(component)/labels", message: .array(labels))
  }

  /// Actions come by ascending type, within a type by descending (count, label).
  private mutating func compileActions(_ component: String) throws(PipelineError) {
    let field = try package.message("\(component)/moves")
    let moves = try JSONValue(field["moves"].string().utf8, file: field.file)
    guard let types = moves.object else { throw field.error(expected: "an object of moves") }
    var actions: [(type: Int64, count: Double, label: String)] = []
    for (name, labels) in types {
      guard let type = Int64(name), let labels = labels.object else {
        throw field.error(expected: "moves by number of their type")
      }
      for (label, count) in labels {
        guard let count = count.number else { throw field.error(expected: "a count for '\(label)'") }
        actions.append((type, count, label))
      }
    }
    actions.sort { a, b in
      if a.type != b.type { return a.type < b.type }
      if a.count != b.count { return a.count > b.count }
      return b.label.unicodeScalars.lexicographicallyPrecedes(a.label.unicodeScalars)
    }
    if package.contains("\(component)/cfg") {
      let settings = try package.json("\(component)/cfg")
      if let width = settings["beam_width"]?.number, width > 1 {
        throw .unsupported(
          file: package.place("\(component)/cfg"), field: "beam_width", what: "a beam of \(width)")
      }
      if case .bool(true)? = settings["learn_tokens"] {
        throw .unsupported(
          file: package.place("\(component)/cfg"), field: "learn_tokens", what: "joining of tokens")
      }
    }
    writer.add(
      "\(component)/actions",
      message: .array(actions.map { .array([.integer($0.type), .string($0.label)]) }))
  }
}
