import SommetGraph
import SommetXML

/// The keys of a GraphML document: which attribute each stands for, with its type and default.
struct GraphMLKeyTable {
  enum Domain { case node, edge }

  struct Column {
    var id: [UInt8]
    var domain: String
    var name: String
    var type: ScalarType
    var nodeField: NodeField
    var edgeField: EdgeField
    var place: XMLPlace
    var standard: [UInt8]?
    /// The key that came after this one last.
    var follower = -1

    func withDefault(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
      standard?.withUnsafeBufferPointer(body)
    }
  }

  /// What the warning of a type that GraphML does not know begins with.
  static let foreignType = "a type that GraphML does not know"

  private(set) var columns: [Column] = []
  private var numbers: [String: Int] = [:]
  private var defaults: (node: [Int], edge: [Int]) = ([], [])
  /// The key that is being declared.
  private var open: Int?
  /// The key that was found last; keys mostly come in the order in which they are declared.
  private var last = -1
  /// Keys that were read before the document.
  private var isComplete = false

  func defaults(for domain: Domain) -> [Int] { domain == .node ? defaults.node : defaults.edge }

  /// The number of a key; -1 when it is not declared.
  mutating func find(_ id: UnsafeBufferPointer<UInt8>) -> Int {
    let follower = last >= 0 ? columns[last].follower : -1
    if follower >= 0, columns[follower].id.equals(id) {
      last = follower
      return last
    }
    for step in 1...3 where last + step < columns.count && columns[last + step].id.equals(id) {
      return follow(last + step)
    }
    return follow(numbers[String(decoding: id, as: UTF8.self)] ?? -1)
  }

  private mutating func follow(_ number: Int) -> Int {
    if last >= 0 { columns[last].follower = number }
    last = number
    return number
  }

  /// A key that nobody declared: its id is its name, its values are strings.
  mutating func addUndeclared(_ id: String) -> Int {
    append(id: id, domain: "all", name: id, type: .string, place: XMLPlace(line: 0, column: 0))
    return columns.count - 1
  }

  private mutating func append(id: String, domain: String, name: String, type: ScalarType, place: XMLPlace) {
    numbers[id] = columns.count
    let name = Self.ownName(name, domain)
    columns.append(
      Column(
        id: Array(id.utf8), domain: domain, name: name.text, type: type,
        nodeField: name.isPlain ? NodeField(name: name.text, type: type) : .attribute(name.text),
        edgeField: name.isPlain ? EdgeField(name: name.text, type: type) : .attribute(name.text), place: place
      ))
  }

  /// The name of an attribute without the prefix that keeps it from being taken for something else.
  private static func ownName(_ name: String, _ domain: String) -> (text: String, isPlain: Bool) {
    let isPrefixed = name.hasPrefix(GraphML.attributePrefix)
    let bare = isPrefixed ? String(name.dropFirst(GraphML.attributePrefix.count)) : name
    return (bare.contains("_x") ? GraphMLText.decoded(bare) : bare, !isPrefixed)
  }

  // MARK: - Declarations

  mutating func add(_ tag: borrowing XMLTag, _ assembler: inout GraphAssembler) {
    var (id, domain) = ("", "all")
    var name: String?
    var type: String?
    for number in 0..<tag.attributeCount {
      let value = tag.attributeValue(number)
      switch tag.attributeName(number) {
      case GraphMLName.id: id = String(decoding: value, as: UTF8.self)
      case GraphMLName.domain: domain = String(decoding: value, as: UTF8.self)
      case GraphMLName.attributeName: name = String(decoding: value, as: UTF8.self)
      case GraphMLName.attributeType: type = String(decoding: value, as: UTF8.self)
      default: break
      }
    }
    open = nil
    if isComplete { return }
    if let known = numbers[id] {
      // One id for nodes and one for edges is seen in the wild, and does no harm.
      if columns[known].domain == domain || name == nil {
        assembler.fault(tag.place, "expected a new key, found '\(id)' again")
      }
    }
    let known = type.flatMap { ScalarType(name: $0) }
    if let type, known == nil {
      assembler.warn(
        tag.place, about: "type \(type)", "\(Self.foreignType): '\(type)'; values are strings")
    }
    append(id: id, domain: domain, name: name ?? id, type: known ?? .string, place: tag.place)
    open = columns.count - 1
  }

  mutating func setDefault(_ bytes: [UInt8]) {
    if let open { columns[open].standard = bytes }
  }

  mutating func endDeclaration(_ assembler: inout GraphAssembler) {
    guard let open else { return }
    self.open = nil
    let column = columns[open]
    guard let standard = column.standard,
      assembler.accepts(standard, asDefaultOf: "key '\(column.name)'", column.type, at: column.place)
    else { return }
    if column.domain == "all" || column.domain == "node" { defaults.node.append(open) }
    if column.domain == "all" || column.domain == "edge" { defaults.edge.append(open) }
  }

  /// Everything was declared; what comes again is the same.
  mutating func close() { isComplete = true }
}
