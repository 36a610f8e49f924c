import Foundation
import FuzzTargets
import SommetTesting
import Testing

/// Inputs that once found a fault, and the seeds of the fuzzer: a target that does not end the process has passed.
@Suite struct RegressionTests {
  @Test func `inputs that once found a fault are read by the target of their folder`() throws {
    let folder = ProjectFolder.root.appendingPathComponent("Tests/SommetFuzzTests/Regressions")
    for name in try names(in: folder) where !name.hasSuffix(".md") {
      let target = try #require(FuzzTarget(rawValue: name), "\(name) is no target")
      for input in try inputs(folder, target) { target.run(input) }
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func `what fuzzing begins with is read`(target: FuzzTarget) throws {
    let seeds = try inputs(ProjectFolder.root.appendingPathComponent("Fuzz/Seeds"), target)
    #expect(!seeds.isEmpty || target.seed != nil)
    for seed in seeds { target.run(seed) }
    if let seed = target.seed { target.run(seed) }
  }

  /// The files of a target's folder, when there is one.
  private func inputs(_ folder: URL, _ target: FuzzTarget) throws -> [[UInt8]] {
    let folder = folder.appendingPathComponent(target.rawValue)
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try names(in: folder).map { [UInt8](try Data(contentsOf: folder.appendingPathComponent($0))) }
  }

  /// What lies in a folder, in order, but for hidden files.
  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }.sorted()
  }
}
