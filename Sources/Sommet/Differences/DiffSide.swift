import Foundation
import SommetDiff
import SommetFormats
import SommetGraph
import SommetStore

/// A side of a comparison: a graph that a person named.
public enum DiffSide {
  /// Whether a name is that of a folder of articles: any folder that holds no tables of a graph.
  public static func isCorpus(_ name: String) -> Bool {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), isFolder.boolValue else {
      return false
    }
    let files = (try? FileManager.default.contentsOfDirectory(atPath: name)) ?? []
    return !files.contains { $0.lowercased().hasSuffix(".csv") || $0.lowercased().hasSuffix(".tsv") }
  }

  /// The graph in a file, or a version of a store, as it can be compared. Neither is held in memory.
  public static func graph(_ name: String) throws -> any FingerprintedGraph {
    if let reference = try StoreReference(argument: name) { return try reference.openGraph() }
    var graph = try SpooledGraph()
    try GraphFormat.read(name, into: &graph)
    return graph
  }

  /// Whether two versions of stores were made by other rules or another pipeline; nil when the graphs do not tell.
  public static func areRulesChanged(_ old: any FingerprintedGraph, _ new: any FingerprintedGraph) -> Bool? {
    guard let old = old as? StoreGraph, let new = new as? StoreGraph else { return nil }
    let (before, after) = (old.version.origin, new.version.origin)
    return before.rules != after.rules || before.pipeline != after.pipeline
  }
}
