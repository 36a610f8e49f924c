import SommetGraph

/// What an act is in the terms of PLOVER, as attributes of formats that know scalars only: lists are words parted by blanks.
enum PloverFields {
  static let names = [
    "plover_type", "plover_mode", "plover_auxiliary", "plover_context", "plover_actor", "plover_rule",
  ]
}

extension PloverCode<String> {
  /// What is told, in the order of `PloverFields.names`.
  var fields: [(name: String, value: String)] {
    let values = [
      type ?? "", modes.joined(separator: " "), auxiliaries.joined(separator: " "),
      contexts.joined(separator: " "),
      actors.joined(separator: " "), rule,
    ]
    return Array(zip(PloverFields.names, values)).filter { !$0.1.isEmpty }
  }
}
