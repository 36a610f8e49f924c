/// Properties, lists and maps.
extension ExpressionCompiler {
  func property(
    _ base: Expression, _ name: String, _ position: QueryPosition, _ scope: Scope
  ) throws -> Compiled {
    let compiled = try value(base, scope)
    guard compiled.type.mayBe([.map, .node, .relationship, .date, .duration]) else {
      throw QueryError(
        compiled.type == .path ? .syntax : .type, .invalidArgumentType, at: base.position,
        "expected a node, a relationship or a map before '.\(name)', found \(compiled.type.shown)")
    }
    planner.note(property: name, at: position)
    // The variable's slot is read at once in the common case.
    if case .variable(let variable) = base.kind, let slot = scope[variable]?.slot {
      switch compiled.type {
      case .node:
        return Compiled(.any) { frame in
          guard case .node(let node) = frame.values[slot] else { return .null }
          return try frame.run.graph.property(name, ofNode: node)
        }
      case .relationship:
        return Compiled(.any) { frame in
          guard case .relationship(let relationship) = frame.values[slot] else { return .null }
          return try frame.run.graph.property(name, ofRelationship: relationship)
        }
      default: break
      }
    }
    return Compiled(.any) { try Self.property(name, of: compiled.evaluate($0), position, $0.run.graph) }
  }

  static func property(
    _ name: String, of value: QueryValue, _ position: QueryPosition, _ graph: any QueryGraph
  ) throws -> QueryValue {
    switch value {
    case .null: return .null
    case .node(let node): return try graph.property(name, ofNode: node)
    case .relationship(let relationship): return try graph.property(name, ofRelationship: relationship)
    case .map(let entries): return entries[name] ?? .null
    case .date(let date): return try date.component(name, position)
    case .duration(let duration): return try duration.component(name, position)
    default:
      throw QueryError.type(
        .invalidArgumentType, position,
        "expected a node, a relationship or a map before '.\(name)', found \(StaticType(value).shown)")
    }
  }

  func list(_ items: [Expression], _ scope: Scope) throws -> Compiled {
    let items = try items.map { try value($0, scope).evaluate }
    return Compiled(.list) { frame in
      try frame.run.make(items.count)
      return .list(try items.map { try $0(frame) })
    }
  }

  func map(_ entries: [Expression.MapEntry], _ scope: Scope) throws -> Compiled {
    let entries = try entries.map { ($0.key, try value($0.value, scope).evaluate) }
    return Compiled(.map) { frame in
      .map(Dictionary(try entries.map { ($0.0, try $0.1(frame)) }) { $1 })
    }
  }

  func element(
    _ base: Expression, _ index: Expression, _ position: QueryPosition, _ scope: Scope
  ) throws -> Compiled {
    let list = try value(base, scope)
    let number = try value(index, scope)
    guard list.type.mayBe([.list, .map, .node, .relationship]) else {
      throw QueryError.type(
        .invalidArgumentType, base.position, "expected a list or a map before '[', found \(list.type.shown)")
    }
    return Compiled(.any) { frame in
      let base = try list.evaluate(frame)
      let index = try number.evaluate(frame)
      switch (base, index) {
      case (.null, _), (_, .null): return .null
      case (.list(let items), .integer(let number)):
        let place = number < 0 ? items.count + number : number
        return items.indices.contains(place) ? items[place] : .null
      case (.list, _):
        throw QueryError.type(
          .listElementAccessByNonInteger, position,
          "expected an integer in '[…]', found \(StaticType(index).shown)")
      case (.map, .string(let name)), (.node, .string(let name)), (.relationship, .string(let name)):
        return try Self.property(name, of: base, position, frame.run.graph)
      case (.map, _), (.node, _), (.relationship, _):
        throw QueryError.type(
          .mapElementAccessByNonString, position,
          "expected a string in '[…]', found \(StaticType(index).shown)")
      default:
        throw QueryError.type(
          .invalidArgumentType, position,
          "expected a list or a map before '[', found \(StaticType(base).shown)")
      }
    }
  }

  func slice(_ base: Expression, _ from: Expression?, _ to: Expression?, _ scope: Scope) throws -> Compiled {
    let list = try value(base, scope)
    guard list.type.mayBe([.list]) else { throw mismatch(base, "a list before '['", list.type) }
    let from = try from.map { try value($0, scope).evaluate }
    let to = try to.map { try value($0, scope).evaluate }
    let position = base.position
    return Compiled(.list) { frame in
      let items = try list.evaluate(frame)
      let bounds = (try from?(frame) ?? .integer(0), try to?(frame) ?? .integer(.max))
      switch (items, bounds) {
      case (.null, _), (_, (.null, _)), (_, (_, .null)): return .null
      case (.list(let items), (.integer(let first), .integer(let last))):
        let start = Swift.min(first < 0 ? Swift.max(0, items.count + first) : first, items.count)
        let end = Swift.min(last < 0 ? Swift.max(0, items.count + last) : last, items.count)
        return .list(start < end ? Array(items[start..<end]) : [])
      default:
        throw QueryError.type(.invalidArgumentType, position, "expected a list and integers in a slice")
      }
    }
  }

