/// A compiled pipeline: one file, mapped into memory, whose pages are read when they are needed.
///
/// Layout, little-endian: a header of 64 bytes, sections that each begin at a multiple of 64, and a directory.
///
///     header     magic "SOMMETPL", version u32, byte order u32, fingerprint u64, file length u64,
///                directory offset u64, sections u32, directory length u32, directory checksum u64, header checksum u64
///     directory  per section 72 bytes: name offset and length u32, element type u32, rank u32, 4 dimensions u64,
///                offset u64, checksum u64, then 8 bytes of zero; after the last section the names, UTF-8
///
/// Everything above is checked when the file is opened, and so are the contents of sections up to 256 KiB. The
/// larger ones (weights, word tables) are checked by `verify()`, since reading them all would undo the mapping; what
/// is read out of them is kept within bounds by the reader. Checksums are MurmurHash64A.
///
/// ### Sections
///
/// | name | elements | content |
/// |---|---|---|
/// | `meta` | bytes | MessagePack map: `name`, `language`, `components` [[name, factory]], `vectorRows` |
/// | `C/nodes` | bytes | the layers of component C's network, see `CompiledModel` |
/// | `C/N/P` | floats | parameter P (`W`, `b`, `G`, `pad`) of layer N, in the model's shape |
/// | `C/N/mixed` | floats | for a layer `hashembed`: E times its part of the mixing layer, (rows, pieces, outputs) |
/// | `C/N/projected` | floats | for a layer `static_vectors`: V·Wᵀ, shape (vector rows, nO) |
/// | `C/labels` | bytes | morphologizer: MessagePack array of [feats, POS id] in class order |
/// | `C/actions` | bytes | parser, ner: MessagePack array of [type, label] in class order |
/// | `vectors` | table | id of ORTH → vector row |
/// | `symbols/…`, `tokenizer/…`, `ruler/…`, `lemmatizer/…` | | see the compilers of these parts |
///
/// A table T is three sections, see `IdentifierTable`.
public final class PipelineFile: Sendable {
  package static let magic: [UInt8] = Array("SOMMETPL".utf8)
  package static let version: UInt32 = 2
  package static let byteOrder: UInt32 = 0x0102_0304
  package static let headerLength = 64
  package static let entryLength = 72
  package static let alignment = 64
  private static let checkedLength = 256 << 10

  package enum ElementType: UInt32, Sendable {
    case bytes = 1
    case words = 2
    case longs = 3
    case floats = 4

    package var width: Int {
      switch self {
      case .bytes: 1
      case .words, .floats: 4
      case .longs: 8
      }
    }
  }

  private struct Section: Sendable {
    let type: ElementType
    let shape: [Int]
    let offset: Int
    let length: Int
    let checksum: UInt64
  }

  public let path: String
  /// Of the source files: two compilations of one package have the same.
  public let fingerprint: UInt64
  private let file: MappedFile
  private let sections: [String: Section]

  /// Maps and checks a compiled pipeline.
  ///
  /// - Throws: `PipelineError` when the file is missing, foreign, of another version, truncated or damaged.
  public convenience init(path: String) throws(PipelineError) {
    try self.init(MappedFile(path: path))
  }

  /// Checks bytes in memory; `name` stands for the path in messages.
  package convenience init(_ content: [UInt8], name: String) throws(PipelineError) {
    try self.init(MappedFile(content, name: name))
  }

