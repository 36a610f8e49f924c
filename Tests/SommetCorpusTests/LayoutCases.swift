import Foundation
import SommetCorpus
import SommetText
import Testing

/// The cases of `Cases/*.layout`: a text in which each line says before a bar what becomes of it.
///
///     T| title   H| heading   P| paragraph   Q[author] [date]| quotation   -reason| dropped
///
/// `+` before a label puts the line on the one before it; a bar alone goes on with the unit above.
struct LayoutCase {
  let name: String
  var text = ""
  var parts: [String] = []

  init(_ url: URL) throws {
    name = url.deletingPathExtension().lastPathComponent
    var lines: [String] = []
    var labels: [(label: String, text: String)] = []
    for line in try String(contentsOf: url, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      guard let bar = line.firstRange(of: "| ") else {
        lines.append("")
        continue
      }
      let label = line[..<bar.lowerBound].trimmingCharacters(in: .whitespaces)
      let words = String(line[bar.upperBound...])
      if label.isEmpty {
        lines.append(words)
        labels[labels.count - 1].text += "\n" + words
      } else if label.hasPrefix("+") {
        lines[lines.count - 1] += " " + words
        labels.append((String(label.dropFirst()), words))
      } else {
        lines.append(words)
        labels.append((label, words))
      }
    }
    text = lines.joined(separator: "\n")
    parts = labels.map { "\($0.label)| \($0.text)" }
  }

  static func all() throws -> [LayoutCase] {
    try folder("Cases").filter { $0.pathExtension == "layout" }.map(LayoutCase.init)
  }

  static func folder(_ name: String) throws -> [URL] {
    let here = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
    return try FileManager.default.contentsOfDirectory(at: here, includingPropertiesForKeys: nil)
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }
}

/// What became of each part of an article, in the notation of the cases.
func parts(_ article: Article) -> [String] {
  var parts = article.blocks.map { block in
    let role =
      switch block.role {
      case .title: "T"
      case .heading: "H"
      case .paragraph: "P"
      case .quotation: "Q"
      }
    let author = block.author.map { "[\($0)]" } ?? ""
    let date = block.date.map { " [\($0)]" } ?? ""
    return (block.span, "\(role)\(author)\(date)| \(article.text[block.span])")
  }
  parts += article.dropped.map { ($0.span, "-\($0.reason.rawValue)| \(article.text[$0.span])") }
  return parts.sorted { $0.0 < $1.0 }.map(\.1)
}

/// Blocks and dropped parts stand in order, do not overlap, have no blanks at their ends and leave nothing out.
func expectWhole(_ article: Article, sourceLocation: SourceLocation = #_sourceLocation) {
  func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar == "\u{FEFF}" }
  let scalars = Array(article.text.string.unicodeScalars)
  let blocks = article.blocks.map(\.span)
  let dropped = article.dropped.map(\.span)
  #expect(blocks == blocks.sorted() && dropped == dropped.sorted(), sourceLocation: sourceLocation)
  var end = 0
  for span in (blocks + dropped).sorted() {
    #expect(span.start >= end, "parts overlap", sourceLocation: sourceLocation)
    #expect(
      scalars[end..<span.start].allSatisfy(isBlank), "a part was left out", sourceLocation: sourceLocation)
    #expect(!span.isEmpty && !isBlank(scalars[span.start]) && !isBlank(scalars[span.end - 1]))
    end = span.end
  }
  #expect(scalars[end...].allSatisfy(isBlank), "the end was left out", sourceLocation: sourceLocation)
}
