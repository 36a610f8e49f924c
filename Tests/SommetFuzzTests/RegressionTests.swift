import Foundation
import FuzzTargets
import SommetTesting
import Testing

/// Inputs that once found a fault, and the seeds of the fuzzer: a target that does not end the process has passed.
@Suite struct RegressionTests {
  @Test(arguments: FuzzTarget.allCases)
  func `inputs that once found a fault are read`(target: FuzzTarget) throws {
    for input in try inputs(
      ProjectFolder.root.appendingPathComponent("Tests/SommetFuzzTests/Regressions"), target)
    {
      target.run(input)
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
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { !$0.lastPathComponent.hasPrefix(".") }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { [UInt8](try Data(contentsOf: $0)) }
  }
}
