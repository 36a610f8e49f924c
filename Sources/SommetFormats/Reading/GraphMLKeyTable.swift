import SommetGraph
import SommetXML

/// The keys of a GraphML document: which attribute each stands for, with its type and default.
struct GraphMLKeyTable {
  enum Domain { case node, edge }

  /// What the warning of a type that GraphML does not know begins with.
  static let foreignType = "a type that GraphML does not know"

  private var declared = DeclaredAttributes()
  /// What each key is for: node, edge, all…
  private var domains: [String] = []
  private var defaults: (node: [Int], edge: [Int]) = ([], [])
  /// Keys that were read before the document.
  private var isComplete = false

  func defaults(for domain: Domain) -> [Int] { domain == .node ? defaults.node : defaults.edge }

  subscript(number: Int) -> DeclaredAttributes.Attribute { declared[number] }

  /// The number of a key; -1 when it is not declared.
  mutating func find(_ id: UnsafeBufferPointer<UInt8>) -> Int { declared.find(id) }

  /// A key that nobody declared: its id is its name, its values are strings.
  mutating func addUndeclared(_ id: String) -> Int {
    domains.append("all")
    let name = Self.ownName(id)
    return declared.add(
      id, name: name.text, isPlain: name.isPlain, type: .string, XMLPlace(line: 0, column: 0))
  }

  /// The name of an attribute without the prefix that keeps it from being taken for something else.
  private static func ownName(_ name: String) -> (text: String, isPlain: Bool) {
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
    if isComplete { return declared.beginIgnored() }
    if let known = declared.number(of: id) {
      // One id for nodes and one for edges is seen in the wild, and does no harm.
      if domains[known] == domain || name == nil {
        assembler.fault(tag.place, "expected a new key, found '\(id)' again")
      }
    }
    let known = type.flatMap { ScalarType(name: $0) }
    if let type, known == nil {
      assembler.warn(
        tag.place, about: "type \(type)", "\(Self.foreignType): '\(type)'; values are strings")
    }
    domains.append(domain)
    let own = Self.ownName(name ?? id)
    declared.begin(id, name: own.text, isPlain: own.isPlain, type: known ?? .string, tag.place)
  }

  mutating func setDefault(_ bytes: [UInt8]) { declared.setDefault(bytes) }

  mutating func endDeclaration(_ assembler: inout GraphAssembler) {
    guard let number = declared.end("key ", &assembler) else { return }
    let domain = domains[number]
    if domain == "all" || domain == "node" { defaults.node.append(number) }
    if domain == "all" || domain == "edge" { defaults.edge.append(number) }
  }

  /// Everything was declared; what comes again is the same.
  mutating func close() { isComplete = true }
}
