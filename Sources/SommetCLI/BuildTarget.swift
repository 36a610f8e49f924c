import ArgumentParser
import Foundation
import Sommet

/// The store that a build goes into: the one that was named, or one beside the files that are wanted.
///
/// The latter, `NAME.unfinished.sommet` in the folder of the exports, keeps what a build has done when it is stopped, and
/// the memory of a large one small. It goes away when the files are written.
struct BuildTarget {
  let store: Store
  let isTemporary: Bool

  /// Opens a store that was named.
  init(_ storing: StoringOptions, path: String) throws {
    store = try storing.open(path)
    isTemporary = false
  }

  /// Opens or makes a store beside the files that are wanted.
  ///
  /// - Parameter isFresh: whether what a build that was stopped has left is thrown away.
  init(_ storing: StoringOptions, beside folder: String, name: String, isFresh: Bool) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw FormatError(file: folder, "the folder cannot be made: \(Self.reason(error))")
    }
    let path = "\(folder)/\(name).unfinished.sommet"
    do {
      let store = try storing.open(path, isTemporary: true)
      if isFresh, try store.latest != nil || store.looseRecords > 0 {
        store.close()
        Self.remove(path)
        self.store = try storing.open(path, isTemporary: true)
      } else {
        self.store = store
      }
    } catch StoreError.readOnly {
      throw FormatError(file: folder, "the folder cannot be written")
    }
    isTemporary = true
  }

  /// Lets go of the store; one that only served the build goes away.
  func finish() {
    store.close()
    if isTemporary { Self.remove(store.path) }
  }

  /// Lets go of the store of a build that has failed; one that only served the build goes away when it keeps nothing.
  func abandon() {
    let isEmpty = (try? store.latest == nil && store.looseRecords == 0) ?? false
    store.close()
    if isTemporary, isEmpty { Self.remove(store.path) }
  }

  private static func remove(_ path: String) {
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
  }

  /// The system's own words.
  private static func reason(_ error: any Error) -> String {
    let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
    return cause.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(Int32(cause.code))) : error.localizedDescription
  }
}
