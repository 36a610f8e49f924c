import Foundation
import Synchronization

/// Standard output behind a buffer of 64 KiB; on a terminal, through a pager when it grows longer than the window.
///
/// What goes to a terminal passes `TerminalText`, what goes elsewhere is left as it is.
final class Output: Sendable {
  private struct State {
    var buffer = Data()
    var paging = Paging.none
    /// Line ends in the buffer, while the pager waits.
    var lines = 0
    /// Whether the pager was left before all was written.
    var isLeft = false
  }

  private enum Paging {
    case none
    /// All is held back until there is more than the window shows.
    case waiting
    case running(Pager)
  }

  private let state = Mutex(State())

  func write(_ text: String) {
    put(Data((Console.isOutputTerminal ? TerminalText.rendered(text) : text).utf8))
  }

  func write(_ data: Data) {
    if Console.isOutputTerminal { write(String(decoding: data, as: UTF8.self)) } else { put(data) }
  }

  /// From now on, what is longer than the window goes through a pager; until `finish`.
  func page() {
    guard Console.isOutputTerminal, Pager.command != nil, let height = Console.height, height > 1 else {
      return
    }
    state.withLock { state in
      if case .none = state.paging, state.buffer.isEmpty { state.paging = .waiting }
    }
  }

  /// Whether whoever reads has left, so that there is no need to go on.
  var isLeft: Bool { state.withLock(\.isLeft) }

  func flush() {
    state.withLock { Self.empty(&$0) }
  }

  /// Writes what is left and waits until the pager is left.
  func finish() {
    state.withLock { state in
      if case .waiting = state.paging { state.paging = .none }
      Self.empty(&state)
      if case .running(let pager) = state.paging { pager.close() }
      state = State()
    }
  }

  private func put(_ data: Data) {
    state.withLock { state in
      state.buffer.append(data)
      if case .waiting = state.paging {
        state.lines += data.count { $0 == UInt8(ascii: "\n") }
        guard let height = Console.height, state.lines >= height else { return }
        state.paging = Pager().map(Paging.running) ?? .none
      }
      if state.buffer.count >= 1 << 16 { Self.empty(&state) }
    }
  }

  /// Writes until all is gone; a reader that went away (`| head`) ends the command quietly, a pager that was left does not.
  private static func empty(_ state: inout State) {
    defer { state.buffer.removeAll(keepingCapacity: true) }
    if state.isLeft { return }
    var descriptor: Int32 = 1
    var pager: Pager?
    if case .running(let running) = state.paging {
      pager = running
      descriptor = running.descriptor
    }
    let isWhole = state.buffer.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = Foundation.write(descriptor, bytes.baseAddress! + sent, bytes.count - sent)
        if count < 0 {
          if errno == EINTR { continue }
          if pager != nil { return false }
          Foundation.exit(errno == EPIPE ? 0 : 2)
        }
        sent += count
      }
      return true
    }
    if !isWhole { state.isLeft = true }
  }
}
