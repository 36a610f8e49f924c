import SommetXML

/// The attributes that a document declares, with their types and defaults, found by their ids.
struct DeclaredAttributes {
  struct Attribute {
    let id: [UInt8]
    let name: String
    let type: ScalarType
    let nodeField: NodeField
    let edgeField: EdgeField
    let place: XMLPlace
    fileprivate(set) var standard: [UInt8]?
    /// The attribute that came after this one last.
    fileprivate var follower = -1

    /// - Parameter isPlain: whether a name that is one of our own fields stands for that field.
    fileprivate init(_ id: String, name: String, isPlain: Bool, type: ScalarType, _ place: XMLPlace) {
      self.id = Array(id.utf8)
      self.name = name
      self.type = type
      nodeField = isPlain ? NodeField(name: name, type: type) : .attribute(name)
      edgeField = isPlain ? EdgeField(name: name, type: type) : .attribute(name)
      self.place = place
    }

    func withDefault(_ body: (UnsafeBufferPointer<UInt8>) -> Void) { standard?.withUnsafeBufferPointer(body) }
  }

  private var attributes: [Attribute] = []
  private var numbers: [String: Int] = [:]
  /// The attribute that is being declared.
  private var open: Int?
  /// The attribute that was found last; they mostly come in the order in which they are declared.
  private var last = -1

  subscript(number: Int) -> Attribute { attributes[number] }

  /// The number of an attribute, nil when it is not declared.
  func number(of id: String) -> Int? { numbers[id] }

  /// The number of an attribute that a value names; -1 when it is not declared.
  mutating func find(_ id: UnsafeBufferPointer<UInt8>) -> Int {
    let follower = last >= 0 ? attributes[last].follower : -1
    if follower >= 0, attributes[follower].id.equals(id) {
      last = follower
      return last
    }
    for step in 1...3 where last + step < attributes.count && attributes[last + step].id.equals(id) {
      return follow(last + step)
    }
    return follow(numbers[String(decoding: id, as: UTF8.self)] ?? -1)
  }

  private mutating func follow(_ number: Int) -> Int {
    if last >= 0 { attributes[last].follower = number }
    last = number
    return number
  }

  // MARK: - Declarations

  /// Adds an attribute, and gives its number.
  @discardableResult
  mutating func add(_ id: String, name: String, isPlain: Bool, type: ScalarType, _ place: XMLPlace) -> Int {
    numbers[id] = attributes.count
    attributes.append(Attribute(id, name: name, isPlain: isPlain, type: type, place))
    return attributes.count - 1
  }

  /// Begins the declaration of an attribute, which may hold a default.
  mutating func begin(_ id: String, name: String, isPlain: Bool, type: ScalarType, _ place: XMLPlace) {
    open = add(id, name: name, isPlain: isPlain, type: type, place)
  }

  /// Begins a declaration that counts for nothing.
  mutating func beginIgnored() { open = nil }

  mutating func setDefault(_ bytes: [UInt8]) {
    if let open { attributes[open].standard = bytes }
  }

  /// The number of the attribute whose declaration ends, when it has a default that fits its type.
  ///
  /// - Parameter word: what a message calls such an attribute before its name.
  mutating func end(_ word: String, _ assembler: inout GraphAssembler) -> Int? {
    guard let number = open else { return nil }
    open = nil
    let attribute = attributes[number]
    guard let standard = attribute.standard,
      assembler.accepts(
        standard, asDefaultOf: "\(word)'\(attribute.name)'", attribute.type, at: attribute.place)
    else { return nil }
    return number
  }
}
