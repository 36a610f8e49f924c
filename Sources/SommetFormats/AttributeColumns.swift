import SommetGraph

/// The names of what nodes or edges carry beside their own fields, with the type of each.
///
/// Formats that declare attributes at the head of the file need to know them before the first node.
package struct AttributeColumns: Sendable {
  package enum Scalar: Sendable {
    case integer, double, boolean, string
  }

  package struct Column: Sendable {
    package let name: String
    package let type: Scalar
  }

  private var types: [String: Scalar] = [:]

  package init() {}

  package mutating func add(_ attributes: [String: AttributeValue]) {
    for (name, value) in attributes {
      let type = Self.type(of: value)
      guard let known = types[name] else {
        types[name] = type
        continue
      }
      if known != type { types[name] = Self.common(known, type) }
    }
  }

  /// By name.
  package var columns: [Column] {
    types.sorted { $0.key < $1.key }.map { Column(name: $0.key, type: $0.value) }
  }

  /// For each name, the one that a column gets: itself, or with a prefix where a reader has another column of that name,
  /// in whatever case.
  ///
  /// - Parameter taken: names of other columns.
  package func titles(taken: [String]) -> [String: String] {
    var taken = Set(taken.map { $0.lowercased() })
    var titles: [String: String] = [:]
    for column in columns {
      var title = column.name.isEmpty ? GraphML.attributePrefix : column.name
      if !taken.insert(title.lowercased()).inserted {
        title = GraphML.attributePrefix + column.name
        while !taken.insert(title.lowercased()).inserted { title += "_" }
      }
      titles[column.name] = title
    }
    return titles
  }

  private static func type(of value: AttributeValue) -> Scalar {
    switch value {
    case .integer: .integer
    case .double: .double
    case .boolean: .boolean
    case .string, .json: .string
    }
  }

  private static func common(_ a: Scalar, _ b: Scalar) -> Scalar {
    switch (a, b) {
    case (.integer, .double), (.double, .integer): .double
    default: .string
    }
  }
}

extension AttributeValue {
  /// The value as text, in a spelling that Java, Python, C and JavaScript read: `Infinity`, `-Infinity`, `NaN`.
  package var portable: String {
    if case .double(let value) = self, value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    return description
  }
}
