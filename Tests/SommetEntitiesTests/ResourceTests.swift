import Foundation
import SommetText
import Testing

@Suite struct ResourceTests {
  private func table(_ name: String, _ columns: [String]) throws -> Table {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let url = package.appending(path: "Sources/SommetEntities/Resources/\(name).tsv")
    return try Table(String(contentsOf: url, encoding: .utf8), name: name + ".tsv", columns: columns)
  }

  private func isDay(_ field: Substring) -> Bool {
    let parts = field.split(separator: "-").compactMap { Int($0) }
    return field.count == 10 && parts.count == 3 && 1...12 ~= parts[1] && 1...31 ~= parts[2]
  }

  @Test func `gives every post its dates in order and a source`() throws {
    let rows = try table(
      "officeholders", ["person", "names", "gender", "title", "body", "start", "end", "source"]
    ).rows
    for row in rows {
      #expect(!row["source"].isEmpty, "line \(row.line)")
      #expect(row["gender"] == "m" || row["gender"] == "f", "line \(row.line)")
      guard !row["title"].isEmpty else { continue }
      #expect(row["start"].isEmpty || isDay(row["start"]), "line \(row.line)")
      #expect(row["end"].isEmpty || isDay(row["end"]) && row["start"] < row["end"], "line \(row.line)")
    }
  }

  @Test func `gives every state a code, and its capital a place on the map`() throws {
    let rows = try table(
      "countries", ["iso", "name", "names", "adjectives", "capitals", "latitude", "longitude", "leader"]
    ).rows
    #expect(Set(rows.map { $0["iso"] }).count == rows.count)
    for row in rows where row["iso"].count == 2 {
      #expect(row["iso"].allSatisfy { $0.isASCII && $0.isUppercase }, "line \(row.line)")
      let latitude = try #require(Double(row["latitude"]), "line \(row.line)")
      let longitude = try #require(Double(row["longitude"]), "line \(row.line)")
      #expect(-90...90 ~= latitude && -180...180 ~= longitude, "line \(row.line)")
    }
  }

  @Test func `names no body twice`() throws {
    let rows = try table("organizations", ["id", "name", "names", "nouns", "kind"]).rows
    #expect(rows.count > 300)
    #expect(Set(rows.map { $0["id"] }).count == rows.count)
  }
}
