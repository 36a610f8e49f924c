import Glibc

/// The namespaces that prefixes stand for in the open elements.
struct XMLNamespaces {
  private struct Binding {
    let depth: Int
    /// Empty for the default.
    let prefix: [UInt8]
    /// In the list of namespaces, -1 when it is not there; nil for none.
    let namespace: Int?
  }

  private let table: XMLNameTable
  private var bindings: [Binding] = []
  /// Depth of the element that declared something last.
  private var innermost = 0
  /// That of names without a prefix.
  private(set) var standard: Int?

  init(_ table: XMLNameTable) { self.table = table }

  /// Takes a declaration, `xmlns` or `xmlns:p`; false when the attribute is none.
  mutating func declare(
    _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>, depth: Int
  ) -> Bool {
    guard name.count >= 5, memcmp(name.baseAddress!, "xmlns", 5) == 0 else { return false }
    guard name.count == 5 || name[5] == UInt8(ascii: ":") && name.count > 6 else { return false }
    let prefix = name.count == 5 ? [] : Array(name[6...])
    bindings.append(
      Binding(depth: depth, prefix: prefix, namespace: value.isEmpty ? nil : table.index(value)))
    if prefix.isEmpty { standard = bindings.last?.namespace }
    innermost = depth
    return true
  }

  /// Forgets what the element at a depth declared.
  @inline(__always)
  mutating func close(depth: Int) { if depth == innermost { forget(depth) } }

  private mutating func forget(_ depth: Int) {
    while let last = bindings.last, last.depth == depth {
      bindings.removeLast()
      if last.prefix.isEmpty { standard = bindings.last { $0.prefix.isEmpty }?.namespace }
    }
    innermost = bindings.last?.depth ?? 0
  }

  /// The namespace of a prefix, which is not empty: -1 when it is not in the list; nil for none, and for a prefix that nobody declared.
  func find(_ prefix: UnsafeBufferPointer<UInt8>) -> Int? {
    for binding in bindings.reversed() where binding.prefix.elementsEqual(prefix) { return binding.namespace }
    return prefix.elementsEqual("xml".utf8) ? -1 : nil
  }
}

/// The declaration at the head of a document.
enum XMLDeclaration {
  /// The bytes of a declaration of XML 1.0 in UTF-8 at the beginning; nil when it is another, or not well-formed.
  static func length(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let head = bytes.prefix(256)
    guard let end = head.firstIndex(of: UInt8(ascii: ">")), end > 6, head[end - 1] == UInt8(ascii: "?"),
      head[..<end].allSatisfy({ $0 < 0x80 })
    else { return nil }
    var rest = Substring(String(decoding: head[5..<end - 1], as: UTF8.self))
    for (name, values) in [
      ("version", ["1.0"]), ("encoding", ["utf-8", "utf8"]), ("standalone", ["yes", "no"]),
    ] {
      let parted = rest.drop { $0.isWhitespace }
      guard parted.hasPrefix(name) else {
        if name == "version" { return nil }
        continue
      }
      guard parted.startIndex > rest.startIndex else { return nil }
      var value = parted.dropFirst(name.count).drop { $0.isWhitespace }
      guard value.first == "=" else { return nil }
      value = value.dropFirst().drop { $0.isWhitespace }
      guard let quote = value.first, quote == "\"" || quote == "'",
        let close = value.dropFirst().firstIndex(of: quote),
        values.contains(value[value.index(after: value.startIndex)..<close].lowercased())
      else { return nil }
      rest = value[value.index(after: close)...]
    }
    return rest.allSatisfy(\.isWhitespace) ? end + 1 : nil
  }
}
