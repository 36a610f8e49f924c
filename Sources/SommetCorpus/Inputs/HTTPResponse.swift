/// An HTTP response as a crawler kept it.
///
/// Source: RFC 9112. Crawlers differ in whether they keep the transfer's chunks and the content's compression while
/// the header still tells of them; so both are undone only where they are there.
struct HTTPResponse {
  let status: Int
  /// By name in lower case, the first of a name.
  let header: [String: String]
  /// What follows the header.
  let body: ArraySlice<UInt8>

  var isSuccess: Bool { (200..<300).contains(status) }

  /// Nil when the bytes do not begin with a status line and a header.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard let end = Self.headerEnd(bytes) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(whereSeparator: \.isNewline)
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else { return nil }
    var fields = HeaderFields()
    for line in lines.dropFirst() { fields.add(String(line)) }
    self.status = status
    header = fields.values
    body = bytes[end.upperBound...]
  }

  /// The blank line after the header, with the line end before it.
  private static func headerEnd(_ bytes: ArraySlice<UInt8>) -> Range<Int>? {
    var index = bytes.startIndex
    while let lineEnd = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) {
      var next = lineEnd + 1
      if next < bytes.endIndex, bytes[next] == UInt8(ascii: "\r") { next += 1 }
      if next < bytes.endIndex, bytes[next] == UInt8(ascii: "\n") { return lineEnd..<next + 1 }
      index = lineEnd + 1
    }
    return nil
  }

  /// The content without chunks and compression.
  ///
  /// - Parameter name: stands for a file in messages.
  func content(
    name: String, limit: Int, growth: InflatedInput.Growth
  ) throws(CorpusError) -> ArraySlice<UInt8> {
    var content = body
    if header["transfer-encoding"]?.lowercased().contains("chunked") == true {
      content = Self.unchunked(body) ?? body
    }
    let codings = (header["content-encoding"] ?? "").lowercased().split { $0 == "," || $0 == " " }
    for coding in codings.reversed() where coding != "identity" {
      content = try Self.unpacked(content, String(coding), name: name, limit: limit, growth: growth)
    }
    if content.count > limit { throw .tooLarge(file: name, limit: limit) }
    return content
  }

  /// Nil when there are no chunks.
  private static func unchunked(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var result: [UInt8] = []
    var index = bytes.startIndex
    var isFirst = true
    while let lineEnd = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) {
      let line = String(decoding: bytes[index..<lineEnd], as: UTF8.self)
      let digits = line.prefix { $0.isHexDigit }
      let rest = line.dropFirst(digits.count).first
      guard !digits.isEmpty, rest == nil || rest == ";" || rest == "\r" || rest == " ",
        let size = Int(digits, radix: 16)
      else { return isFirst ? nil : result[...] }
      isFirst = false
      if size == 0 { break }
      // A chunk that breaks off is taken as far as it goes.
      let end = min(bytes.endIndex, size > bytes.count ? bytes.endIndex : lineEnd + 1 + size)
      result += bytes[lineEnd + 1..<end]
      index = end
      while index < bytes.endIndex, bytes[index] == UInt8(ascii: "\r") || bytes[index] == UInt8(ascii: "\n") {
        index += 1
      }
    }
    return isFirst ? nil : result[...]
  }

  private static func unpacked(
    _ bytes: ArraySlice<UInt8>, _ coding: String, name: String, limit: Int, growth: InflatedInput.Growth
  ) throws(CorpusError) -> ArraySlice<UInt8> {
    switch coding {
    case "gzip", "x-gzip":
      guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
      return try inflated(bytes, .gzip, name: name, limit: limit, growth: growth)
    case "deflate":
      // Meant is zlib's form, but bare deflate is sent as well.
      let isZlib =
        bytes.count >= 2 && bytes.first! & 0x0F == 8
        && (Int(bytes.first!) << 8 + Int(bytes[bytes.startIndex + 1])) % 31 == 0
      if !isZlib, bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") { return bytes }
      return try inflated(bytes, isZlib ? .zlib : .deflate, name: name, limit: limit, growth: growth)
    default:
      let start = bytes.first { $0 > 0x20 }
      if start == UInt8(ascii: "<") { return bytes }
      throw .refused(file: name, reason: "the content encoding '\(Shown.name(coding))' is not supported")
    }
  }

  private static func inflated(
    _ bytes: ArraySlice<UInt8>, _ format: InflatedInput.Format, name: String, limit: Int,
    growth: InflatedInput.Growth
  ) throws(CorpusError) -> ArraySlice<UInt8> {
    let input = InflatedInput(MemoryInput(bytes, name: name), format, growth: growth)
    return try InputBuffer(input).all(limit: limit)[...]
  }
}
