extension Record {
  /// The record in little space; the same record has the same bytes.
  ///
  /// Each list is a section that can be passed over. Several times as quick to read as JSON, and not meant for other programs.
  public var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(version)
    writer.write(article)
    writer.writeSection { $0.write(signature) { $0.write(raw: $1.bytes) } }
    writer.writeSection { $0.write(entities) { $0.write($1) } }
    writer.writeSection { $0.write(meetings) { $0.write($1, in: article.id) } }
    writer.writeSection { $0.write(acts) { $0.write($1, in: article.id) } }
    writer.writeSection { $0.write(mentions) { $0.write($1) } }
    writer.writeSection { $0.write(times) { $0.write($1) } }
    return writer.bytes
  }

  /// Reads what `bytes` wrote.
  ///
  /// - Parameter parts: what is wanted; other lists stay empty.
  public init(bytes: some Collection<UInt8>, _ parts: RecordParts = .all) throws(ByteReaderError) {
    var reader = ByteReader(Array(bytes)[...])
    let version = try reader.integer()
    guard version == Self.currentVersion else {
      throw ByteReaderError(
        offset: 0, expected: "a record of version \(Self.currentVersion), found version \(version)")
    }
    self.init(article: try reader.article())
    if var section = try reader.section(parts.contains(.signature)) {
      signature = try section.optional { (reader) throws(ByteReaderError) in
        TextSignature(bytes: try reader.raw(TextSignature.count * 4))
      }
    }
    if var section = try reader.section(parts.contains(.entities)) {
      entities = try section.list { (reader) throws(ByteReaderError) in try reader.entity() }
    }
    let id = article.id
    if var section = try reader.section(parts.contains(.meetings)) {
      meetings = try section.list { (reader) throws(ByteReaderError) in try reader.meeting(in: id) }
    }
    if var section = try reader.section(parts.contains(.acts)) {
      acts = try section.list { (reader) throws(ByteReaderError) in try reader.act(in: id) }
    }
    if var section = try reader.section(parts.contains(.mentions)) {
      mentions = try section.list { (reader) throws(ByteReaderError) in try reader.mention() }
    }
    if var section = try reader.section(parts.contains(.times)) {
      times = try section.list { (reader) throws(ByteReaderError) in try reader.time() }
    }
  }
}

extension ByteWriter {
  mutating func write(_ article: ArticleInfo) {
    write(article.id)
    write(article.title)
    write(article.date)
    write(article.dateSource.rawValue)
    write(article.language)
    write(article.sha256)
    write(article.source)
    write(article.url)
    write(article.author)
  }

  mutating func write(_ time: RecordedTime) {
    write(time.start)
    write(time.end)
    write(time.text)
    write(time.value)
  }

  fileprivate mutating func write(_ entity: RecordedEntity) {
    write(entity.kind.rawValue)
    write(entity.label)
    write(entity.aliases) { $0.write($1) }
    write(entity.known)
    write(entity.attributes.sorted { $0.key < $1.key }) {
      $0.write($1.key)
      $0.write($1.value)
    }
  }

  fileprivate mutating func write(_ mention: RecordedMention) {
    write(mention.start)
    write(mention.end)
    write(mention.entity)
    write(mention.form)
    write(mention.text)
    write(mention.rule)
  }

  fileprivate mutating func write(_ meeting: RecordedMeeting, in article: String) {
    write(meeting.label)
    write(meeting.isNamed)
    write(meeting.modality.rawValue)
    write(meeting.date)
    write(meeting.place) { $0.write($1) }
    write(meeting.participants) { $0.write($1) }
    write(meeting.confidence)
    write(meeting.rule)
    write(meeting.evidence) { $0.write($1, in: article) }
    write(meeting.plover) { $0.write($1) { $0.write($1) } }
  }

  fileprivate mutating func write(_ act: RecordedAct, in article: String) {
    write(act.relation.rawValue)
    write(act.source)
    switch act.target {
    case .entity(let index):
      write(0)
      write(index)
    case .meeting(let index):
      write(1)
      write(index)
    case .topic(let words):
      write(2)
      write(words)
    }
    write(act.modality.rawValue)
    write(act.date)
    write(act.content)
    write(act.concerns) { $0.write($1) }
    write(act.title)
    write(act.accordingTo) { $0.write($1) }
    write(act.confidence)
    write(act.rule)
    write(act.evidence, in: article)
    write(act.plover) { $0.write($1) { $0.write($1) } }
  }

  /// - Parameter article: the article that is not named, since it is the evidence's own.
  mutating func write(_ piece: Evidence, in article: String?) {
    write(piece.article == article ? nil : piece.article)
    write(piece.sentence)
    write(piece.start)
    write(piece.end - piece.start)
    write(piece.quote)
    write(piece.trigger.start - piece.start)
    write(piece.trigger.end - piece.trigger.start)
  }

