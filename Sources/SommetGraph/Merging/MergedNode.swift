/// A node while records are merged: articles are told by number.
struct MergedNode {
  var id = ""
  let kind: NodeKind
  let label: String
  /// Without the label, ascending.
  let aliases: [String]
  /// Numbers of records, ascending.
  let records: [Int32]
  let attributes: [String: AttributeValue]

  init(
    id: String = "", kind: NodeKind, label: String, aliases: [String] = [], records: [Int32],
    attributes: [String: AttributeValue] = [:]
  ) {
    self.id = id
    self.kind = kind
    self.label = label
    self.aliases = aliases
    self.records = records
    self.attributes = attributes
  }
}
