import SommetGraph

/// What a column of a file is for the edges of our graph.
enum EdgeField: Sendable, Hashable {
  case label, weight, relation, modality, date, content, accordingTo, title, confidence, rule, article, quote
  case evidence
  case plover(PloverPart)
  case attribute(String)

  /// Where formats of scalars keep a code of PLOVER: a field for each part, lists parted by blanks.
  enum PloverPart: String, Sendable, CaseIterable {
    case type = "plover_type"
    case modes = "plover_mode"
    case auxiliaries = "plover_auxiliary"
    case contexts = "plover_context"
    case actors = "plover_actor"
    case rule = "plover_rule"
  }

  /// The field that a name stands for. Only numbers can be `weight` and `confidence`, only strings the others.
  init(name: String, type: ScalarType) {
    let isNumber = type == .integer || type == .double
    switch name {
    case "weight" where isNumber: self = .weight
    case "confidence" where isNumber: self = .confidence
    case "label" where type == .string: self = .label
    case "relation" where type == .string: self = .relation
    case "modality" where type == .string: self = .modality
    case "date" where type == .string: self = .date
    case "content" where type == .string: self = .content
    case "according_to" where type == .string: self = .accordingTo
    case "title" where type == .string: self = .title
    case "rule" where type == .string: self = .rule
    case "article" where type == .string: self = .article
    case "quote" where type == .string: self = .quote
    case "evidence" where type == .string: self = .evidence
    default:
      let part = name.hasPrefix("plover_") && type == .string ? PloverPart(rawValue: name) : nil
      self = part.map { .plover($0) } ?? .attribute(name)
    }
  }
}

/// An edge while its values come in.
struct EdgeDraft {
  var edge = Edge(key: "", source: "", target: "", relation: .untyped, modality: .unstated, weight: 1)
  /// What the edge is called where it does not say its relation.
  var label: String?
  /// Its type where the format has one; the relation, unless that is told as well.
  var kind: String?
  private var hasWeight = false
  private var hasConfidence = false
  /// What is only wanted where there is no evidence, as bytes that come again and again.
  private var article = Words()
  private var quote = Words()
  private var relations = WordCache<Relation>()
  private var modalities = WordCache<Modality?>()
  private var words = WordCache<String>()

  private struct Words {
    private(set) var isThere = false
    private var bytes: [UInt8] = []

    mutating func set(_ text: UnsafeBufferPointer<UInt8>) {
      bytes.removeAll(keepingCapacity: true)
      bytes.append(contentsOf: text)
      isThere = true
    }

    mutating func forget() { isThere = false }

    var text: String? { isThere ? String(decoding: bytes, as: UTF8.self) : nil }
  }

  mutating func reset(source: String, target: String, isDirected: Bool) {
    edge = Edge(
      key: "", source: source, target: target, relation: .untyped, modality: .unstated, weight: 1,
      isDirected: isDirected)
    label = nil
    kind = nil
    hasWeight = false
    hasConfidence = false
    article.forget()
    quote.forget()
  }

  /// Whether the edge has a value for a field already, so that a default is not wanted.
  func has(_ field: EdgeField) -> Bool {
    switch field {
    case .label: label != nil
    case .weight: hasWeight
    case .relation: edge.relation != .untyped
    case .modality: edge.modality != .unstated
    case .date: edge.date != nil
    case .content: edge.content != nil
    case .accordingTo: edge.accordingTo != nil
    case .title: edge.title != nil
    case .confidence: hasConfidence
    case .rule: !edge.rule.isEmpty
    case .article: article.isThere
    case .quote: quote.isThere
    case .evidence: !edge.evidence.isEmpty
    case .plover: edge.plover != nil
    case .attribute(let name): edge.attributes[name] != nil
    }
  }

  /// Takes a value; false when it is not of its type.
  ///
  /// - Precondition: the bytes are UTF-8.
  mutating func set(_ field: EdgeField, _ type: ScalarType, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    func text() -> String { String(valid: bytes) }
    switch field {
    case .label: label = text()
    case .relation: edge.relation = relations.value(bytes) { Relation(rawValue: $0) }
    case .modality:
      if let modality = modalities.value(bytes, { Modality(rawValue: $0) }) {
        edge.modality = modality
      } else {
        edge.attributes["modality"] = .string(text())
      }
    case .date: edge.date = text()
    case .content: edge.content = text()
    case .accordingTo: edge.accordingTo = text()
    case .title: edge.title = text()
    case .rule: edge.rule = words.value(bytes) { $0 }
    case .article: article.set(bytes)
    case .quote: quote.set(bytes)
    case .evidence:
      switch JSONBytes.evidence(bytes, articles: &words) {
      case .known(let evidence): edge.evidence = evidence
      case .refused: edge.attributes["evidence"] = .string(text())
      case .unknown:
        if let evidence = NodeLinkJSON.evidence(bytes) {
          edge.evidence = evidence
        } else {
          edge.attributes["evidence"] = .string(text())
        }
      }
    case .plover(let part): set(part, text())
    case .weight, .confidence, .attribute:
      if type != .string, ScalarType.trimmed(bytes).isEmpty { return true }
      guard let value = type.value(bytes) else { return false }
      set(field, value)
    }
    return true
  }

  private mutating func set(_ part: EdgeField.PloverPart, _ text: String) {
    var code = edge.plover ?? PloverCode(type: nil)
    let words = text.split(separator: " ").map(String.init)
    switch part {
    case .type: code.type = text
    case .modes: code.modes = words
    case .auxiliaries: code.auxiliaries = words
    case .contexts: code.contexts = words
    case .actors: code.actors = words
    case .rule: code.rule = text
    }
    edge.plover = code
  }

  /// Takes a number for `weight` or `confidence`, or anything for an attribute.
  mutating func set(_ field: EdgeField, _ value: AttributeValue) {
    switch (field, value.number) {
    case (.weight, let number?) where number.isFinite:
      edge.weight = number
      hasWeight = true
    case (.confidence, let number?) where (0...1).contains(number):
      edge.confidence = number
      hasConfidence = true
    case (.weight, _): edge.attributes["weight"] = value
    case (.confidence, _): edge.attributes["confidence"] = value
    case (.attribute(let name), _): edge.attributes[name] = value
    default: preconditionFailure("only numbers and attributes are given by value")
    }
  }

  /// Gives the edge its kind, else its label, for a relation when it has none.
  mutating func finish() {
    if edge.relation == .untyped, let word = kind ?? label { edge.relation = Relation(rawValue: word) }
    if let label, label != edge.relation.rawValue { edge.attributes["label"] = .string(label) }
    if edge.evidence.isEmpty {
      // Without the evidence that they are taken from, they stand for themselves.
      if let article = article.text { edge.attributes["article"] = .string(article) }
      if let quote = quote.text { edge.attributes["quote"] = .string(quote) }
    } else if !hasWeight {
      edge.weight = Double(edge.evidence.count)
    }
  }
}
