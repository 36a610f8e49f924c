import ArgumentParser
import Foundation
import Sommet

/// What shells propose while a command line is typed.
enum Completions {
  /// Names of nodes of the graph on the command line, also after a comma.
  static let names = CompletionKind.custom { words, _, prefix in
    guard let graph = graph(in: words) else { return [] }
    guard CompletionShell.requesting == .bash else {
      return lists(prefix) { names(of: graph, beginningWith: $0) }
    }
    // bash hands over the word as it is typed, and compares it without its escapes.
    return lists(BashWord.unescaped(prefix)) { names(of: graph, beginningWith: $0) }
      .map { prefix.contains("\\") ? BashWord.escapedOnce($0) : BashWord.escaped($0) }
  }

  /// Words of a vocabulary, also after a comma.
  static func words(_ all: @escaping @Sendable () -> [String]) -> CompletionKind {
    .custom { _, _, prefix in lists(prefix) { part in all().filter { $0.hasPrefix(part) } } }
  }

  /// The largest file that is read for the sake of a completion; a store of any size has an index.
  private static let largest = 4 << 20

  /// The first word after the command that is a graph.
  private static func graph(in words: [String]) -> OpenedGraph? {
    for word in words.dropFirst(2) where !word.hasPrefix("-") {
      let path = (word as NSString).expandingTildeInPath
      guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int else {
        continue
      }
      guard size <= largest || OpenedGraph.isIndexed(path) else { return nil }
      return try? OpenedGraph(path)
    }
    return nil
  }

  /// Completes the last item of a list, and leaves those before as they are.
  static func lists(_ typed: String, _ items: (String) -> [String]) -> [String] {
    guard let comma = typed.lastIndex(of: ",") else { return items(typed) }
    let head = typed[...comma]
    return items(String(typed[typed.index(after: comma)...])).map { head + $0 }
  }

  /// Labels, aliases and surnames that begin with what was typed, whatever their case and accents: as they go on from
  /// there, since shells take only what begins as the word does.
  static func names(of graph: OpenedGraph, beginningWith typed: String, limit: Int = 200) -> [String] {
    let key = FoldedName(typed).key
    var found: Set<String> = []
    try? graph.graph.forEachName(startingWith: key) { name in
      guard let node = try graph.graph.node(name.node), node.kind != .topic else { return .continue }
      for spelling in Self.spellings(of: node) where FoldedName(spelling).key == name.key {
        if let whole = spelling.continuing(typed) { found.insert(whole) }
      }
      return found.count < limit ? .continue : .stop
    }
    return found.sorted()
  }

  private static func spellings(of node: Node) -> [String] {
    let names = [node.label] + node.aliases
    guard node.kind == .person else { return names }
    let ends = names.flatMap { name in
      let words = name.split(separator: " ")
      return words.indices.dropFirst().map { words[$0...].joined(separator: " ") }
    }
    return names + ends
  }
}

/// Words as they are typed in bash.
private enum BashWord {
  private static let special = Set(" \t'\"\\$`&;|<>()*?[]{}#~!")

  static func unescaped(_ word: String) -> String {
    var plain = ""
    var isEscaped = false
    for character in word {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        plain.append(character)
        isEscaped = false
      }
    }
    return plain
  }

  /// For `compgen -W`, which takes one level of escapes away.
  static func escapedOnce(_ text: String) -> String {
    text.map { special.contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }

  /// Escaped once for the command line, and once more for `compgen -W`, which takes that away.
  static func escaped(_ text: String) -> String {
    text.map { special.contains($0) ? "\\\\\\\($0)" : "\($0)" }.joined()
  }
}

extension String {
  /// What was typed, continued as this name goes on; nil when the name does not begin like that, but for case and accents.
  fileprivate func continuing(_ typed: String) -> String? {
    guard typed.count <= count else { return nil }
    let options: String.CompareOptions = [.caseInsensitive, .diacriticInsensitive]
    guard prefix(typed.count).compare(typed, options: options) == .orderedSame else { return nil }
    return hasPrefix(typed) ? self : typed + dropFirst(typed.count)
  }
}
