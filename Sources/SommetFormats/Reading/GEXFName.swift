import SommetXML

/// The names that a reader of GEXF knows, by number.
enum GEXFName {
  static let all = [
    "gexf", "graph", "node", "edge", "attvalue", "attributes", "attribute", "default", "spell", "slice",
    "parent",
    "color", "position", "size", "thickness", "shape", "creator", "description", "title", "keywords", "id",
    "label",
    "source", "target", "type", "kind", "weight", "pid", "for", "value", "start", "end", "startopen",
    "endopen",
    "timestamp", "timestamps", "intervals", "class", "defaultedgetype", "timeformat", "timetype", "r", "g",
    "b", "x",
    "y", "z", "hex",
  ]
  static let gexf = 0
  static let graph = 1
  static let node = 2
  static let edge = 3
  static let attvalue = 4
  static let attributes = 5
  static let attribute = 6
  static let standard = 7
  static let spell = 8
  static let slice = 9
  static let parent = 10
  static let color = 11
  static let position = 12
  static let size = 13
  static let thickness = 14
  static let shape = 15
  static let creator = 16
  static let description = 17
  static let title = 18
  static let keywords = 19
  static let id = 20
  static let label = 21
  static let source = 22
  static let target = 23
  static let type = 24
  static let kind = 25
  static let weight = 26
  static let pid = 27
  static let domain = 28
  static let value = 29
  static let startTime = 30
  static let endTime = 31
  static let startOpen = 32
  static let endOpen = 33
  static let timestamp = 34
  static let timestamps = 35
  static let intervals = 36
  static let itemClass = 37
  static let defaultedgetype = 38
  static let timeformat = 39
  static let timetype = 40
  static let r = 41
  static let g = 42
  static let b = 43
  static let x = 44
  static let y = 45
  static let z = 46
  static let hex = 47
}

extension XMLTag {
  /// The bytes of an attribute's value by its number in the list of names.
  func bytes(_ name: Int) -> UnsafeBufferPointer<UInt8>? {
    for number in 0..<attributeCount where attributeName(number) == name { return attributeValue(number) }
    return nil
  }

  /// A number in an attribute; nil when it is none.
  func number(_ name: Int) -> Double? { bytes(name).flatMap { ScalarType.double(ScalarType.trimmed($0)) } }

  /// The value of an attribute by its number in the list of names.
  func text(_ name: Int) -> String? {
    for number in 0..<attributeCount where attributeName(number) == name {
      return String(valid: attributeValue(number))
    }
    return nil
  }
}
