import Foundation
import SommetSpacy
import SommetText
import Testing

/// Whatever a file holds, the answer is an error that names it, or a pipeline that runs.
@Suite struct DamageTests {
  private static let text = ScalarText(
    "La ministre a rencontré hier M. Durand-Lefèvre à l'ambassade (5-8) :-) .")

  /// Numbers that look random and are the same in every run.
  struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  /// A compiled pipeline's bytes, of the smaller model when it is there.
  private func compiled() throws -> [UInt8]? {
    guard let file = try Published.small.compiled() ?? Published.medium.compiled() else { return nil }
    return Array(file.content)
  }

  @Test func `a truncated pipeline is an error`() throws {
    guard let bytes = try compiled() else { return }
    var dice = Dice(seed: 1)
    let ends = Array(1...80) + (0..<60).map { _ in 1 + dice.next(bytes.count - 1) } + [bytes.count - 1]
    for end in ends {
      let error = #expect(throws: PipelineError.self) {
        try PipelineFile(Array(bytes[..<end]), name: "cut.sommet")
      }
      #expect(error?.description.hasPrefix("cut.sommet: ") == true)
    }
  }

  @Test func `a flipped byte is an error, or found by verifying, and never a crash`() throws {
    guard var bytes = try compiled() else { return }
    let whole = try PipelineFile(bytes, name: "whole.sommet")
    try whole.verify()
    var dice = Dice(seed: 2)
    let places =
      Array(0..<64) + (0..<100).map { _ in dice.next(bytes.count) }
      + (0..<60).map { _ in bytes.count - 1 - dice.next(12_000) }
    var opened = 0
    for place in places {
      let old = bytes[place]
      bytes[place] ^= UInt8(1 << dice.next(8))
      defer { bytes[place] = old }
      guard let file = try? PipelineFile(bytes, name: "flipped.sommet") else { continue }
      // Between sections are bytes that nothing reads.
      if (try? file.verify()) != nil { continue }
      opened += 1
      if let pipeline = try? Pipeline(file: file) { _ = try pipeline.annotate([Self.text]) }
    }
    #expect(opened > 0)
  }

  @Test(arguments: [0x00, 0x7F, 0xFF] as [UInt8])
  func `tables and weights full of nonsense do not crash`(filler: UInt8) throws {
    guard let bytes = try compiled() else { return }
    let whole = try PipelineFile(bytes, name: "whole.sommet")
    for name in whole.sectionNames where !whole.isCheckedWhenOpened(name) {
      var damaged = bytes
      let range = whole.place(of: name)
      for index in range { damaged[index] = filler }
      if damaged == bytes { continue }
      let file = try PipelineFile(damaged, name: "filled.sommet")
      #expect {
        try file.verify()
      } throws: {
        "\($0)" == "filled.sommet: \(name): expected its checksum, found another"
      }
      if let pipeline = try? Pipeline(file: file) { _ = try pipeline.annotate([Self.text]) }
    }
  }

  @Test func `a foreign file is told from a pipeline`() throws {
    #expect {
      try PipelineFile(
        Array("PK and so on, at least sixty-four bytes of what is no pipeline at all.".utf8), name: "x")
    } throws: {
      "\($0)" == "x: magic: expected a compiled pipeline, found something else"
    }
    #expect {
      try PipelineFile(path: "/nowhere/x.sommet")
    } throws: {
      "\($0)" == "/nowhere/x.sommet: No such file or directory"
    }
  }

  // MARK: Packages

  @Test func `a damaged wheel is an error`() throws {
    guard let wheel = Published.small.wheel ?? Published.medium.wheel else { return }
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: wheel)))
    let folder = try TemporaryFolder()
    let path = folder.path("damaged.whl")
    var dice = Dice(seed: 3)
    for end in [1, 21, 22, 100] + (0..<20).map({ _ in dice.next(bytes.count) }) {
      try Data(bytes[..<end]).write(to: URL(fileURLWithPath: path))
      #expect(throws: PipelineError.self) {
        try PipelineCompiler.compile(ModelPackage(path: path), to: folder.path("out"))
      }
    }
    // The directory at the end: every field of some entries.
    for _ in 0..<60 {
      var damaged = bytes
      damaged[bytes.count - 1 - dice.next(5000)] ^= UInt8(1 + dice.next(255))
      try Data(damaged).write(to: URL(fileURLWithPath: path))
      do {
        let package = try ModelPackage(path: path)
        for file in ["config.cfg", "tokenizer", "parser/moves"] { _ = try package.content(of: file) }
      } catch { #expect("\(error)".hasPrefix(path)) }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
  }

  @Test func `a wheel of something else is refused`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("other.whl")
    // An archive with nothing in it.
    let empty: [UInt8] = [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)
    try Data(empty).write(to: URL(fileURLWithPath: path))
    #expect {
      try ModelPackage(path: path)
    } throws: {
      "\($0)" == "\(path): the archive: expected one pipeline with a config.cfg, found none"
    }
    #expect {
      try ModelPackage(path: folder.path(""))
    } throws: {
      "\($0)" == "\(folder.path("")): no spaCy pipeline (a folder with a config.cfg) in it"
    }
  }

  @Test func `a package is read from every folder it may be in`() throws {
    guard let source = Published.small.wheel ?? Published.medium.wheel else { return }
    let folder = try TemporaryFolder()
    let package = try ModelPackage(path: source)
    let place = "site/\(package.name.prefix { $0 != "-" })/\(package.name)"
    for file in ["config.cfg", "meta.json"] {
      try folder.write(package.content(of: file), to: "\(place)/\(file)")
    }
    for start in ["site", (place as NSString).deletingLastPathComponent, place] {
      let found = try ModelPackage(path: folder.path(start))
      #expect(found.name == package.name)
      #expect(try found.content(of: "config.cfg") == package.content(of: "config.cfg"))
    }
  }

  @Test(arguments: [
    (
      "config.cfg", "lang = \"fr\"", "lang = \"de\"",
      "config.cfg: nlp.lang: the language 'de' is not supported"
    ),
    (
      "config.cfg", "factory = \"parser\"", "factory = \"spancat\"",
      "config.cfg: components.parser.factory: 'spancat' is not supported"
    ),
    (
      "config.cfg", "mode = \"rule\"", "mode = \"lookup\"",
      "config.cfg: components.lemmatizer.mode: 'lookup' is not supported"
    ),
    (
      "attribute_ruler/patterns", "NOT_IN", "FUZZYX",
      "attribute_ruler/patterns: [21].patterns[0][0].DEP: the predicate FUZZYX is not supported"
    ),
    (
      "attribute_ruler/patterns", "IS_SPACE", "IS_LOWER",
      "attribute_ruler/patterns: [20].patterns[0][0]: the key 'IS_LOWER' is not supported"
    ),
    (
      "morphologizer/cfg", "\"labels_pos\"", "\"labels_tag\"",
      "morphologizer/cfg: labels_morph, labels_pos: expected objects, found none"
    ),
    (
      "parser/cfg", "\"beam_width\":1", "\"beam_width\":4",
      "parser/cfg: beam_width: a beam of 4.0 is not supported"
    ),
    (
      "tokenizer", "^\\.\\.+|^", "^\\b\\.+|^",
      "tokenizer: prefix_search, scalar 148: the escape '\\b' is not supported"
    ),
  ])
  func `what is not supported is refused by name`(file: String, old: String, new: String, message: String)
    throws
  {
    guard let source = Published.small.wheel ?? Published.medium.wheel else { return }
    let folder = try TemporaryFolder()
    try folder.unpack(source)
    var content = try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder.path(file))))
    let range = try #require(content.firstRange(of: Array(old.utf8)), "\(file) holds \(old)")
    content.replaceSubrange(range, with: Array(new.utf8))
    try folder.write(content, to: file)
    let error = #expect(throws: PipelineError.self) {
      try PipelineCompiler.compile(ModelPackage(path: folder.path("")), to: folder.path("out"))
    }
    #expect(error.map { "\($0)" } == folder.path(message))
  }

  @Test(arguments: [
    "tokenizer", "parser/model", "parser/moves", "morphologizer/model", "lemmatizer/lookups/lookups.bin",
  ])
  func `a damaged file of a package is an error, or read`(file: String) throws {
    guard let source = Published.small.wheel ?? Published.medium.wheel else { return }
    let bytes = try ModelPackage(path: source).content(of: file)
    var dice = Dice(seed: 4)
    for round in 0..<30 {
      var damaged = bytes
      if round % 3 == 0 {
        damaged.removeLast(1 + dice.next(bytes.count - 1))
        #expect(throws: PipelineError.self) { try MessagePackField(damaged[...], file: file) }
      } else {
        for _ in 0..<round { damaged[dice.next(min(bytes.count, 4000))] = UInt8(dice.next(256)) }
        do {
          if file.hasSuffix("model") { _ = try ThincModel(damaged, file: file) }
          _ = try MessagePackField(damaged[...], file: file)
        } catch { #expect("\(error)".hasPrefix("\(file): ")) }
      }
    }
  }
}
