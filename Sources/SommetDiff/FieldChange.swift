import SommetGraph

/// A value that is another; nil where there is none.
public struct FieldChange: Sendable, Hashable {
  public enum Value: Sendable, Hashable {
    case scalar(AttributeValue)
    case list([String])
  }

  public var name: String
  public var old: Value?
  public var new: Value?

  init(_ name: String, old: Value?, new: Value?) {
    self.name = name
    self.old = old
    self.new = new
  }

  var reversed: FieldChange { FieldChange(name, old: new, new: old) }

  /// For messages: the value, or `none`.
  static func words(_ value: Value?) -> String {
    switch value {
    case nil: "none"
    case .scalar(let value): "\(value)"
    case .list(let values): values.isEmpty ? "none" : values.joined(separator: ", ")
    }
  }
}

extension FieldChange.Value {
  static func string(_ text: String) -> Self { .scalar(.string(text)) }

  /// Equal to the byte; `é` in one and in two scalars differ.
  func isSame(as other: Self) -> Bool {
    switch (self, other) {
    case (.scalar(.string(let a)), .scalar(.string(let b))), (.scalar(.json(let a)), .scalar(.json(let b))):
      a.utf8.elementsEqual(b.utf8)
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    default: self == other
    }
  }
}

/// Gathers the fields in which two elements differ.
private struct FieldComparison {
  var changes: [FieldChange] = []

  mutating func compare(_ name: String, _ old: FieldChange.Value?, _ new: FieldChange.Value?) {
    if let old, let new, old.isSame(as: new) { return }
    if old != nil || new != nil { changes.append(FieldChange(name, old: old, new: new)) }
  }

  mutating func compare(_ name: String, _ old: String?, _ new: String?) {
    compare(name, old.map { .string($0) }, new.map { .string($0) })
  }

  mutating func compare(_ name: String, _ old: [String], _ new: [String]) {
    compare(name, .list(old), .list(new))
  }

  mutating func compare(_ name: String, _ old: AttributeValue, _ new: AttributeValue) {
    compare(name, .scalar(old), .scalar(new))
  }

  /// Attributes by name.
  mutating func compare(_ old: [String: AttributeValue], _ new: [String: AttributeValue]) {
    for name in Set(old.keys).union(new.keys).sorted() {
      compare(name, old[name].map { .scalar($0) }, new[name].map { .scalar($0) })
    }
  }
}

extension Node {
  /// In what this node and another differ, in the order of the fields.
  func differences(to new: Node) -> [FieldChange] {
    var fields = FieldComparison()
    fields.compare("id", id, new.id)
    fields.compare("kind", kind.rawValue, new.kind.rawValue)
    fields.compare("label", label, new.label)
    fields.compare("aliases", aliases, new.aliases)
    fields.compare("articles", articles, new.articles)
    fields.compare("first_seen", firstSeen, new.firstSeen)
    fields.compare("last_seen", lastSeen, new.lastSeen)
    fields.compare(attributes, new.attributes)
    return fields.changes
  }
}

extension Edge {
  /// In what this edge and another differ but for key, ends and evidence, in the order of the fields.
  func differences(to new: Edge) -> [FieldChange] {
    var fields = FieldComparison()
    fields.compare("relation", relation.rawValue, new.relation.rawValue)
    fields.compare("modality", modality.rawValue, new.modality.rawValue)
    fields.compare("date", date, new.date)
    fields.compare("content", content, new.content)
    fields.compare("according_to", accordingTo, new.accordingTo)
    fields.compare("title", title, new.title)
    fields.compare("weight", .double(weight), .double(new.weight))
    fields.compare("confidence", .double(confidence), .double(new.confidence))
    fields.compare("rule", rule, new.rule)
    fields.compare("directed", .boolean(isDirected), .boolean(new.isDirected))
    fields.compare("plover", plover.map { .list($0.parts) }, new.plover.map { .list($0.parts) })
    fields.compare(attributes, new.attributes)
    return fields.changes
  }
}

extension PloverCode<String> {
  /// Type, modes, auxiliaries, contexts, actors and rule, each with what it is.
  fileprivate var parts: [String] {
    (type.map { [$0] } ?? []) + modes.map { "mode \($0)" } + auxiliaries.map { "auxiliary \($0)" }
      + contexts.map { "context \($0)" } + actors.map { "actor \($0)" }
      + (rule.isEmpty ? [] : ["rule \(rule)"])
  }
}
