import Foundation
import Synchronization

/// Ctrl-C and `kill`: the first ends the work well, the second at once.
enum Interruption {
  /// The number of the signal that came; 0 for none.
  private static let signal = Atomic<Int32>(0)

  /// From now on, SIGINT and SIGTERM only ask to stop, once.
  static func listen() {
    // Made now: what is made when it is first asked for has no place in a signal's handler.
    _ = isRequested
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { Interruption.note($0) }
    action.sa_flags = CInt(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
    for number in [SIGINT, SIGTERM] { sigaction(number, &action, nil) }
  }

  private static func note(_ number: Int32) { signal.store(number, ordering: .relaxed) }

  static var isRequested: Bool { signal.load(ordering: .relaxed) != 0 }

  /// What a shell expects of a program that a signal ended.
  static var exit: Console.Exit { signal.load(ordering: .relaxed) == SIGTERM ? .terminated : .interrupted }
}
