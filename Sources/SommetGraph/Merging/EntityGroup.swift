import Foundation

/// Entities that are one from the start, and then stay or join another group: what all articles tell of them, added up.
struct EntityGroup {
  /// What makes two entities of two articles one from the start.
  enum Identity: Hashable {
    case known(String)
    case label(String)
    /// Where a name is of several known entities, its kinds are kept apart.
    case name(String, kind: NodeKind?)

    init(_ entity: RecordedEntity, label: String, _ name: FoldedNames.Entry, isDisputed: Bool) {
      if let known = entity.known {
        self = .known(known)
      } else if name.name.words.isEmpty {
        self = .label(label)
      } else {
        self = .name(name.key, kind: isDisputed ? entity.kind : nil)
      }
    }
  }

  let known: String?
  /// Of known entities the first.
  let name: FoldedName
  private(set) var kinds = Tally<NodeKind>()
  private(set) var labels = Tally<String>()
  private(set) var aliases: Set<String> = []
  private(set) var attributes: [String: Tally<String>] = [:]
  /// Numbers of the records, ascending.
  private(set) var records: [Int32] = []
  /// Folded labels, and labels and aliases, each once; not in order.
  private(set) var labelKeys: [String] = []
  private(set) var names: [FoldedName] = []
  var hasJoined = false

  init(known: String?, name: FoldedName) {
    self.known = known
    self.name = name
  }

  mutating func add(_ entity: RecordedEntity, label: String, record: Int) {
    kinds.add(entity.kind)
    labels.add(label)
    for alias in entity.aliases { aliases.insert(alias.precomposedStringWithCanonicalMapping) }
    for (name, value) in entity.attributes { attributes[name, default: Tally()].add(value) }
    if records.last != Int32(record) { records.append(Int32(record)) }
  }

  mutating func endAdding(_ names: inout FoldedNames) {
    let entries = labels.counts.keys.map { names[$0] }
    labelKeys = Array(Set(entries.map(\.key)))
    self.names = Array(Set(entries.map(\.name) + aliases.map { names[$0].name }))
  }
}

/// Folded names, each folded once.
struct FoldedNames {
  struct Entry {
    let name: FoldedName
    let key: String
  }

  private var entries: [String: Entry] = [:]

  subscript(label: String) -> Entry {
    mutating get {
      if let entry = entries[label] { return entry }
      let name = FoldedName(label)
      let entry = Entry(name: name, key: name.key)
      entries[label] = entry
      return entry
    }
  }
}
