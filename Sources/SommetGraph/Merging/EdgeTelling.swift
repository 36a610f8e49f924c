/// What one sentence says of one edge.
struct EdgeTelling: Equatable {
  var confidence: Double
  var rule: String
  var evidence: Evidence
  var content: String?
  var title: String?
  /// Number of the node that says so.
  var accordingTo: Int?
  /// The actors by their nodes' numbers.
  var plover: PloverCode<Int>?
}

/// What tellings of one edge have in common. Nodes are told by their rank in ascending order of ids.
struct EdgeIdentity: Hashable {
  let source: Int
  let relation: Relation
  let target: Int
  let date: String?
  let modality: Modality
}

extension EdgeIdentity {
  /// Bytes whose order is the order of edges: source, relation, target, date (none first), modality.
  ///
  /// - Precondition: the relation is one of ours.
  var bytes: [UInt8] {
    precondition(relation.isKnown, "records hold relations of the vocabulary only")
    var bytes: [UInt8] = []
    bytes += UInt32(source).orderedBytes
    bytes.append(relation.rank)
    bytes += UInt32(target).orderedBytes
    if let date {
      bytes.append(1)
      bytes.append(contentsOf: date.utf8)
    }
    bytes.append(0)
    bytes.append(UInt8(Modality.allCases.firstIndex(of: modality)!))
    return bytes
  }

  /// - Precondition: the bytes were made by `bytes`.
  init(bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    source = Int(UInt32(orderedBytes: bytes[0..<4]))
    relation = Relation.allCases[Int(bytes[4])]
    target = Int(UInt32(orderedBytes: bytes[5..<9]))
    date = bytes[9] == 1 ? String(decoding: bytes[10..<bytes.count - 2], as: UTF8.self) : nil
    modality = Modality.allCases[Int(bytes[bytes.count - 1])]
  }
}

extension EdgeTelling {
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(confidence)
    writer.write(rule)
    writer.write(evidence, in: nil)
    writer.write(content)
    writer.write(title)
    writer.write(accordingTo) { $0.write($1) }
    writer.write(plover) { $0.write($1) { $0.write($1) } }
    return writer.bytes
  }

  init(bytes: ArraySlice<UInt8>) throws(ByteReaderError) {
    var reader = ByteReader(bytes)
    confidence = try reader.double()
    rule = try reader.text()
    evidence = try reader.evidence(in: nil)
    content = try reader.optionalText()
    title = try reader.optionalText()
    accordingTo = try reader.optional { (reader) throws(ByteReaderError) in try reader.integer() }
    plover = try reader.optional { (reader) throws(ByteReaderError) in
      try reader.code { (reader) throws(ByteReaderError) in try reader.integer() }
    }
  }
}