  private init(_ file: MappedFile) throws(PipelineError) {
    self.file = file
    path = file.path
    let path = file.path
    let bytes = file.bytes
    func error(_ field: String, _ expected: String, _ found: String) -> PipelineError {
      .malformed(file: path, field: field, expected: expected, found: found)
    }
    guard bytes.count >= Self.headerLength, bytes.prefix(8).elementsEqual(Self.magic) else {
      throw error("magic", "a compiled pipeline", "something else")
    }
    guard bytes.long(56) == Self.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<56])) else {
      throw error("header", "its checksum", "another")
    }
    guard bytes.word(8) == Self.version else {
      throw error("version", "\(Self.version) (compile the pipeline again)", "\(bytes.word(8))")
    }
    guard bytes.word(12) == Self.byteOrder, Self.byteOrder.littleEndian == Self.byteOrder else {
      throw error("byte order", "a little-endian file and machine", "another")
    }
    guard bytes.long(24) == UInt64(bytes.count) else {
      throw error("file length", "\(bytes.long(24)) bytes", "\(bytes.count)")
    }
    fingerprint = bytes.long(16)
    let count = Int(bytes.word(40))
    let directoryLength = Int(bytes.word(44))
    guard let start = Int(exactly: bytes.long(32)), start >= Self.headerLength, start <= bytes.count,
      directoryLength <= bytes.count - start, count <= directoryLength / Self.entryLength
    else { throw error("directory", "a place within the file", "byte \(bytes.long(32))") }
    let directory = UnsafeRawBufferPointer(rebasing: bytes[start..<start + directoryLength])
    guard Self.checksum(directory) == bytes.long(48) else {
      throw error("directory", "its checksum", "another")
    }
    var sections: [String: Section] = [:]
    for index in 0..<count {
      let entry = UnsafeRawBufferPointer(
        rebasing: directory[index * Self.entryLength..<(index + 1) * Self.entryLength])
      let nameStart = Int(entry.word(0))
      let nameLength = Int(entry.word(4))
      guard nameStart + nameLength <= directoryLength,
        let name = String(
          validating: UnsafeRawBufferPointer(rebasing: directory[nameStart..<nameStart + nameLength]),
          as: UTF8.self)
      else { throw error("directory[\(index)].name", "UTF-8 within the directory", "other bytes") }
      guard let type = ElementType(rawValue: entry.word(8)) else {
        throw error("\(name).type", "1 to 4", "\(entry.word(8))")
      }
      let rank = Int(entry.word(12))
      guard (1...4).contains(rank) else { throw error("\(name).rank", "1 to 4", "\(rank)") }
      let shape = (0..<rank).map { Int(clamping: entry.long(16 + 8 * $0)) }
      guard let elements = Tensor.count(of: shape), let offset = Int(exactly: entry.long(48)),
        offset % Self.alignment == 0, offset >= Self.headerLength, offset <= start,
        elements * type.width <= start - offset
      else { throw error(name, "a place before the directory", "byte \(entry.long(48)), shape \(shape)") }
      let section = Section(
        type: type, shape: shape, offset: offset, length: elements * type.width, checksum: entry.long(56))
      guard sections.updateValue(section, forKey: name) == nil else {
        throw error("directory[\(index)].name", "one section '\(name)'", "two")
      }
      if section.length <= Self.checkedLength {
        try Self.check(section, name, in: bytes, path)
      }
    }
    self.sections = sections
  }

  package static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    MurmurHash.hash64A(bytes, seed: 0x536F_6D6D_6574)
  }

  private static func check(
    _ section: Section, _ name: String, in bytes: UnsafeRawBufferPointer, _ path: String
  ) throws(PipelineError) {
    let content = UnsafeRawBufferPointer(rebasing: bytes[section.offset..<section.offset + section.length])
    guard checksum(content) == section.checksum else {
      throw .malformed(file: path, field: name, expected: "its checksum", found: "another")
    }
  }

  /// Reads the whole file and compares every section with its checksum.
  public func verify() throws(PipelineError) {
    for (name, section) in sections.sorted(by: { $0.value.offset < $1.value.offset }) {
      try Self.check(section, name, in: file.bytes, path)
    }
  }

  /// The whole file.
  package var content: UnsafeRawBufferPointer { file.bytes }

  /// In the order of the file.
  package var sectionNames: [String] { sections.sorted { $0.value.offset < $1.value.offset }.map(\.key) }

  /// Where a section's bytes are.
  ///
  /// - Precondition: there is one of that name.
  package func place(of name: String) -> Range<Int> {
    let section = sections[name]!
    return section.offset..<section.offset + section.length
  }

  /// Whether `init` has compared the section with its checksum.
  package func isCheckedWhenOpened(_ name: String) -> Bool { place(of: name).count <= Self.checkedLength }

  package func contains(_ name: String) -> Bool { sections[name] != nil }

  private func section(_ name: String, _ type: ElementType) throws(PipelineError) -> Section {
    guard let section = sections[name] else {
      throw .malformed(file: path, field: name, expected: "a section", found: "none")
    }
    guard section.type == type else {
      throw .malformed(file: path, field: name, expected: "\(type)", found: "\(section.type)")
    }
    return section
  }

  private func values<Element>(_ section: Section, as _: Element.Type) -> UnsafeBufferPointer<Element> {
    UnsafeRawBufferPointer(rebasing: file.bytes[section.offset..<section.offset + section.length])
      .bindMemory(to: Element.self)
  }

  /// The section's floats, aligned to 64 bytes; valid as long as this file lives.
  package func floats(_ name: String) throws(PipelineError) -> MappedTensor {
    let section = try section(name, .floats)
    return MappedTensor(shape: section.shape, values: values(section, as: Float.self))
  }

  package func words(_ name: String) throws(PipelineError) -> UnsafeBufferPointer<UInt32> {
    values(try section(name, .words), as: UInt32.self)
  }

  package func longs(_ name: String) throws(PipelineError) -> UnsafeBufferPointer<UInt64> {
    values(try section(name, .longs), as: UInt64.self)
  }

  package func bytes(_ name: String) throws(PipelineError) -> UnsafeBufferPointer<UInt8> {
    values(try section(name, .bytes), as: UInt8.self)
  }

  /// The MessagePack value that a section holds.
  package func message(_ name: String) throws(PipelineError) -> MessagePackField {
    try MessagePackField(Array(bytes(name))[...], file: "\(path): \(name)")
  }
}

/// Floats of a compiled pipeline, row-major.
///
/// `@unchecked Sendable`: the mapping is never written to.
package struct MappedTensor: @unchecked Sendable {
  package let shape: [Int]
  /// Valid as long as the `PipelineFile` lives.
  package let values: UnsafeBufferPointer<Float>
}

extension UnsafeRawBufferPointer {
  fileprivate func word(_ offset: Int) -> UInt32 {
    UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  fileprivate func long(_ offset: Int) -> UInt64 {
    UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
