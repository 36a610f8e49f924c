import SommetGraph

/// How nodes and edges look in programs that take colours and sizes from the file: Gephi and yEd.
///
/// What a node or edge says of itself (attributes `color`, `size`, `x`, `y`, `z`; `thickness`, `shape`) comes first. The
/// rest is derived: a node's colour from its kind, its size from the number of its articles, an edge's colour from its
/// relation and its stroke from its modality. A reader that meets a derived value has learnt nothing.
package enum Appearance {
  package struct Color: Sendable, Hashable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
      self.red = red
      self.green = green
      self.blue = blue
    }

    /// - Parameter hex: `#rrggbb`; nil for all else.
    package init?(hex: String) {
      guard hex.utf8.count == 7, hex.utf8.first == UInt8(ascii: "#"),
        let value = UInt32(hex.dropFirst(), radix: 16), hex.utf8.dropFirst().first != UInt8(ascii: "+")
      else { return nil }
      self.init(
        red: UInt8(value >> 16), green: UInt8(value >> 8 & 255), blue: UInt8(value & 255))
    }

    /// `#rrggbb`, in lower case.
    package var hex: String {
      "#"
        + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  // MARK: - Nodes

  /// Strong enough for a white background; nil for a kind that is none of ours.
  package static func color(of kind: NodeKind) -> Color? {
    switch kind {
    case .person: Color(red: 0xE0, green: 0x9F, blue: 0x12)
    case .organization: Color(red: 0x2F, green: 0x7F, blue: 0xB5)
    case .country: Color(red: 0x3F, green: 0x9B, blue: 0x4F)
    case .place: Color(red: 0x8C, green: 0x8C, blue: 0x8C)
    case .meeting: Color(red: 0xD0, green: 0x48, blue: 0x6B)
    case .date: Color(red: 0xB5, green: 0xA4, blue: 0x90)
    case .topic: Color(red: 0x8E, green: 0x7C, blue: 0xB8)
    default: nil
    }
  }

  /// Its own colour; nil when it has none, or none of the form `#rrggbb`.
  package static func ownColor(of attributes: [String: AttributeValue]) -> Color? {
    attributes.isEmpty ? nil : attributes["color"]?.string.flatMap(Color.init(hex:))
  }

  /// 10 for a node of one article, 5 more each time that their number doubles.
  package static func size(of node: Node) -> Double? {
    guard node.kind.isKnown else { return nil }
    let steps = Int.bitWidth - max(node.articles.count, 1).leadingZeroBitCount - 1
    return Double(10 + 5 * min(steps, 10))
  }

  // MARK: - Edges

  package static func color(of relation: Relation) -> Color? {
    relation.isKnown ? relationColors[Int(relation.rank)] : nil
  }

  /// In the order of the vocabulary.
  private static let relationColors: [Color] = Relation.allCases.sorted().map {
    guard let color = Color(hex: DOTStyle.color($0)) else { preconditionFailure("colours are #rrggbb") }
    return color
  }

  /// The stroke as GEXF names it; nil for what is usual.
  package static func stroke(of modality: Modality) -> String? {
    switch modality {
    case .occurred, .unstated: nil
    case .planned: "dashed"
    case .hypothetical: "dotted"
    case .denied: "double"
    }
  }
}
