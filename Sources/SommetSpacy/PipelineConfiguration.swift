/// What `config.cfg` says: sections of keys, each with a JSON value.
///
/// Only the lines `key = value` are read; a value that is no JSON (a reference such as `${paths.vectors}`) stays as
/// text. Source: <https://github.com/explosion/confection>, the format in its page.
package struct PipelineConfiguration: Sendable {
  private var values: [String: JSONValue] = [:]
  private let file: String

  package init(_ bytes: [UInt8], file: String) throws(PipelineError) {
    self.file = file
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .malformed(file: file, field: "the whole", expected: "UTF-8", found: "\(bytes.count) other bytes")
    }
    var section = ""
    var number = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let line = Self.trimmed(line)
      if line.isEmpty || line.first == UInt8(ascii: "#") || line.first == UInt8(ascii: ";") { continue }
      if line.first == UInt8(ascii: "["), line.last == UInt8(ascii: "]") {
        section = String(Substring(line.dropFirst().dropLast()))
      } else if let equals = line.firstIndex(of: UInt8(ascii: "=")) {
        let key = String(Substring(Self.trimmed(line[..<equals])))
        let value = Self.trimmed(line[line.index(after: equals)...])
        values["\(section).\(key)"] =
          (try? JSONValue(value, file: file)) ?? .string(String(Substring(value)))
      } else if values.isEmpty {
        throw .malformed(
          file: file, field: "line \(number)", expected: "[section] or key = value",
          found: String(Substring(line)))
      }
    }
  }

  private static func trimmed(_ bytes: Substring.UTF8View) -> Substring.UTF8View {
    var bytes = bytes
    while let first = bytes.first, first == 0x20 || first == 0x09 || first == 0x0D {
      bytes = bytes.dropFirst()
    }
    while let last = bytes.last, last == 0x20 || last == 0x09 || last == 0x0D { bytes = bytes.dropLast() }
    return bytes
  }

  /// The value of `section.key`, nil when it is not given.
  package subscript(key: String) -> JSONValue? { values[key] }

  /// The names of the components that run, in their order: `nlp.pipeline` without `nlp.disabled`.
  package func components() throws(PipelineError) -> [String] {
    guard let pipeline = values["nlp.pipeline"]?.strings else {
      throw .malformed(file: file, field: "nlp.pipeline", expected: "an array of names", found: "none")
    }
    let disabled = Set(values["nlp.disabled"]?.strings ?? [])
    return pipeline.filter { !disabled.contains($0) }
  }
}
