import Foundation
import Synchronization

/// The right to write to a store, held by one process at a time; it ends with the process, however that ends.
///
/// A file beside the store, `graph.sommet-lock`, is locked by the system (`flock`) and says who holds it. It goes away
/// with the lock.
final class WriterLock: Sendable {
  private let path: String
  private let descriptor: Mutex<Int32?>

  /// - Throws: `StoreError.locked` when another process still holds it after `patience` seconds,
  ///   `StoreError.readOnly`.
  init(path store: String, patience: Double) throws(StoreError) {
    let path = store + "-lock"
    let deadline = ContinuousClock.now + .seconds(patience)
    while true {
      if let descriptor = try Self.take(path, store) {
        self.path = path
        self.descriptor = Mutex(descriptor)
        let words = "process \(getpid()), since \(Date().formatted(.iso8601))\n"
        ftruncate(descriptor, 0)
        _ = words.utf8CString.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count - 1, 0) }
        return
      }
      if ContinuousClock.now >= deadline { throw .locked(path: store, holder: Self.holder(path)) }
      usleep(50_000)
    }
  }

  /// The descriptor of the locked file; nil when another holds it.
  private static func take(_ path: String, _ store: String) throws(StoreError) -> Int32? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      switch errno {
      case EROFS, EACCES, EPERM: throw .readOnly(path: store)
      case ENOSPC, EDQUOT: throw .full(path: store)
      default: throw .failed(path: store, reason: String(cString: strerror(errno)))
      }
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      Foundation.close(descriptor)
      return nil
    }
    // Whoever held it before may have removed the file between our opening and our locking it.
    var ours = stat()
    var named = stat()
    guard fstat(descriptor, &ours) == 0, stat(path, &named) == 0, ours.st_ino == named.st_ino else {
      Foundation.close(descriptor)
      return nil
    }
    return descriptor
  }

  private static func holder(_ path: String) -> String {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return words.isEmpty ? "another process" : words
  }

  func release() {
    descriptor.withLock { held in
      guard let descriptor = held else { return }
      unlink(path)
      Foundation.close(descriptor)
      held = nil
    }
  }

  deinit { release() }
}
