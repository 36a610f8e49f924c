/// The components of a pipeline that are networks, run together over a batch of documents.
///
/// Any of them may be missing. Immutable: several threads may use one object, each with its own workspace.
package final class NeuralComponents: Sendable {
  package let tok2vec: Tok2Vec?
  package let morphologizer: Morphologizer?
  package let parser: TransitionParser?
  package let recognizer: EntityRecognizer?
  /// Vectors that components have for themselves.
  private let ownVectors: [Part: Tok2Vec]
  private let file: PipelineFile

  /// The components' names, for the record of times.
  private let names: [Part: String]

  private enum Part { case tok2vec, morphologizer, parser, recognizer }

  /// Reads the networks of a compiled pipeline.
  ///
  /// - Throws: `PipelineError` when a layer is missing, has another shape than its neighbours expect, or is of a
  ///   kind that is not known here.
  package init(
    _ file: PipelineFile, path: KernelPath = .best, cachedTokens: Int = Tok2Vec.cachedTokens
  ) throws(PipelineError) {
    self.file = file
    var tok2vec: Tok2Vec?
    var morphologizer: Morphologizer?
    var parser: TransitionParser?
    var recognizer: EntityRecognizer?
    var ownVectors: [Part: Tok2Vec] = [:]
    var names: [Part: String] = [:]
    for field in try file.message("meta")["components"].array() {
      let pair = try field.array()
      guard pair.count == 2 else { throw field.error(expected: "a name and a factory") }
      let name = try pair[0].string()
      let factory = try pair[1].string()
      guard ["tok2vec", "morphologizer", "parser", "ner"].contains(factory) else { continue }
      let layers = try LayerReader(name, in: file)
      let part: Part
      let inputs: Int
      switch factory {
      case "tok2vec":
        tok2vec = try Tok2Vec(layers, path: path, cachedTokens: cachedTokens)
        names[.tok2vec] = name
        continue
      case "morphologizer":
        let made = try Morphologizer(layers, path: path)
        (part, inputs, morphologizer) = (.morphologizer, made.inputs, made)
      case "parser":
        let made = try TransitionParser(layers, path: path)
        (part, inputs, parser) = (.parser, made.inputs, made)
      default:
        let made = try EntityRecognizer(layers, path: path)
        (part, inputs, recognizer) = (.recognizer, made.inputs, made)
      }
      let vectors =
        Tok2Vec.isPart(of: layers.model) ? try Tok2Vec(layers, path: path, cachedTokens: cachedTokens) : nil
      ownVectors[part] = vectors
      names[part] = name
      guard let width = (vectors ?? tok2vec)?.width else {
        throw layers.error(
          nil, "nodes", expected: "vectors of its own, or a tok2vec before it", found: "none")
      }
      guard width == inputs else {
        throw layers.error(nil, "nodes", expected: "vectors of \(inputs)", found: "\(width)")
      }
    }
    self.tok2vec = tok2vec
    self.morphologizer = morphologizer
    self.parser = parser
    self.recognizer = recognizer
    self.ownVectors = ownVectors
    self.names = names
  }

  /// What the networks say of one document.
  package struct Annotation: Sendable {
    /// Classes of the morphologizer; empty without one.
    package var classes: [UInt16] = []
    /// Heads within the document, a root its own, and indices into the parser's labels; empty without parser.
    package var heads: [Int32] = []
    package var relations: [UInt16] = []
    /// Whether a sentence starts at each token; without parser the document is one sentence.
    package var startsSentence: [Bool] = []
    /// In order, not overlapping.
    package var entities: [(tokens: Range<Int>, label: String)] = []
  }

  /// Annotates documents.
  ///
  /// - Parameters:
  ///   - tokens: the documents' tokens, one document after the other.
  ///   - documents: where each stands in `tokens`.
  /// - Returns: one annotation per document, which does not depend on the other documents.
  package func annotate(
    _ tokens: [TokenAttributes], documents: [Range<Int>], using workspace: NeuralWorkspace
  ) -> [Annotation] {
    var annotations = documents.map { document in
      var annotation = Annotation()
      annotation.startsSentence = [Bool](repeating: false, count: document.count)
      if !document.isEmpty { annotation.startsSentence[0] = true }
      return annotation
    }
    let shared = vectors(tok2vec, of: .tok2vec, tokens, documents, workspace.shared, workspace)
    if let morphologizer {
      let base = vectors(
        ownVectors[.morphologizer], of: .morphologizer, tokens, documents, workspace.own, workspace)
      let start = ContinuousClock.now
      for (index, document) in documents.enumerated() {
        annotations[index].classes = morphologizer.classes(
          (base ?? shared)! + document.lowerBound * morphologizer.inputs, count: document.count,
          using: workspace.outputs)
      }
      workspace.times.add(names[.morphologizer]!, since: start, tokens: tokens.count)
    }
    if let parser {
      let base = vectors(ownVectors[.parser], of: .parser, tokens, documents, workspace.own, workspace)
      let start = ContinuousClock.now
      for (index, document) in documents.enumerated() where !document.isEmpty {
        let result = parser.parse(
          (base ?? shared)! + document.lowerBound * parser.inputs, count: document.count,
          isSpace: { tokens[document.lowerBound + $0].isSpace }, using: workspace.parser)
        annotations[index].heads = result.heads
        annotations[index].relations = result.relations
        annotations[index].startsSentence = result.startsSentence
      }
      workspace.times.add(names[.parser]!, since: start, tokens: tokens.count)
    }
    if let recognizer {
      // The last to read vectors: its own may take the place of the shared ones.
      let base = vectors(
        ownVectors[.recognizer], of: .recognizer, tokens, documents, workspace.shared, workspace)
      let start = ContinuousClock.now
      for (index, document) in documents.enumerated() {
        let starts = annotations[index].startsSentence
        annotations[index].entities = recognizer.entities(
          (base ?? shared)! + document.lowerBound * recognizer.inputs, count: document.count,
          startsSentence: { starts[$0] }, isSpace: { tokens[document.lowerBound + $0].isSpace },
          using: workspace.parser)
      }
      workspace.times.add(names[.recognizer]!, since: start, tokens: tokens.count)
    }
    return annotations
  }

  /// The vectors of all tokens; nil without `tok2vec`.
  private func vectors(
    _ tok2vec: Tok2Vec?, of part: Part, _ tokens: [TokenAttributes], _ documents: [Range<Int>],
    _ memory: FloatWorkspace, _ workspace: NeuralWorkspace
  ) -> UnsafePointer<Float>? {
    guard let tok2vec else { return nil }
    let start = ContinuousClock.now
    let y = memory.reserve(tokens.count * tok2vec.width)
    tok2vec.encode(tokens, documents: documents, into: y, using: workspace.tok2vec)
    let name = names[part]!
    workspace.times.add(part == .tok2vec ? name : "\(name): tok2vec", since: start, tokens: tokens.count)
    return UnsafePointer(y)
  }
}

/// Memory for one thread's use of `NeuralComponents`, kept from batch to batch.
package final class NeuralWorkspace {
  let tok2vec = Tok2VecWorkspace()
  let shared = FloatWorkspace()
  let own = FloatWorkspace()
  let outputs = FloatWorkspace()
  let parser = ParserWorkspace()
  /// The time that each component took.
  var times = ComponentTimes()

  package init() {}
}
