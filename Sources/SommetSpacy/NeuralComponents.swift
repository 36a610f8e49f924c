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

  private enum Part { case morphologizer, parser, recognizer }

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
    let shared = vectors(tok2vec, tokens, documents, workspace.shared, workspace)
    if let morphologizer {
      let vectors = ownVectors[.morphologizer].map {
        self.vectors($0, tokens, documents, workspace.own, workspace)
      }
      let base = (vectors ?? shared)!
      for (index, document) in documents.enumerated() {
        annotations[index].classes = morphologizer.classes(
          base + document.lowerBound * morphologizer.inputs, count: document.count, using: workspace.outputs)
      }
    }
    if let parser {
      let vectors = ownVectors[.parser].map { self.vectors($0, tokens, documents, workspace.own, workspace) }
      let base = (vectors ?? shared)!
      for (index, document) in documents.enumerated() where !document.isEmpty {
        let result = parser.parse(
          base + document.lowerBound * parser.inputs, count: document.count,
          isSpace: { tokens[document.lowerBound + $0].isSpace }, using: workspace.parser)
        annotations[index].heads = result.heads
        annotations[index].relations = result.relations
        annotations[index].startsSentence = result.startsSentence
      }
    }
    if let recognizer {
      let vectors = ownVectors[.recognizer].map {
        self.vectors($0, tokens, documents, workspace.own, workspace)
      }
      let base = (vectors ?? shared)!
      for (index, document) in documents.enumerated() {
        let starts = annotations[index].startsSentence
        annotations[index].entities = recognizer.entities(
          base + document.lowerBound * recognizer.inputs, count: document.count,
          startsSentence: { starts[$0] },
          isSpace: { tokens[document.lowerBound + $0].isSpace }, using: workspace.parser)
      }
    }
    return annotations
  }

  private func vectors(
    _ tok2vec: Tok2Vec?, _ tokens: [TokenAttributes], _ documents: [Range<Int>], _ memory: FloatWorkspace,
    _ workspace: NeuralWorkspace
  ) -> UnsafePointer<Float>? {
    guard let tok2vec else { return nil }
    let y = memory.reserve(tokens.count * tok2vec.width)
    tok2vec.encode(tokens, documents: documents, into: y, using: workspace.tok2vec)
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

  package init() {}
}
