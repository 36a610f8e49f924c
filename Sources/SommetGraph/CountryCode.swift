import Foundation

/// Codes of countries in ISO 3166.
public enum CountryCode {
  /// The three letters for a code of two (of four for former states); nil for an unknown one.
  ///
  ///     CountryCode.alpha3("UA")   // "UKR"
  public static func alpha3(_ code: String) -> String? { codes[code] }

  private static let codes: [String: String] = {
    guard
      let url = Bundle.module.url(forResource: "iso3166", withExtension: "tsv", subdirectory: "Resources"),
      let table = try? String(contentsOf: url, encoding: .utf8)
    else { preconditionFailure("iso3166.tsv is part of the package") }
    let rows = table.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let fields = row.split(separator: "\t")
        precondition(fields.count == 2, "a row of iso3166.tsv has two fields: \(row)")
        return (String(fields[0]), String(fields[1]))
      })
  }()
}
