/// Patterns in the notation that they are read from.
extension Pattern: CustomStringConvertible {
  package var description: String {
    ([head] + relations.map(\.description)).joined(separator: " ")
  }

  /// The first node alone.
  private var head: String {
    "{" + constraints.map(\.description).joined(separator: ";") + "}" + (name.map { "=" + $0 } ?? "")
  }
}

extension Pattern.Constraint: CustomStringConvertible {
  package var description: String {
    keyName + (isNegated ? "!" : "") + ":" + values.map(\.description).joined(separator: "|")
  }

  private var keyName: String {
    switch key {
    case .lemma: "lemma"
    case .form: "form"
    case .pos: "pos"
    case .deprel: "deprel"
    case .entity: "ent"
    case .feature(let name): name
    }
  }
}

extension Pattern.Value: CustomStringConvertible {
  package var description: String { text.replacing(" ", with: "_") + (isPrefix ? "*" : "") }
}

extension Pattern.Relation: CustomStringConvertible {
  package var description: String {
    let sign: String =
      switch need {
      case .required: ""
      case .optional: "?"
      case .forbidden: "!"
      }
    let node = target.relations.isEmpty ? "\(target)" : "(\(target))"
    return sign + step.rawValue + deprels.map(\.description).joined(separator: "|") + " " + node
  }
}
