/// A node while records are merged: articles are told by number.
struct MergedNode {
  let kind: NodeKind
  let label: String
  /// Without the label, ascending.
  var aliases: [String] = []
  /// Numbers of records, ascending.
  var records: [Int32]
  var attributes: [String: AttributeValue] = [:]
}

extension MergedNode {
  /// What is asked most often of a node.
  struct Caption {
    let label: String
    let attributes: [String: AttributeValue]
  }

  /// The caption, and what stands beside it: aliases and records.
  var bytes: (caption: [UInt8], rest: [UInt8]) {
    var caption = ByteWriter()
    caption.write(label)
    caption.write(attributes)
    var rest = ByteWriter()
    rest.write(aliases) { $0.write($1) }
    var last = 0
    rest.write(records) { writer, record in
      writer.write(Int(record) - last)
      last = Int(record)
    }
    return (caption.bytes, rest.bytes)
  }

  init(kind: NodeKind, caption: [UInt8], rest: [UInt8]) throws(ByteReaderError) {
    let caption = try Caption(bytes: caption)
    var reader = ByteReader(rest[...])
    let aliases = try reader.texts()
    var last = 0
    let records = try reader.list { (reader) throws(ByteReaderError) in
      last += try reader.integer()
      return Int32(last)
    }
    self.init(
      kind: kind, label: caption.label, aliases: aliases, records: records, attributes: caption.attributes)
  }
}

extension MergedNode.Caption {
  init(bytes: [UInt8]) throws(ByteReaderError) {
    var reader = ByteReader(bytes[...])
    label = try reader.text()
    attributes = try reader.attributes()
  }
}
