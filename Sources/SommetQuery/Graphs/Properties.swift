import SommetGraph

/// What queries may ask of nodes and edges, by the names of the JSON export. Dates are dates.
extension Node {
  package static let queryNames = [
    "id", "label", "name", "kind", "aliases", "articles", "first_seen", "last_seen",
  ]

  package func queryProperty(_ name: String) -> QueryValue {
    switch name {
    case "id": .string(id)
    case "label", "name": .string(label)
    case "kind": .string(kind.rawValue)
    case "aliases": .list(aliases.map(QueryValue.string))
    case "articles": .list(articles.map(QueryValue.string))
    case "first_seen": QueryValue(date: firstSeen)
    case "last_seen": QueryValue(date: lastSeen)
    default: attributes[name].map(QueryValue.init) ?? .null
    }
  }

  package var queryProperties: [String: QueryValue] {
    let names = Self.queryNames.filter { $0 != "name" } + attributes.keys
    return Dictionary(names.map { ($0, queryProperty($0)) }) { first, _ in first }.filter { !$0.value.isNull }
  }
}

extension Edge {
  package static let queryNames = [
    "key", "relation", "modality", "date", "content", "according_to", "title", "weight", "confidence", "rule",
    "article", "articles", "quote", "quotes",
  ]

  package func queryProperty(_ name: String) -> QueryValue {
    switch name {
    case "key": .string(key)
    case "relation": .string(relation.rawValue)
    case "modality": .string(modality.rawValue)
    case "date": QueryValue(date: date)
    case "content": QueryValue(content)
    case "according_to": QueryValue(accordingTo)
    case "title": QueryValue(title)
    case "weight": QueryValue(number: weight)
    case "confidence": .float(confidence)
    case "rule": .string(rule)
    // Of the first piece of evidence, and of all.
    case "article": QueryValue(evidence.first?.article)
    case "quote": QueryValue(evidence.first?.quote)
    case "articles": .list(Set(evidence.map(\.article)).sorted().map(QueryValue.string))
    case "quotes": .list(evidence.map { .string($0.quote) })
    default: attributes[name].map(QueryValue.init) ?? .null
    }
  }

  package var queryProperties: [String: QueryValue] {
    Dictionary((Self.queryNames + attributes.keys).map { ($0, queryProperty($0)) }) { first, _ in first }
      .filter { !$0.value.isNull }
  }
}

extension QueryValue {
  init(_ text: String?) { self = text.map(QueryValue.string) ?? .null }

  /// A date, or the text where it is none.
  init(date text: String?) {
    self = text.map { text in QueryDate(text).map(QueryValue.date) ?? .string(text) } ?? .null
  }

  /// A whole number as an integer.
  init(number: Double) { self = Int(exactly: number).map(QueryValue.integer) ?? .float(number) }

  init(_ value: AttributeValue) {
    self =
      switch value {
      case .string(let text), .json(let text): .string(text)
      case .integer(let number): .integer(number)
      case .double(let number): .float(number)
      case .boolean(let truth): .boolean(truth)
      }
  }
}
