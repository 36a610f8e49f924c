import Foundation
import SommetText

/// The text as the language pipeline should read it: typographic characters made plain, scalar for scalar.
struct PlainReading: Sendable {
  private let equivalents: [Unicode.Scalar: Unicode.Scalar]

  init() throws {
    let name = "equivalents.tsv"
    guard let url = Bundle.module.url(forResource: "Resources/" + name, withExtension: nil) else {
      preconditionFailure("\(name) is part of the package")
    }
    let table = try Table(
      String(contentsOf: url, encoding: .utf8), name: name, columns: ["from", "to", "note"])
    var equivalents: [Unicode.Scalar: Unicode.Scalar] = [:]
    for row in table.rows {
      equivalents[try Self.scalar(row, "from")] = try Self.scalar(row, "to")
    }
    self.equivalents = equivalents
  }

  private static func scalar(_ row: Table.Row, _ column: String) throws(TableError) -> Unicode.Scalar {
    guard let value = UInt32(row[column], radix: 16), let scalar = Unicode.Scalar(value) else {
      throw row.error(column, expected: "a scalar in hexadecimal")
    }
    return scalar
  }

  func callAsFunction(_ text: Substring) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { plain.append(equivalents[scalar] ?? scalar) }
    return String(plain)
  }
}
