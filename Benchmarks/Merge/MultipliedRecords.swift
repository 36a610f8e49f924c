import Foundation
import SommetGraph

/// Many records out of some: copies in which persons, organizations and places that no table knows have other names.
///
/// In a copy twenty articles in a row share their names, as the articles of `corpus.py` do, so that names grow with the records. Texts
/// of two copies have nothing in common; within one they resemble each other as they did.
enum MultipliedRecords {
  private static let worldCount = 20

  /// - Parameter path: of records as `sommet extract` prints them, in ascending order of ids.
  static func write(_ path: String, copies: Int, to target: String) throws {
    let lines = try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: UInt8(ascii: "\n"))
    guard FileManager.default.createFile(atPath: target, contents: nil) else {
      throw CocoaError(.fileWriteUnknown)
    }
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: target))
    for copy in 0..<copies {
      for (number, line) in lines.enumerated() {
        do {
          var record = try JSONDecoder().decode(Record.self, from: line)
          if copy > 0 { rename(&record, copy: copy, world: number / worldCount) }
          let bytes = record.bytes
          withUnsafeBytes(of: UInt32(bytes.count).littleEndian) { file.write(Data($0)) }
          file.write(Data(bytes))
        }
      }
    }
    try file.close()
  }

  private static func rename(_ record: inout Record, copy: Int, world: Int) {
    let names = InventedNames(of: record, seed: UInt64(copy) << 32 | UInt64(world))
    let id = String(format: "c%05d-", copy) + record.article.id
    record.article.id = id
    record.article.sha256 = String(format: "%08x", copy) + record.article.sha256.dropFirst(8)
    record.signature = record.signature.map { other($0, copy) }
    for index in record.entities.indices where record.entities[index].known == nil {
      record.entities[index].label = names.replaced(record.entities[index].label)
      record.entities[index].aliases = record.entities[index].aliases.map(names.replaced)
    }
    for index in record.meetings.indices {
      record.meetings[index].label = names.replaced(record.meetings[index].label)
      for piece in record.meetings[index].evidence.indices {
        record.meetings[index].evidence[piece].article = id
      }
    }
    for index in record.acts.indices {
      record.acts[index].evidence.article = id
      record.acts[index].evidence.quote = names.replaced(record.acts[index].evidence.quote)
      record.acts[index].content = record.acts[index].content.map(names.replaced)
      if case .topic(let words) = record.acts[index].target {
        record.acts[index].target = .topic(names.replaced(words))
      }
    }
  }

  /// Another signature, which is as similar to others of its copy.
  private static func other(_ signature: TextSignature, _ copy: Int) -> TextSignature {
    let encoder = JSONEncoder()
    let decoder = JSONDecoder()
    guard let json = try? encoder.encode(signature), var digits = String(data: json, encoding: .utf8) else {
      return signature
    }
    let mask = UInt32(truncatingIfNeeded: InventedNames.mixed(UInt64(copy)))
    let old = digits.dropFirst().dropLast()
    digits = stride(from: 0, to: old.count, by: 8).map { start in
      let part = old.utf8.dropFirst(start).prefix(8)
      let value = UInt32(String(decoding: part, as: UTF8.self), radix: 16)! ^ mask
      return String(format: "%08x", value)
    }.joined()
    return (try? decoder.decode(TextSignature.self, from: Data("\"\(digits)\"".utf8))) ?? signature
  }
}

/// Invented words for the capitalized words in the names of an article, always the same for a seed.
struct InventedNames {
  private var words: [Substring: String] = [:]

  init(of record: Record, seed: UInt64) {
    for entity in record.entities where entity.known == nil {
      for word in Self.words(entity.label) where word.first!.isUppercase {
        words[word] = Self.invented(word, seed)
      }
    }
  }

  func replaced(_ text: String) -> String {
    if words.isEmpty { return text }
    var result = ""
    var place = text.startIndex
    for word in Self.words(text) {
      guard let other = words[word] else { continue }
      result += text[place..<word.startIndex] + other
      place = word.endIndex
    }
    return result + text[place...]
  }

  private static func words(_ text: String) -> [Substring] {
    text.split { !$0.isLetter }
  }

  private static let onsets = "b br c ch d dr f g gr j l m n p pl r s t tr v".split(separator: " ")
  private static let vowels = "a e i o u ou an on in".split(separator: " ")

  private static func invented(_ word: Substring, _ seed: UInt64) -> String {
    var value = mixed(word.utf8.reduce(mixed(seed)) { mixed($0 ^ UInt64($1)) })
    var name = ""
    for _ in 0..<3 {
      name += onsets[Int(value % UInt64(onsets.count))]
      value /= UInt64(onsets.count)
      name += vowels[Int(value % UInt64(vowels.count))]
      value /= UInt64(vowels.count)
    }
    return name.capitalized
  }

  /// The finalizer of SplitMix64.
  static func mixed(_ value: UInt64) -> UInt64 {
    var state = value &+ 0x9e37_79b9_7f4a_7c15
    state = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    state = (state ^ (state >> 27)) &* 0x94d0_49bb_1331_11eb
    return state ^ (state >> 31)
  }
}
