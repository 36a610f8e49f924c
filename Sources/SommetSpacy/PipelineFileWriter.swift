#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Gathers the sections of a compiled pipeline and writes them as one file.
package struct PipelineFileWriter {
  private struct Entry {
    let name: String
    let type: PipelineFile.ElementType
    let shape: [Int]
    let offset: Int
    let checksum: UInt64
  }

  private var content = [UInt8](repeating: 0, count: PipelineFile.headerLength)
  private var entries: [Entry] = []

  package init() {}

  private mutating func add(
    _ name: String, _ type: PipelineFile.ElementType, _ shape: [Int], _ bytes: UnsafeRawBufferPointer
  ) {
    precondition(!entries.contains { $0.name == name }, "the section \(name) is written twice")
    precondition(
      (1...4).contains(shape.count) && Tensor.count(of: shape).map { $0 * type.width } == bytes.count,
      "the section \(name) is as long as its shape says")
    content.append(
      contentsOf: repeatElement(0, count: -content.count & (PipelineFile.alignment - 1)))
    entries.append(
      Entry(
        name: name, type: type, shape: shape, offset: content.count, checksum: PipelineFile.checksum(bytes)))
    content.append(contentsOf: bytes)
  }

  package mutating func add(_ name: String, floats: [Float], shape: [Int]) {
    floats.withUnsafeBytes { add(name, .floats, shape, $0) }
  }

  package mutating func add(_ name: String, words: [UInt32]) {
    words.withUnsafeBytes { add(name, .words, [words.count], $0) }
  }

  package mutating func add(_ name: String, longs: [UInt64]) {
    longs.withUnsafeBytes { add(name, .longs, [longs.count], $0) }
  }

  package mutating func add(_ name: String, bytes: [UInt8]) {
    bytes.withUnsafeBytes { add(name, .bytes, [bytes.count], $0) }
  }

  package mutating func add(_ name: String, message: MessagePackValue) {
    add(name, bytes: MessagePackWriter.bytes(of: message))
  }

  /// The whole file.
  package func bytes(fingerprint: UInt64) -> [UInt8] {
    var file = content
    file.append(contentsOf: repeatElement(0, count: -file.count & (PipelineFile.alignment - 1)))
    let directoryOffset = file.count
    var directory: [UInt8] = []
    var names: [UInt8] = []
    for entry in entries {
      let name = Array(entry.name.utf8)
      directory.append(word: UInt32(entries.count * PipelineFile.entryLength + names.count))
      directory.append(word: UInt32(name.count))
      directory.append(word: entry.type.rawValue)
      directory.append(word: UInt32(entry.shape.count))
      for index in 0..<4 {
        directory.append(long: index < entry.shape.count ? UInt64(entry.shape[index]) : 0)
      }
      directory.append(long: UInt64(entry.offset))
      directory.append(long: entry.checksum)
      directory.append(long: 0)
      names.append(contentsOf: name)
    }
    directory.append(contentsOf: names)
    file.append(contentsOf: directory)

    var header = PipelineFile.magic
    header.append(word: PipelineFile.version)
    header.append(word: PipelineFile.byteOrder)
    header.append(long: fingerprint)
    header.append(long: UInt64(file.count))
    header.append(long: UInt64(directoryOffset))
    header.append(word: UInt32(entries.count))
    header.append(word: UInt32(directory.count))
    header.append(long: directory.withUnsafeBytes { PipelineFile.checksum($0) })
    header.append(long: header.withUnsafeBytes { PipelineFile.checksum($0) })
    file.replaceSubrange(0..<PipelineFile.headerLength, with: header)
    return file
  }

  /// Writes beside `path`, then renames, so that a reader sees the old file or the new one and never half of it.
  package func write(to path: String, fingerprint: UInt64) throws(PipelineError) {
    let content = bytes(fingerprint: fingerprint)
    let partial = "\(path).\(getpid()).partial"
    func failure() -> PipelineError { .unreadable(file: partial, reason: String(cString: strerror(errno))) }
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure() }
    var written = 0
    while written < content.count {
      let count = content.withUnsafeBytes {
        sysWrite(descriptor, $0.baseAddress! + written, $0.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let error = failure()
        close(descriptor)
        unlink(partial)
        throw error
      }
      written += count
    }
    let isFlushed = fsync(descriptor) == 0
    guard close(descriptor) == 0, isFlushed, rename(partial, path) == 0 else {
      let error = failure()
      unlink(partial)
      throw error
    }
  }
}

/// `write(2)`, which the method of that name hides.
private func sysWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

extension [UInt8] {
  fileprivate mutating func append(word: UInt32) {
    Swift.withUnsafeBytes(of: word.littleEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func append(long: UInt64) {
    Swift.withUnsafeBytes(of: long.littleEndian) { append(contentsOf: $0) }
  }
}
