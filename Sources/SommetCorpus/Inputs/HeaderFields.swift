import SommetText

/// `Name: value` lines of WARC and HTTP headers, with folded lines.
struct HeaderFields {
  /// By name in lower case.
  private(set) var values: [String: String] = [:]
  private var last: String?

  mutating func add(_ line: String) {
    if line.first == " " || line.first == "\t" {
      if let last { values[last]! += " " + line.trimmingBlanks }
      return
    }
    guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      last = nil
      return
    }
    let name = line[..<colon].lowercased().trimmingBlanks
    if values[name] == nil {
      values[name] = String(line[line.utf8.index(after: colon)...]).trimmingBlanks
      last = name
    } else {
      last = nil
    }
  }
}

/// A content type and its charset: `text/html; charset=utf-8`.
struct MediaType: Hashable {
  /// In lower case; empty when nothing was declared.
  let name: String
  let charset: String?

  init(_ value: String?) {
    let parts = (value ?? "").split(separator: ";").map { String($0).trimmingBlanks }
    name = parts.first?.lowercased() ?? ""
    charset =
      parts.dropFirst().lazy.compactMap { part -> String? in
        guard part.lowercased().hasPrefix("charset"), let sign = part.firstIndex(of: "=") else { return nil }
        return part[part.index(after: sign)...].trimmingBlanks.filter { $0 != "\"" && $0 != "'" }
      }.first
  }

  var isArticle: Bool { ["text/html", "application/xhtml+xml", "text/plain"].contains(name) }
}
