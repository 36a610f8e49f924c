import Glibc
import Synchronization

/// How far the reading of a corpus has come, and whether it is to go on. Shared by all readers of one walk.
public final class InputMeter: Sendable {
  private let taken = Atomic<Int>(0)
  private let stopped = Atomic<Bool>(false)

  init() {}

  /// Bytes of the inputs so far, as they lie on the disk: packed ones count packed.
  public var bytesRead: Int { taken.load(ordering: .relaxed) }

  func add(_ count: Int) { taken.wrappingAdd(count, ordering: .relaxed) }

  /// Ends the reading, even of a pipe that nothing comes out of.
  public func stop() { stopped.store(true, ordering: .relaxed) }

  var isStopped: Bool { stopped.load(ordering: .relaxed) }

  /// Waits until there is something to read.
  ///
  /// - Returns: false when the reading was ended first.
  func waits(for descriptor: Int32) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while !isStopped {
      let found = poll(&waiting, 1, Self.patience)
      // A signal ends the waiting, too; what else is wrong, reading finds out.
      if found > 0 || (found < 0 && errno != EINTR) { return true }
    }
    return false
  }

  /// Milliseconds between two looks at whether to stop.
  private static let patience: Int32 = 100
}
