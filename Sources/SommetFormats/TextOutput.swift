import Foundation
import SommetText

/// Text on its way to a descriptor or into memory, gathered in pieces of 64 KiB.
package struct TextOutput: ~Copyable {
  private var buffer: [UInt8] = []
  /// nil: everything stays in memory.
  private let descriptor: Int32?
  private let name: String

  private static let limit = 1 << 16

  /// - Parameter name: the file's, for messages.
  package init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    buffer.reserveCapacity(Self.limit + 4096)
  }

  package init() {
    descriptor = nil
    name = "memory"
  }

  package mutating func write(_ text: String) throws(FormatError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.limit { try flush() }
  }

  /// Hands what is gathered to the descriptor.
  package mutating func flush() throws(FormatError) {
    guard let descriptor else { return }
    var start = 0
    while start < buffer.count {
      let written = buffer.withUnsafeBytes { bytes in
        Foundation.write(descriptor, bytes.baseAddress! + start, bytes.count - start)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw FormatError(file: name, "cannot be written: \(String(cString: strerror(errno)))")
      }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// What was written to memory.
  package var text: String { String(decoding: buffer, as: UTF8.self) }
}
