import Foundation

/// A name without what spelling varies: case, accents, punctuation, hyphens, leading determiners.
///
///     FoldedName("l'Alliance Atlantique").key   // "alliance atlantique"
///     FoldedName("O.T.A.N.") == FoldedName("Otan")   // true
public struct FoldedName: Sendable, Hashable {
  /// Words in order; empty when the name has neither letter nor digit.
  public let words: [String]

  public init(_ name: String) {
    var words = Self.words(name)
    while words.count > 1, Self.leadingWords.contains(words[0]) { words.removeFirst() }
    self.words = words
  }

  /// The words with single spaces.
  public var key: String { words.joined(separator: " ") }

  /// Whether this is what remains of a longer name without its first words, as a surname is of a full name.
  public func isProperSuffix(of other: FoldedName) -> Bool {
    !words.isEmpty && words.count < other.words.count && other.words.hasSuffix(words)
  }

  /// The words of a name, all of them, folded. Initials with full stops are joined ("O.T.A.N." is one word).
  package static func words(_ name: String) -> [String] {
    var words: [(text: String, isInitial: Bool)] = []
    var word = ""
    func endWord(initial: Bool) {
      guard !word.isEmpty else { return }
      let isInitial = initial && word.unicodeScalars.count == 1
      if isInitial, let last = words.last, last.isInitial {
        words[words.count - 1].text += word
      } else {
        words.append((word, isInitial))
      }
      word = ""
    }
    for scalar in name.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
      case "A"..."Z": word.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
      case "\0"..."\u{7F}": endWord(initial: scalar == ".")
      default:
        for piece in FoldedScalars.pieces(of: scalar) {
          switch piece {
          case .letters(let letters): word += letters
          case .end(let isStop): endWord(initial: isStop)
          }
        }
      }
    }
    endWord(initial: words.last?.isInitial ?? false)
    return words.map(\.text)
  }

  private static let leadingWords: Set<String> = {
    let url = Bundle.module.url(forResource: "leading-words", withExtension: "tsv", subdirectory: "Resources")
    guard let url, let table = try? String(contentsOf: url, encoding: .utf8) else {
      preconditionFailure("leading-words.tsv is part of the package")
    }
    let lines = table.split(separator: "\n").filter { !$0.hasPrefix("#") }
    return Set(lines.dropFirst().map(String.init))
  }()
}

extension [String] {
  /// Whether an array ends with another.
  fileprivate func hasSuffix(_ other: [String]) -> Bool { suffix(other.count).elementsEqual(other) }
}
