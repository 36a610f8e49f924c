extension Node: SpooledElement {
  var fingerprint: Fingerprint { Fingerprint(self) }

  func write(into writer: inout ByteWriter) {
    for text in [id, kind.rawValue, label] { writer.write(text) }
    for texts in [aliases, articles] { writer.write(texts) { $0.write($1) } }
    for text in [firstSeen, lastSeen] { writer.write(text) }
    writer.write(attributes)
  }

  init(from reader: inout ByteReader) throws(ByteReaderError) {
    self.init(
      id: try reader.text(), kind: NodeKind(rawValue: try reader.text()), label: try reader.text(),
      aliases: try reader.texts(), articles: try reader.texts(), firstSeen: try reader.optionalText(),
      lastSeen: try reader.optionalText(), attributes: try reader.attributes())
  }
}

extension Edge: SpooledElement {
  var fingerprint: Fingerprint { Fingerprint(self) }

  func write(into writer: inout ByteWriter) {
    for text in [key, source, target, relation.rawValue, modality.rawValue, rule] { writer.write(text) }
    for text in [date, content, accordingTo, title] { writer.write(text) }
    writer.write(weight)
    writer.write(confidence)
    writer.write(evidence) { $0.write($1, in: nil) }
    writer.write(isDirected)
    writer.write(attributes)
    writer.write(plover) { $0.write($1) { $0.write($1) } }
  }

  init(from reader: inout ByteReader) throws(ByteReaderError) {
    self.init(
      key: try reader.text(), source: try reader.text(), target: try reader.text(),
      relation: Relation(rawValue: try reader.text()), modality: try reader.modality(), weight: 0,
      rule: try reader.text())
    date = try reader.optionalText()
    content = try reader.optionalText()
    accordingTo = try reader.optionalText()
    title = try reader.optionalText()
    weight = try reader.double()
    confidence = try reader.double()
    evidence = try reader.list { (reader) throws(ByteReaderError) in try reader.evidence(in: nil) }
    isDirected = try reader.flag()
    attributes = try reader.attributes()
    plover = try reader.optional { (reader) throws(ByteReaderError) in
      try reader.code { (reader) throws(ByteReaderError) in try reader.text() }
    }
  }
}

extension GraphArticle: SpooledElement {
  var fingerprint: Fingerprint { Fingerprint(self) }

  static func precedes(_ a: GraphArticle, _ b: GraphArticle) -> Bool { a.info.id < b.info.id }

  func write(into writer: inout ByteWriter) {
    writer.write(info)
    writer.write(duplicateOf)
    writer.write(times) { $0.write($1) }
    writer.write(mentions) { writer, mention in
      writer.write(mention.start)
      writer.write(mention.end)
      for text in [mention.text, mention.node, mention.kind.rawValue, mention.form] { writer.write(text) }
      writer.write(mention.rule)
    }
  }

  init(from reader: inout ByteReader) throws(ByteReaderError) {
    self.init(info: try reader.article(), duplicateOf: try reader.optionalText())
    times = try reader.list { (reader) throws(ByteReaderError) in try reader.time() }
    mentions = try reader.list { (reader) throws(ByteReaderError) in
      Mention(
        start: try reader.integer(), end: try reader.integer(), text: try reader.text(),
        node: try reader.text(),
        kind: NodeKind(rawValue: try reader.text()), form: try reader.text(), rule: try reader.optionalText())
    }
  }
}

extension ByteWriter {
  mutating func write(_ attributes: [String: AttributeValue]) {
    write(attributes.sorted { $0.key < $1.key }) {
      $0.write($1.key)
      $0.write($1.value)
    }
  }

  private mutating func write(_ value: AttributeValue) {
    switch value {
    case .string(let text):
      write(0)
      write(text)
    case .integer(let number):
      write(1)
      write(number)
    case .double(let number):
      write(2)
      write(number)
    case .boolean(let isTrue):
      write(3)
      write(isTrue)
    case .json(let text):
      write(4)
      write(text)
    }
  }
}

extension ByteReader {
  mutating func attributes() throws(ByteReaderError) -> [String: AttributeValue] {
    var attributes: [String: AttributeValue] = [:]
    for _ in 0..<(try count()) {
      let name = try text()
      attributes[name] = try attribute()
    }
    return attributes
  }

  private mutating func attribute() throws(ByteReaderError) -> AttributeValue {
    switch try integer() {
    case 0: .string(try text())
    case 1: .integer(try integer())
    case 2: .double(try double())
    case 3: .boolean(try flag())
    case 4: .json(try text())
    case let other:
      throw ByteReaderError(offset: offset, expected: "a type of an attribute, found \(other)")
    }
  }
}
