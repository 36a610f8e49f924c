/// Opens an input of any kind: looks at its first bytes, unpacks what is packed, and gives its reader.
enum InputOpener {
  /// Opens a file.
  ///
  /// - Parameter path: a file, or `-` for standard input.
  static func open(_ path: String, _ context: InputContext) throws(CorpusError) -> any SourceReader {
    let file = try OpenFile(path, context.meter)
    let name = InputName(path == "-" ? "stdin" : path)
    let head = InputBuffer(FileInput(file))
    let kind = InputKind(name, head: try head.peek(InputKind.headSize))
    if kind == .zip, file.size != nil {
      return try ZIPReader(ZIPDirectory(file, limits: context.limits), name: path, id: name.id, context)
    }
    // An article as it stands on the disk is read by the thread that works on it.
    if kind == .text || kind == .page, file.size != nil, path != "-" {
      return SingleReader(
        context.source(name.id, path: path, isRecord: false, .file(isPage: kind == .page)))
    }
    return try open(head, kind, name, context)
  }

  /// Opens a stream.
  static func open(
    _ input: any ByteInput, name: InputName, _ context: InputContext
  ) throws(CorpusError) -> any SourceReader {
    let buffer = InputBuffer(input)
    return try open(buffer, InputKind(name, head: try buffer.peek(InputKind.headSize)), name, context)
  }

  private static func open(
    _ input: InputBuffer, _ kind: InputKind, _ name: InputName, _ context: InputContext
  ) throws(CorpusError) -> any SourceReader {
    if try input.peek(1).isEmpty { throw .empty(file: input.name) }
    switch kind {
    case .gzip:
      return try open(
        InflatedInput(input, .gzip, growth: context.growth), name: name, deeper(context, input.name))
    case .zip:
      let file = try spool(input, context.limits)
      return try ZIPReader(
        ZIPDirectory(file, limits: context.limits), name: input.name, id: name.id,
        deeper(context, input.name))
    case .warc: return WARCReader(input, id: name.id, context)
    case .jsonLines: return JSONLinesReader(input, id: name.id, context)
    case .feed: return try FeedReader(input, id: name.id, context)
    case .page, .text:
      let bytes = try input.all(limit: context.limits.fileSize)
      let content = ArticleSource.Content.bytes(bytes, charset: nil, isPage: kind == .page)
      return SingleReader(context.source(name.id, path: input.name, isRecord: false, content))
    case .otherXML(let root):
      throw .malformed(
        file: input.name, expected: "RSS, Atom or a page", found: "the XML element '\(Shown.name(root))'")
    }
  }

  private static func deeper(_ context: InputContext, _ name: String) throws(CorpusError) -> InputContext {
    var context = context
    context.nesting += 1
    if context.nesting > context.limits.nesting {
      throw .refused(
        file: name, reason: "archives are nested more than \(context.limits.nesting) deep")
    }
    return context
  }

  /// Copies a stream to a file without a name, for archives whose directory stands at the end.
  private static func spool(_ input: InputBuffer, _ limits: Corpus.Limits) throws(CorpusError) -> OpenFile {
    let file = try OpenFile(temporary: input.name)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { chunk.deallocate() }
    var size = 0
    while true {
      let count = try input.read(into: chunk)
      if count == 0 { return file }
      size += count
      if size > limits.spoolSize { throw .tooLarge(file: input.name, limit: limits.spoolSize) }
      try file.write(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
    }
  }
}
