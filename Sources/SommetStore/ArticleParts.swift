import SommetGraph

/// Times and mentions of an article, as its row holds them.
///
/// Times are JSON: `[[start,end,"text","value"],…]`. Mentions are many, so they are packed (see `Deflated`):
/// `[[start,end,"text","node","kind","form","rule"],…]`; what is absent is `null`.
enum ArticleParts {
  static func pack(_ times: [RecordedTime]) -> String? {
    guard !times.isEmpty else { return nil }
    return StoredJSON.array(
      times.map { time in
        StoredJSON.array([
          "\(time.start)", "\(time.end)", StoredJSON.string(time.text), StoredJSON.string(time.value),
        ])
      })
  }

  static func times(_ text: String?) throws(StoredJSONError) -> [RecordedTime] {
    guard let text else { return [] }
    var reader = StoredJSONReader(text)
    let times = try reader.list { reader throws(StoredJSONError) in
      try reader.open()
      let start = try reader.int()
      try reader.separator()
      let end = try reader.int()
      try reader.separator()
      let text = try reader.string()
      try reader.separator()
      let value = try reader.optionalString()
      try reader.close()
      return RecordedTime(start: start, end: end, text: text, value: value)
    }
    try reader.end()
    return times
  }

  static func pack(_ mentions: [GraphArticle.Mention]) -> [UInt8]? {
    guard !mentions.isEmpty else { return nil }
    let text = StoredJSON.array(
      mentions.map { mention in
        StoredJSON.array([
          "\(mention.start)", "\(mention.end)", StoredJSON.string(mention.text),
          StoredJSON.string(mention.node),
          StoredJSON.string(mention.kind.rawValue), StoredJSON.string(mention.form),
          StoredJSON.string(mention.rule),
        ])
      })
    return Deflated.pack(Array(text.utf8))
  }

  static func mentions(_ packed: UnsafeRawBufferPointer) throws(StoredJSONError) -> [GraphArticle.Mention] {
    guard let bytes = Deflated.unpack(packed) else {
      throw StoredJSONError(description: "mentions that cannot be unpacked")
    }
    var reader = StoredJSONReader(bytes)
    let mentions = try reader.list { reader throws(StoredJSONError) in
      try reader.open()
      let start = try reader.int()
      try reader.separator()
      let end = try reader.int()
      var words: [String] = []
      for _ in 0..<4 {
        try reader.separator()
        words.append(try reader.string())
      }
      try reader.separator()
      let rule = try reader.optionalString()
      try reader.close()
      return GraphArticle.Mention(
        start: start, end: end, text: words[0], node: words[1], kind: NodeKind(rawValue: words[2]),
        form: words[3],
        rule: rule)
    }
    try reader.end()
    return mentions
  }
}