  func hasLabels(
    _ base: Expression, _ labels: [String], _ position: QueryPosition, _ scope: Scope
  ) throws -> Compiled {
    let element = try value(base, scope)
    guard element.type.mayBe([.node, .relationship]) else {
      throw mismatch(base, "a node before ':'", element.type)
    }
    let numbers = try labels.map { try planner.graph.label(named: $0) }
    return Compiled(.boolean) { frame in
      switch try element.evaluate(frame) {
      case .null: return .null
      case .node(let node):
        return .boolean(
          try numbers.allSatisfy { try $0.map { try frame.run.graph.node(node, hasLabel: $0) } ?? false })
      case .relationship(let relationship):
        let type = try frame.run.graph.type(ofRelationship: relationship)
        return .boolean(labels.allSatisfy { $0 == type })
      case let other:
        throw QueryError.type(
          .invalidArgumentType, position, "expected a node before ':', found \(StaticType(other).shown)")
      }
    }
  }

  func choice(
    _ subject: Expression?, _ alternatives: [Expression.Alternative], _ otherwise: Expression?, _ scope: Scope
  ) throws -> Compiled {
    let subject = try subject.map { try value($0, scope).evaluate }
    let branches = try alternatives.map { alternative in
      let condition = alternative.condition
      return (
        try compile(condition, scope, subject == nil ? .condition : .value).evaluate, condition.position,
        try value(alternative.result, scope).evaluate
      )
    }
    let otherwise = try otherwise.map { try value($0, scope).evaluate }
    return Compiled(.any) { frame in
      let wanted = try subject?(frame)
      for (condition, position, result) in branches {
        let value = try condition(frame)
        let holds = try wanted.map { $0.equals(value) } ?? Logic.truth(value, position)
        if holds == true { return try result(frame) }
      }
      return try otherwise?(frame) ?? .null
    }
  }

  // MARK: One after another

  /// The items of a list; nil when the list is null.
  private static func items(_ value: QueryValue, _ position: QueryPosition) throws -> [QueryValue]? {
    switch value {
    case .null: return nil
    case .list(let items): return items
    default:
      throw QueryError.type(
        .invalidArgumentType, position, "expected a list, found \(StaticType(value).shown)")
    }
  }

  private func listValue(_ list: Expression, _ scope: Scope) throws -> (Frame) throws -> [QueryValue]? {
    let compiled = try value(list, scope)
    guard compiled.type.mayBe([.list]) else { throw mismatch(list, "a list after IN", compiled.type) }
    let position = list.position
    return { try Self.items(compiled.evaluate($0), position) }
  }

  /// The type of the items of a list that is written out, where they agree.
  private func itemType(_ list: Expression, _ scope: Scope) -> StaticType {
    guard case .list(let items) = list.kind else { return .any }
    let types = Set(items.compactMap { try? value($0, scope).type })
    return types.count == 1 ? types.first! : .any
  }

  func comprehension(
    _ variable: String, _ list: Expression, _ condition: Expression?, _ result: Expression?, _ scope: Scope
  ) throws -> Compiled {
    let items = try listValue(list, scope)
    let slot = layout.newSlot()
    var inner = scope
    inner.add(variable, slot: slot, itemType(list, scope))
    let position = condition?.position ?? list.position
    let condition = try condition.map { try self.condition($0, inner).evaluate }
    let result = try result.map { try value($0, inner).evaluate }
    return Compiled(.list) { frame in
      guard let items = try items(frame) else { return .null }
      var results: [QueryValue] = []
      for item in items {
        frame.values[slot] = item
        try frame.run.tick()
        if let condition, try Logic.truth(condition(frame), position) != true { continue }
        try frame.run.make(1)
        results.append(try result?(frame) ?? item)
      }
      return .list(results)
    }
  }

  func quantifier(
    _ quantifier: Quantifier, _ variable: String, _ list: Expression, _ condition: Expression, _ scope: Scope
  ) throws -> Compiled {
    let items = try listValue(list, scope)
    let slot = layout.newSlot()
    var inner = scope
    inner.add(variable, slot: slot, itemType(list, scope))
    let position = condition.position
    let condition = try self.condition(condition, inner).evaluate
    return Compiled(.boolean) { frame in
      guard let items = try items(frame) else { return .null }
      var (yes, no, unknown) = (0, 0, 0)
      for item in items {
        frame.values[slot] = item
        try frame.run.tick()
        switch try Logic.truth(condition(frame), position) {
        case true: yes += 1
        case false: no += 1
        default: unknown += 1
        }
      }
      let result: Bool? =
        switch quantifier {
        case .all: no > 0 ? false : unknown > 0 ? nil : true
        case .any: yes > 0 ? true : unknown > 0 ? nil : false
        case .none: yes > 0 ? false : unknown > 0 ? nil : true
        case .single: yes > 1 ? false : unknown > 0 ? nil : yes == 1
        }
      return Logic.value(result)
    }
  }

  func reduction(_ reduction: Expression.Reduction, _ scope: Scope) throws -> Compiled {
    let start = try value(reduction.start, scope)
    let items = try listValue(reduction.list, scope)
    let (accumulator, item) = (layout.newSlot(), layout.newSlot())
    var inner = scope
    inner.add(reduction.accumulator, slot: accumulator, .any)
    inner.add(reduction.variable, slot: item, .any)
    let result = try value(reduction.result, inner)
    return Compiled(.any) { frame in
      guard let items = try items(frame) else { return .null }
      frame.values[accumulator] = try start.evaluate(frame)
      for value in items {
        frame.values[item] = value
        try frame.run.tick()
        frame.values[accumulator] = try result.evaluate(frame)
      }
      return frame.values[accumulator]
    }
  }
}
