import ArgumentParser
import Foundation
import Sommet

/// The words of a line of the shell: how it is parted, and how its last one may go on.
struct ShellWords {
  struct Unclosed: Error, CustomStringConvertible {
    let quote: Character
    var description: String { "expected a closing \(quote), found the end of the line" }
  }

  let graph: OpenedGraph

  /// Parts a line at blanks, but not within quotes; an apostrophe inside a word is a letter.
  static func split(_ line: String) throws -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word!.append(character) }
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else if character == "\"" || character == "'" && word == nil {
        quote = character
        word = word ?? ""
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let quote { throw Unclosed(quote: quote) }
    if let word { words.append(word) }
    return words
  }

  // MARK: - Completion

  private static let keywords = [
    "MATCH", "OPTIONAL MATCH", "WHERE", "RETURN", "WITH", "UNWIND", "ORDER BY", "SKIP", "LIMIT", "UNION",
    "DISTINCT", "AND", "OR", "NOT", "XOR", "IN", "STARTS WITH", "ENDS WITH", "CONTAINS", "IS NULL",
    "IS NOT NULL", "EXISTS", "CASE", "WHEN", "THEN", "ELSE", "END", "AS", "ASC", "DESC", "EXPLAIN",
    "shortestPath", "allShortestPaths",
  ]
  private static let functions = [
    "count", "collect", "sum", "avg", "min", "max", "id", "labels", "type", "keys", "properties", "startNode",
    "endNode", "nodes", "relationships", "length", "size", "head", "last", "tail", "reverse", "range",
    "coalesce", "toUpper", "toLower", "trim", "replace", "split", "substring", "left", "right", "toString",
    "toInteger", "toFloat", "abs", "round", "date", "duration",
  ]

  /// What the last word of a line may go on as.
  func proposals(line: String, word: String) -> [String] {
    let first = line.prefix { !$0.isWhitespace }.lowercased()
    if first.count == line.count {
      return Self.matching(ShellSession.commands + Self.keywords + ["help", "exit"], word)
    }
    if ShellSession.commands.contains(first) { return options(first, line, word) }
    return parts(ofQuery: line, word)
  }

  /// Of a short command: options and their words, else names.
  private func options(_ command: String, _ line: String, _ word: String) -> [String] {
    let before = line.dropLast(word.count).split(separator: " ").last.map(String.init) ?? ""
    if word.hasPrefix("-") { return Self.matching(Self.options, word) }
    switch before.split(separator: ",", omittingEmptySubsequences: false).first.map(String.init) ?? before {
    case "--relation", "--relations": return Self.matching(Relation.allCases.map(\.rawValue), word)
    case "--modality": return Self.matching(Modality.allCases.map(\.rawValue), word)
    case "--format": return Self.matching(OutputForm.allCases.map(\.rawValue), word)
    default: return names(line, word)
    }
  }

  private static let options = [
    "--who", "--whom", "--relation", "--modality", "--since", "--until", "--quotes", "--no-quotes",
    "--no-edges",
    "--all", "--max-hops", "--directed", "--articles", "--context", "--format", "--no-pager", "--max-rows",
    "--help",
  ]

  /// Names of which the end of the line is the beginning, as what goes on from the last word.
  private func names(_ line: String, _ word: String) -> [String] {
    let words = line.dropLast(word.count).split(separator: " ").dropFirst()
    for count in (0...min(words.count, 5)).reversed() {
      let head = words.suffix(count).joined(separator: " ")
      let typed = (head.isEmpty ? "" : head + " ") + word
      guard !typed.hasPrefix("-") else { continue }
      let found = Completions.names(of: graph, beginningWith: typed.trimming("\""))
      if !found.isEmpty, !typed.isEmpty {
        return found.map { String($0.dropFirst(typed.count - word.count)) }
      }
    }
    return []
  }

  /// Of a query: labels after `(:`, relations after `[:`, properties after a dot, names in quotes, else words of the language.
  private func parts(ofQuery line: String, _ word: String) -> [String] {
    let head = line.dropLast(word.count)
    guard let queried = try? graph.queryGraph.get() else { return [] }
    if let quote = head.lastIndex(where: { $0 == "'" || $0 == "\"" }),
      head.count(where: { $0 == head[quote] }) % 2 == 1
    {
      let typed = String(head[head.index(after: quote)...]) + word
      return Completions.names(of: graph, beginningWith: typed)
        .map { String($0.dropFirst(typed.count - word.count)) }
    }
    if head.hasSuffix(":") || head.hasSuffix("|") {
      let open = head.lastIndex { "([)]".contains($0) }
      let isEdge = open.map { head[$0] == "[" } ?? false
      return Self.matching((try? isEdge ? queried.typeNames : queried.labelNames) ?? [], word)
    }
    if let dot = word.lastIndex(of: ".") {
      let start = word.index(after: dot)
      return Self.matching((try? queried.propertyNames) ?? [], String(word[start...])).map {
        word[..<start] + $0
      }
    }
    return Self.matching(Self.functions.map { $0 + "(" } + Self.keywords, word)
  }

  private static func matching(_ all: [String], _ word: String) -> [String] {
    all.filter { $0.lowercased().hasPrefix(word.lowercased()) }
      .map { $0.hasPrefix(word) ? $0 : word + $0.dropFirst(word.count) }.sorted()
  }
}
