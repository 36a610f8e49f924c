import Foundation
import Sommet
import Synchronization

/// A store that is opened while the arguments are still being read: each takes some milliseconds, and there is more than
/// one core.
enum EarlyStore {
  /// What is being opened: when `done`, the graph is there or why it is not.
  private final class Opening: Sendable {
    let reference: StoreReference
    let done = DispatchSemaphore(value: 0)
    let graph = Mutex<Result<StoreGraph, any Error>?>(nil)

    init(_ reference: StoreReference) { self.reference = reference }
  }

  private static let opening = Mutex<Opening?>(nil)

  /// Begins to open what an argument names, when that is a store; all else is left to whoever opens it.
  static func begin(_ argument: String) {
    guard let reference = try? StoreReference(argument: argument) else { return }
    let opening = Opening(reference)
    Self.opening.withLock { $0 = opening }
    DispatchQueue.global().async {
      let graph = Result { try opening.reference.openGraph() }
      opening.graph.withLock { $0 = graph }
      opening.done.signal()
    }
  }

  /// The graph of a version of a store: the one that was begun with, once, else one that is opened now.
  ///
  /// - Throws: `StoreError`.
  static func take(_ reference: StoreReference) throws -> StoreGraph {
    let begun = opening.withLock { opening in
      defer { opening = nil }
      return opening
    }
    guard let begun, begun.reference == reference else { return try reference.openGraph() }
    begun.done.wait()
    return try begun.graph.withLock { $0! }.get()
  }
}
