import Glibc
import SommetText

/// Text in a declared encoding, by the C library's `iconv`.
///
/// Only the labels of `charsets.tsv` are known, so that a hostile page cannot choose among all converters.
enum Charset {
  /// Decodes bytes; nil when the label is not known or the bytes do not fit it.
  static func decode(_ bytes: some Collection<UInt8>, _ label: String) -> String? {
    let label = label.lowercased().trimmingBlanks
    guard let name = CorpusTables.shared.charsets[label] else { return nil }
    return converted(Array(bytes), from: name).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// The encoding that an HTML page declares in its first 1024 bytes, as `<meta charset>` or `http-equiv`; nil when none.
  ///
  /// Source: "prescan a byte stream to determine its encoding", HTML Living Standard 13.2.3.2, without its finer points.
  static func declared(inPage bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
    guard head.contains("<meta"), let place = head.firstRange(of: "charset") else { return nil }
    let rest = head[place.upperBound...].drop { $0 == " " }
    guard rest.first == "=" else { return nil }
    let value = rest.dropFirst().drop { " \"'".contains($0) }
    let label = value.prefix { !" \"';>/\n\r\t".contains($0) }
    return label.isEmpty ? nil : String(label)
  }

  private static func converted(_ bytes: [UInt8], from name: String) -> [UInt8]? {
    guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var output: [UInt8] = []
    var chunk = [CChar](repeating: 0, count: 1 << 14)
    var input = bytes.map { CChar(bitPattern: $0) }
    let isComplete = input.withUnsafeMutableBufferPointer { input -> Bool in
      var source = input.baseAddress
      var left = input.count
      while true {
        let (code, count) = chunk.withUnsafeMutableBufferPointer { chunk -> (Int, Int) in
          var target = chunk.baseAddress
          var room = chunk.count
          let code = iconv(converter, &source, &left, &target, &room)
          return (code == Int.max || code == -1 ? -1 : 0, chunk.count - room)
        }
        let failure = errno
        output += chunk[..<count].map { UInt8(bitPattern: $0) }
        if code == 0 { return true }
        if failure != E2BIG || count == 0 { return false }
      }
    }
    return isComplete ? output : nil
  }
}
