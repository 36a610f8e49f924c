/// A value as the compatibility kit writes it, in a form that does not depend on the order of keys and labels.
///
///     canonical("({b: 1, a: 1.50})")   // "({a:1.5,b:1})"
struct CanonicalValue {
  private let characters: [Character]
  private var next = 0
  /// Whether the items of lists may stand in any order.
  private let sortsLists: Bool

  static func text(_ value: String, sortingLists: Bool = false) -> String {
    var reader = CanonicalValue(characters: Array(value), sortsLists: sortingLists)
    return reader.value() + String(reader.characters[reader.next...]).filter { !$0.isWhitespace }
  }

  private init(characters: [Character], sortsLists: Bool) {
    self.characters = characters
    self.sortsLists = sortsLists
  }

  private var current: Character? { next < characters.count ? characters[next] : nil }

  private mutating func skip() { while current?.isWhitespace ?? false { next += 1 } }

  private mutating func take(_ sign: Character) -> Bool {
    skip()
    guard current == sign else { return false }
    next += 1
    return true
  }

  private mutating func value() -> String {
    skip()
    switch current {
    case "'": return string()
    case "[": return list()
    case "{": return map()
    case "(": return node()
    case "<": return path()
    default: return plain()
    }
  }

  private mutating func string() -> String {
    var text = "'"
    next += 1
    while let character = current, character != "'" {
      if character == "\\", next + 1 < characters.count {
        text.append(character)
        next += 1
      }
      text.append(characters[next])
      next += 1
    }
    next += 1
    return text + "'"
  }

  private mutating func plain() -> String {
    var text = ""
    while let character = current, !",]})>:".contains(character), !character.isWhitespace {
      text.append(character)
      next += 1
    }
    if text.contains(where: { ".eE".contains($0) }), let number = Double(text) { return "\(number)" }
    return text
  }

  private mutating func labels() -> [String] {
    var labels: [String] = []
    while take(":") {
      var name = ""
      while let character = current, !":{)] ".contains(character) {
        name.append(character)
        next += 1
      }
      labels.append(":" + name)
    }
    return labels.sorted()
  }

  private mutating func list() -> String {
    next += 1
    if take(":") {
      next -= 1
      let type = labels().joined()
      skip()
      let properties = current == "{" ? map() : ""
      _ = take("]")
      return "[\(type)\(properties)]"
    }
    var items: [String] = []
    while !take("]"), current != nil {
      items.append(value())
      _ = take(",")
    }
    return "[" + (sortsLists ? items.sorted() : items).joined(separator: ",") + "]"
  }

  private mutating func map() -> String {
    next += 1
    var entries: [String] = []
    while !take("}"), current != nil {
      skip()
      var key = ""
      while let character = current, character != ":" {
        key.append(character)
        next += 1
      }
      next += 1
      entries.append(key.filter { $0 != "`" } + ":" + value())
      _ = take(",")
    }
    return "{" + entries.sorted().joined(separator: ",") + "}"
  }

  private mutating func node() -> String {
    next += 1
    let labels = labels().joined()
    skip()
    let properties = current == "{" ? map() : ""
    _ = take(")")
    return "(\(labels)\(properties))"
  }

  private mutating func path() -> String {
    next += 1
    var text = "<"
    while let character = current, character != ">" || text.last == "-" {
      switch character {
      case "(": text += node()
      case "[": text += list()
      default:
        text.append(character)
        next += 1
      }
    }
    next += 1
    return text + ">"
  }
}
