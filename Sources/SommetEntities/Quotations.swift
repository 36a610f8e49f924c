import SommetText

/// The stretches between quotation marks, paragraph by paragraph; quotations inside others belong to these.
struct Quotations {
  let ranges: [Range<Int>]
  private let inside: Set<Int>

  init(_ document: AnnotatedDocument) {
    var ranges: [Range<Int>] = []
    for block in document.blocks { ranges += Self.ranges(in: block.tokens, of: document) }
    // A word or two in quotation marks is a term, no speech.
    self.ranges = ranges.filter { $0.count > 3 }
    inside = Set(self.ranges.joined())
  }

  func contains(_ token: Int) -> Bool { inside.contains(token) }

  private static func ranges(in block: Range<Int>, of document: AnnotatedDocument) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    var depth = 0
    var lastClose: Int?
    for token in block where document.tokens[token].text.utf8.count < 4 {
      switch document.tokens[token].text {
      case "«", "“":
        if start == nil { (start, lastClose) = (token + 1, nil) }
        depth += 1
      case "»", "”":
        guard let from = start else { continue }
        depth -= 1
        lastClose = token
        if depth == 0 {
          ranges.append(from..<token)
          start = nil
        }
      case "\"":
        if depth > 0 { continue }
        if let from = start { ranges.append(from..<token) }
        start = start == nil ? token + 1 : nil
        lastClose = nil
      default: break
      }
    }
    // A mark that nothing closes: up to the last one that closed something inside.
    if let from = start, let end = lastClose, from < end { ranges.append(from..<end) }
    return ranges
  }
}
