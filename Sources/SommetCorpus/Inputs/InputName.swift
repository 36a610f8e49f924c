/// The name of a file, or of a file in an archive: what it promises to hold, and the id that it gives.
///
///     InputName("2024/crawl-7.warc.gz").id      // crawl-7
struct InputName: Hashable {
  /// The last component.
  let file: String
  /// Without folders, `.gz` and extension.
  let id: String
  /// In lower case, without `.gz`; empty when there is none.
  let fileExtension: String
  let isCompressed: Bool

  init(_ path: String) {
    let file = path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? path
    self.file = file
    var name = file[...]
    isCompressed = name.lowercased().hasSuffix(".gz") && name.utf8.count > 3
    if isCompressed { name = name.dropLast(3) }
    if let dot = name.lastIndex(of: "."), dot > name.startIndex, name.index(after: dot) < name.endIndex {
      fileExtension = name[name.index(after: dot)...].lowercased()
      name = name[..<dot]
    } else {
      fileExtension = ""
    }
    id = String(name)
  }

  /// One article in one file.
  var isArticle: Bool { Self.texts.contains(fileExtension) || Self.pages.contains(fileExtension) }

  /// Whether a folder gives it.
  var isListed: Bool { isArticle || Self.containers.contains(fileExtension) }

  /// An article as it stands on the disk, which needs no look inside.
  var isPlainArticle: Bool { isArticle && !isCompressed }

  /// What the name promises; nil when only the content tells.
  var kind: InputKind? {
    if Self.texts.contains(fileExtension) { return .text }
    if Self.pages.contains(fileExtension) { return .page }
    return switch fileExtension {
    case "jsonl", "ndjson", "jsonlines": .jsonLines
    case "rss", "atom": .feed
    case "warc": .warc
    default: nil
    }
  }

  private static let texts: Set<String> = ["txt", "text"]
  private static let pages: Set<String> = ["html", "htm", "xhtml"]
  private static let containers: Set<String> = [
    "jsonl", "ndjson", "jsonlines", "rss", "atom", "xml", "warc", "zip",
  ]
}
