extension Expression {
  /// The expression in the words of the language, for EXPLAIN.
  var text: String {
    func list(_ items: [Expression]) -> String { items.map(\.text).joined(separator: ", ") }
    return switch kind {
    case .literal(let value): value.literalText
    case .parameter(let name): "$\(name)"
    case .variable(let name): name.hasPrefix("#") ? "_" : name
    case .property(let base, let name): "\(base.text).\(name)"
    case .list(let items): "[\(list(items))]"
    case .map(let entries): "{\(entries.map { "\($0.key): \($0.value.text)" }.joined(separator: ", "))}"
    case .element(let base, let index): "\(base.text)[\(index.text)]"
    case .slice(let base, let from, let to): "\(base.text)[\(from?.text ?? "")..\(to?.text ?? "")]"
    case .unary(.not, let operand): "NOT (\(operand.text))"
    case .unary(let operation, let operand): "\(operation.rawValue)\(operand.text)"
    case .binary(let operation, let left, let right): "(\(left.text) \(operation.rawValue) \(right.text))"
    case .comparison(let first, let rest):
      first.text + rest.map { " \($0.operation.rawValue) \($0.operand.text)" }.joined()
    case .isNull(let operand, let negated): "\(operand.text) IS \(negated ? "NOT " : "")NULL"
    case .hasLabels(let operand, let labels): operand.text + labels.map { ":\($0)" }.joined()
    case .call(let call): "\(call.name)(\(call.isDistinct ? "DISTINCT " : "")\(list(call.arguments)))"
    case .countAll: "count(*)"
    case .choice: "CASE … END"
    case .comprehension(let variable, let list, _, _): "[\(variable) IN \(list.text) …]"
    case .quantifier(let quantifier, let variable, let list, let condition):
      "\(quantifier.rawValue)(\(variable) IN \(list.text) WHERE \(condition.text))"
    case .reduction: "reduce(…)"
    case .pattern(let pattern): pattern.text
    case .patternComprehension(let pattern, _, let result): "[\(pattern.text) | \(result.text)]"
    case .subquery(let counts, _): counts ? "COUNT { … }" : "EXISTS { … }"
    }
  }
}

extension PathPattern {
  var text: String {
    func node(_ node: NodePattern) -> String {
      "(" + (node.variable ?? "") + node.labels.map { ":\($0)" }.joined() + ")"
    }
    var text = node(nodes[0])
    for (number, relationship) in relationships.enumerated() {
      let types = relationship.types.isEmpty ? "" : ":" + relationship.types.joined(separator: "|")
      let length = relationship.length == nil ? "" : "*"
      text += relationship.direction == .left ? "<-" : "-"
      text += "[\(relationship.variable ?? "")\(types)\(length)]"
      text += relationship.direction == .right ? "->" : "-"
      text += node(nodes[number + 1])
    }
    return text
  }
}

extension QueryValue {
  /// A literal as it is written in a query.
  fileprivate var literalText: String {
    switch self {
    case .string(let text): "'\(text)'"
    default: Text.plain(self) ?? "null"
    }
  }
}
