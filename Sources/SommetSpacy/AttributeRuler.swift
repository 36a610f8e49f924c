import SommetText

/// Sets tags of tokens that match patterns, as spaCy's component of that name.
///
/// All patterns are matched before anything is changed, then applied in their order. Only patterns of one token occur
/// in the French pipelines; others are refused when a pipeline is compiled.
package struct AttributeRuler: Sendable {
  /// What a pattern may ask for.
  package enum Source: String, Sendable {
    case pos = "POS"
    case tag = "TAG"
    case deprel = "DEP"
    /// "1" or "0".
    case isSpace = "IS_SPACE"
  }

  /// What it may set. Features can only be emptied, which spaCy writes `_`.
  package enum Target: String, Sendable {
    case pos = "POS"
    case tag = "TAG"
    case morph = "MORPH"
    case deprel = "DEP"
  }

  private struct Condition: Sendable {
    let source: Source
    let isNegative: Bool
    let values: [String]
  }

  private struct Rule: Sendable {
    let conditions: [Condition]
    let actions: [Action]
  }

  private enum Action: Sendable {
    case pos(UPOS)
    case tag(String)
    case emptyFeats
    case deprel(String)
  }

  private let rules: [Rule]
  /// The rules that a part of speech leaves possible, by its place in `UPOS.allCases`.
  private let possible: [[Int]]

  package init(_ component: String, in file: PipelineFile) throws(PipelineError) {
    var rules: [Rule] = []
    for field in try file.message("\(component)/patterns").array() {
      var conditions: [Condition] = []
      for condition in try field["conditions"].array() {
        let parts = try condition.array()
        guard parts.count == 3, let source = Source(rawValue: try parts[0].string()) else {
          throw condition.error(expected: "a key, whether it is negative, and values")
        }
        var values: [String] = []
        for value in try parts[2].array() { values.append(try value.string()) }
        conditions.append(Condition(source: source, isNegative: try parts[1].bool(), values: values))
      }
      var actions: [Action] = []
      for (name, value) in try field["attributes"].pairs() {
        let text = try value.string()
        switch Target(rawValue: name) {
        case .pos:
          guard let pos = UPOS(rawValue: text) else { throw value.error(expected: "a part of speech") }
          actions.append(.pos(pos))
        case .tag: actions.append(.tag(text))
        case .morph: actions.append(.emptyFeats)
        case .deprel: actions.append(.deprel(text))
        case nil: throw value.error(expected: "an attribute to set")
        }
      }
      rules.append(Rule(conditions: conditions, actions: actions))
    }
    self.rules = rules
    possible = UPOS.allCases.map { pos in
      rules.indices.filter { index in
        rules[index].conditions.allSatisfy { condition in
          condition.source != .pos || condition.values.contains(pos.rawValue) != condition.isNegative
        }
      }
    }
  }

  /// Changes a token. Its `upos`, `tag`, `feats` and `deprel` are read and set.
  package func apply(to token: inout Token, isSpace: Bool) {
    let before = (tag: token.tag, deprel: token.deprel)
    for index in possible[token.upos.part] {
      let isMatch = rules[index].conditions.allSatisfy { condition in
        let isFound =
          switch condition.source {
          case .pos: condition.isNegative ? false : true
          case .tag: condition.values.contains(before.tag)
          case .deprel: condition.values.contains(before.deprel)
          case .isSpace: condition.values.contains(isSpace ? "1" : "0")
          }
        return isFound != condition.isNegative
      }
      guard isMatch else { continue }
      for action in rules[index].actions {
        switch action {
        case .pos(let pos): token.upos = pos
        case .tag(let tag): token.tag = tag
        case .emptyFeats: token.feats = Feats()
        case .deprel(let deprel): token.deprel = deprel
        }
      }
    }
  }
}
