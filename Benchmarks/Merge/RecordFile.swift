import Foundation
import SommetGraph

/// Records in a file, one after the other in ascending order of ids, each in `Record.bytes` behind its length as four bytes, little-endian.
struct RecordFile: RecordReading {
  private let descriptor: Int32
  /// Where each record begins, behind its length; the end of the file last.
  private let starts: [Int]

  init(_ path: String) throws {
    descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw CocoaError(.fileReadNoSuchFile) }
    var starts: [Int] = []
    var place = 0
    var length: UInt32 = 0
    while pread(descriptor, &length, 4, off_t(place)) == 4 {
      starts.append(place + 4)
      place += 4 + Int(UInt32(littleEndian: length))
    }
    self.starts = starts + [place + 4]
  }

  var recordCount: Int { starts.count - 1 }

  func record(at number: Int, _ parts: RecordParts) throws -> Record {
    let count = starts[number + 1] - 4 - starts[number]
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = max(pread(descriptor, buffer.baseAddress!, count, off_t(starts[number])), 0)
    }
    return try Record(bytes: bytes, parts)
  }
}