  mutating func write<Entity>(_ code: PloverCode<Entity>, _ entity: (inout ByteWriter, Entity) -> Void) {
    write(code.type)
    for words in [code.modes, code.auxiliaries, code.contexts] { write(words) { $0.write($1) } }
    write(code.actors, entity)
    write(code.rule)
  }
}

extension ByteReader {
  mutating func article() throws(ByteReaderError) -> ArticleInfo {
    var article = ArticleInfo(id: try text())
    article.title = try optionalText()
    article.date = try optionalText()
    article.dateSource = try word { ArticleInfo.DateSource(rawValue: $0) }
    article.language = try text()
    article.sha256 = try text()
    article.source = try optionalText()
    article.url = try optionalText()
    article.author = try optionalText()
    return article
  }

  mutating func time() throws(ByteReaderError) -> RecordedTime {
    RecordedTime(start: try integer(), end: try integer(), text: try text(), value: try optionalText())
  }

  fileprivate mutating func entity() throws(ByteReaderError) -> RecordedEntity {
    var entity = RecordedEntity(kind: NodeKind(rawValue: try text()), label: try text())
    entity.aliases = try texts()
    entity.known = try optionalText()
    for _ in 0..<(try count()) {
      let name = try text()
      entity.attributes[name] = try text()
    }
    return entity
  }

  fileprivate mutating func mention() throws(ByteReaderError) -> RecordedMention {
    RecordedMention(
      start: try integer(), end: try integer(), entity: try integer(), form: try text(), text: try text(),
      rule: try optionalText())
  }

  fileprivate mutating func meeting(in article: String) throws(ByteReaderError) -> RecordedMeeting {
    RecordedMeeting(
      label: try text(), isNamed: try flag(), modality: try modality(), date: try optionalText(),
      place: try optionalInteger(), participants: try integers(), confidence: try double(),
      rule: try text(),
      evidence: try list { (reader) throws(ByteReaderError) in try reader.evidence(in: article) },
      plover: try code())
  }

  fileprivate mutating func act(in article: String) throws(ByteReaderError) -> RecordedAct {
    RecordedAct(
      relation: Relation(rawValue: try text()), source: try integer(), target: try target(),
      modality: try modality(), date: try optionalText(), content: try optionalText(),
      concerns: try integers(), title: try optionalText(), accordingTo: try optionalInteger(),
      confidence: try double(), rule: try text(), evidence: try evidence(in: article), plover: try code())
  }

  private mutating func target() throws(ByteReaderError) -> RecordedAct.Target {
    switch try integer() {
    case 0: .entity(try integer())
    case 1: .meeting(try integer())
    case 2: .topic(try text())
    case let other: throw ByteReaderError(offset: offset, expected: "a kind of target, found \(other)")
    }
  }

  private mutating func code() throws(ByteReaderError) -> PloverCode<Int>? {
    try optional { (reader) throws(ByteReaderError) in
      try reader.code { (reader) throws(ByteReaderError) in try reader.integer() }
    }
  }

  mutating func texts() throws(ByteReaderError) -> [String] {
    try list { (reader) throws(ByteReaderError) in try reader.text() }
  }

  private mutating func integers() throws(ByteReaderError) -> [Int] {
    try list { (reader) throws(ByteReaderError) in try reader.integer() }
  }

  private mutating func optionalInteger() throws(ByteReaderError) -> Int? { try flag() ? try integer() : nil }

  mutating func modality() throws(ByteReaderError) -> Modality {
    try word { Modality(rawValue: $0) }
  }

  mutating func evidence(in article: String?) throws(ByteReaderError) -> Evidence {
    let named = try optionalText()
    guard let article = named ?? article else {
      throw ByteReaderError(offset: offset, expected: "the article of a piece of evidence, found none")
    }
    let sentence = try integer()
    let start = try integer()
    let end = start &+ (try integer())
    let quote = try text()
    let trigger = start &+ (try integer())
    return Evidence(
      article: article, sentence: sentence, start: start, end: end, quote: quote,
      trigger: .init(start: trigger, end: trigger &+ (try integer())))
  }

  mutating func code<Entity>(
    _ entity: (inout ByteReader) throws(ByteReaderError) -> Entity
  ) throws(ByteReaderError) -> PloverCode<Entity> {
    var code = PloverCode<Entity>(type: try optionalText())
    code.modes = try texts()
    code.auxiliaries = try texts()
    code.contexts = try texts()
    code.actors = try list(entity)
    code.rule = try text()
    return code
  }
}
