import Foundation
import SommetTesting
import Testing

@Suite struct DiffCommandTests {
  private static let seeds = "\(ProjectFolder.exports)/seeds.json"

  /// The exported seeds with one modality changed and one edge gone.
  private func edited(in folder: TemporaryFolder) throws -> String {
    var lines = try String(contentsOfFile: Self.seeds, encoding: .utf8).components(separatedBy: "\n")
    let warned = try #require(
      lines.firstIndex { $0.contains("\"relation\": \"warned\", \"modality\": \"occurred\"") })
    lines[warned] = lines[warned].replacingOccurrences(
      of: "\"modality\": \"occurred\"", with: "\"modality\": \"denied\"")
    let urged = try #require(lines.firstIndex { $0.contains("\"relation\": \"urged\"") })
    lines.remove(at: urged)
    try folder.write("new.json", Data(lines.joined(separator: "\n").utf8))
    return folder.url("new.json").path
  }

  @Test func `tells by its exit code whether something changed`() throws {
    let folder = try TemporaryFolder()
    let new = try edited(in: folder)
    let same = try Command("diff", Self.seeds, Self.seeds)
    #expect(same.status == 0 && same.output.isEmpty && same.error.isEmpty)
    let other = try Command("diff", Self.seeds, new)
    #expect(other.status == 1, "\(other.error)")
    #expect(other.output.contains("occurred → denied  [modality changed]"))
    #expect(other.output.contains("1 fact gone"))
    #expect(try Command("diff", Self.seeds, "nowhere.json").status == 2)
    #expect(try Command("diff", Self.seeds, new, "--changes", "entity_new").status == 0)
    #expect(try Command("diff", Self.seeds, new, "--changes", "nothing").status == 2)
    #expect(try Command("diff", Self.seeds, new, "--relation", "urged", "--brief").output.contains("urged"))
    #expect(try Command("diff", Self.seeds, new, "--stat").output.contains("modality changed"))
  }

  @Test func `a patch makes the new file of the old one to the byte, and the old of the new`() throws {
    let folder = try TemporaryFolder()
    let new = try edited(in: folder)
    let patch = folder.url("patch.json").path
    #expect(try Command("diff", Self.seeds, new, "--format", "json", "--output", patch).status == 1)
    let patched = try Command("patch", Self.seeds, patch)
    #expect(patched.status == 0, "\(patched.error)")
    #expect(try patched.output == String(contentsOfFile: new, encoding: .utf8))
    #expect(
      try Command("patch", new, patch, "--reverse").output
        == String(contentsOfFile: Self.seeds, encoding: .utf8))
    let refused = try Command("patch", new, patch)
    #expect(refused.status == 2 && refused.output.isEmpty)
    #expect(refused.error.contains("the difference is not of \(new)"))
    #expect(refused.error.contains("expected it, found none"))
  }

  @Test(arguments: ["markdown", "dot", "gexf", "graphml", "json"])
  func `writes every form`(format: String) throws {
    let folder = try TemporaryFolder()
    let command = try Command("diff", Self.seeds, try edited(in: folder), "--format", format)
    #expect(command.status == 1, "\(command.error)")
    #expect(command.output.contains("warned"))
  }
}
