import SommetGraph
import SommetQuery

/// Reads as much of CREATE as the setup of conformance scenarios needs; what stands before it (UNWIND, MATCH, WITH) is run
/// as a query.
///
///     UNWIND range(0, 3) AS i CREATE (:A {n: i})-[:R]->(b:B)
struct GraphSetup {
  struct Unsupported: Error { let what: String }

  private struct Element {
    var name: String?
    var labels: [String] = []
    /// Names of properties with the text of their values.
    var properties: [(String, String)] = []
  }

  private struct Chain {
    var nodes: [Element] = []
    var relationships: [(element: Element, pointsLeft: Bool)] = []
  }

  private let graph: MemoryGraph
  private let parameters: [String: QueryValue]
  /// Variables that are bound, row by row.
  private var rows: [[String: QueryValue]] = [[:]]

  static func run(_ text: String, on graph: MemoryGraph, parameters: [String: QueryValue]) throws {
    var setup = GraphSetup(graph: graph, parameters: parameters)
    var reading = ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let uncommented = lines.map { line in
      line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
    }
    var rest = Substring(uncommented.joined(separator: "\n"))
    while let (before, keyword, after) = split(rest) {
      reading += before
      guard keyword == "CREATE" else { throw Unsupported(what: keyword) }
      let (chains, remainder) = try chains(after)
      // One after another, since the values of one may name what an earlier one made.
      for chain in chains {
        try setup.create([chain], after: reading)
        reading = ""
      }
      rest = remainder
    }
  }

  private init(graph: MemoryGraph, parameters: [String: QueryValue]) {
    self.graph = graph
    self.parameters = parameters
  }

  /// The text around the first word that writes.
  private static func split(_ text: Substring) -> (String, String, Substring)? {
    var word = ""
    var start = text.startIndex
    for index in text.indices + [text.endIndex] {
      if index < text.endIndex, text[index].isLetter {
        if word.isEmpty { start = index }
        word.append(text[index])
        continue
      }
      if ["CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE"].contains(word.uppercased()) {
        return (String(text[..<start]), word.uppercased(), text[index...])
      }
      word = ""
    }
    return nil
  }

  // MARK: Patterns

  /// The patterns after CREATE, and what follows them.
  private static func chains(_ text: Substring) throws -> ([Chain], Substring) {
    var rest = text
    var chains: [Chain] = []
    repeat {
      var chain = Chain()
      chain.nodes.append(try element(&rest, "(", ")"))
      while take(&rest, "<-") || take(&rest, "-") {
        let pointsLeft = text[..<rest.startIndex].hasSuffix("<-")
        chain.relationships.append((try element(&rest, "[", "]"), pointsLeft))
        guard take(&rest, "->") || take(&rest, "-") else { throw Unsupported(what: String(rest)) }
        chain.nodes.append(try element(&rest, "(", ")"))
      }
      chains.append(chain)
    } while take(&rest, ",")
    return (chains, rest)
  }

  private static func take(_ rest: inout Substring, _ sign: String) -> Bool {
    rest = rest.drop(while: \.isWhitespace)
    guard rest.hasPrefix(sign) else { return false }
    rest = rest.dropFirst(sign.count)
    return true
  }

  private static func name(_ rest: inout Substring) -> String? {
    rest = rest.drop(while: \.isWhitespace)
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    rest = rest.dropFirst(name.count)
    return name.isEmpty ? nil : String(name)
  }

  private static func element(_ rest: inout Substring, _ open: String, _ close: String) throws -> Element {
    guard take(&rest, open) else { throw Unsupported(what: String(rest)) }
    var element = Element(name: name(&rest))
    while take(&rest, ":") { element.labels.append(name(&rest) ?? "") }
    if take(&rest, "{") {
      while let key = name(&rest), take(&rest, ":") {
        element.properties.append((key, value(&rest)))
        if !take(&rest, ",") { break }
      }
      guard take(&rest, "}") else { throw Unsupported(what: String(rest)) }
    }
    guard take(&rest, close) else { throw Unsupported(what: String(rest)) }
    return element
  }

  /// Text up to a comma or brace that is not within brackets or quotes.
  private static func value(_ rest: inout Substring) -> String {
    var depth = 0
    var quote: Character?
    var end = rest.startIndex
    for index in rest.indices {
      let character = rest[index]
      end = index
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if "([{".contains(character) {
        depth += 1
      } else if depth == 0, character == "," || character == "}" {
        break
      } else if ")]}".contains(character) {
        depth -= 1
      }
    }
    defer { rest = rest[end...] }
    return String(rest[..<end])
  }

  // MARK: Making it

  private mutating func create(_ chains: [Chain], after reading: String) throws {
    let elements = chains.flatMap { $0.nodes + $0.relationships.map(\.element) }
    let values = elements.flatMap { $0.properties.map(\.1) }
    try read(reading, values)
    for row in rows.indices {
      var next = 0
      func properties(_ element: Element) -> [String: QueryValue] {
        var properties: [String: QueryValue] = [:]
        for (key, _) in element.properties {
          properties[key] = rows[row]["#\(next)"] ?? .null
          next += 1
        }
        return properties.filter { !$0.value.isNull }
      }
      for chain in chains {
        let nodes = chain.nodes.map { element -> Int in
          if let name = element.name, case .node(let node)? = rows[row][name] { return node }
          let node = graph.add(.init(labels: element.labels, properties: properties(element)))
          if let name = element.name { rows[row][name] = .node(node) }
          return node
        }
        for (number, (element, pointsLeft)) in chain.relationships.enumerated() {
          let (source, target) =
            pointsLeft ? (nodes[number + 1], nodes[number]) : (nodes[number], nodes[number + 1])
          let relationship = graph.add(
            .init(source: source, target: target, type: element.labels[0], properties: properties(element)))
          if let name = element.name { rows[row][name] = .relationship(relationship) }
        }
      }
      rows[row] = rows[row].filter { !$0.key.hasPrefix("#") }
    }
  }

  /// Runs what stands before CREATE on the rows so far, with the values of all properties.
  private mutating func read(_ reading: String, _ values: [String]) throws {
    let names = Set(rows.flatMap(\.keys)).sorted()
    var query = ""
    if !names.isEmpty {
      let bound = names.map { "row.`\($0)` AS `\($0)`" }.joined(separator: ", ")
      query = "UNWIND $rows AS row WITH \(bound) "
    }
    query += reading + " RETURN 1 AS `#`"
    let isReading = !reading.allSatisfy(\.isWhitespace)
    if isReading || !names.isEmpty {
      query = query.replacing(" RETURN 1 AS `#`", with: " RETURN *, 1 AS `#`")
    }
    for (number, value) in values.enumerated() { query += ", \(value) AS `#\(number)`" }
    var parameters = parameters
    parameters["rows"] = .list(rows.map { .map($0) })
    let prepared = try PreparedQuery(query, graph: graph, parameters: parameters)
    var found: [[String: QueryValue]] = []
    try prepared.run { row in
      found.append(Dictionary(uniqueKeysWithValues: zip(prepared.columns, row)))
      return .continue
    }
    rows = found
  }
}
