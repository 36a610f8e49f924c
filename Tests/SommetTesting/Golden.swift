import Foundation

/// Whole outputs that tests compare with files in the `Golden` folder beside them.
public enum Golden {
  /// What differs between a text and the golden file of that name; nil when nothing does.
  ///
  /// With `RECORD=1` in the environment the file is rewritten, and that is reported as a difference, so that a
  /// recording never passes for a test.
  public static func difference(_ text: String, from name: String, testFile: String = #filePath) throws
    -> String?
  {
    let file = URL(fileURLWithPath: testFile).deletingLastPathComponent().appendingPathComponent(
      "Golden/\(name)")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      return "recorded \(name); run again without RECORD"
    }
    guard let bytes = try? Data(contentsOf: file) else {
      return "there is no golden file \(name); run with RECORD=1"
    }
    if bytes == Data(text.utf8) { return nil }
    let expected = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let found = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(expected, found).prefix { $0 == $1 }.count
    func show(_ lines: [Substring]) -> Substring { line < lines.count ? lines[line] : "the end" }
    return "\(name):\(line + 1): expected \(show(expected)), found \(show(found))"
  }
}
