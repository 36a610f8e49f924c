import SommetSpacy

/// Files of a published package.
enum PackageInput {
  /// - Parameter bytes: the first says which file, the others are its content.
  static func run(_ bytes: [UInt8]) {
    guard let kind = bytes.first else { return }
    let content = Array(bytes.dropFirst())
    FuzzTarget.expecting(PipelineError.self) {
      switch kind {
      case UInt8(ascii: "m"): _ = try MessagePackField(content[...], file: "a")
      case UInt8(ascii: "t"): _ = try ThincModel(content, file: "a")
      case UInt8(ascii: "n"): _ = try NumpyArray(content, file: "a")
      case UInt8(ascii: "j"): _ = try JSONValue(content, file: "a")
      case UInt8(ascii: "c"):
        _ = try PipelineConfiguration(content, file: "a").components()
      case UInt8(ascii: "r"): try expression(FuzzTarget.text(content))
      case UInt8(ascii: "z"):
        let archive = try ZipArchive(content, name: "a")
        for name in archive.names { _ = try? archive.content(of: name) }
      default: break
      }
    }
  }

  private static let text = "d'aujourd’hui http://x.fr/a?b=c 12,5 % (5-8) :-) Aix-en-Provence a@b.fr"
    .unicodeScalars.map(\.value)

  /// An expression is compiled, and then runs.
  private static func expression(_ source: String) throws {
    var compiler = RegexCompiler()
    var writer = PipelineFileWriter()
    compiler.add(try RegexSyntax(source, file: "a", field: "search"), as: "r", to: &writer)
    compiler.writeSets(as: "sets", to: &writer)
    let file = try PipelineFile(writer.bytes(fingerprint: 0), name: "a.sommet")
    let program = try RegexProgram("r", sets: ScalarSets("sets", in: file), in: file)
    // The program reads the file as long as it lives.
    withExtendedLifetime(file) {
      text.withUnsafeBufferPointer { text in
        let slice = ScalarSlice(text.baseAddress!, 0, text.count)
        _ = program.match(slice, RegexStack())
        _ = program.search(slice, RegexStack())
      }
    }
  }
}
