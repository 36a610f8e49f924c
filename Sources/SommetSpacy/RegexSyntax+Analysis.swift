/// What every match of an expression must look like, found once so that most texts need not be tried.
extension RegexSyntax {
  /// The scalars that can come first; with `isNullable` a match need not have a first scalar.
  package var lead: (set: ScalarSet, isNullable: Bool) {
    switch self {
    case .set(let set): return (set, false)
    case .start, .end: return (.none, true)
    case .look: return (.none, true)
    case .alternation(let branches):
      let leads = branches.map(\.lead)
      return (ScalarSet(leads.flatMap(\.set.ranges)), leads.contains(where: \.isNullable))
    case .repetition(let item, let minimum, _, _):
      let lead = item.lead
      return (lead.set, lead.isNullable || minimum == 0)
    case .sequence(let items):
      var reached = ScalarSet.none
      var ahead: ScalarSet?
      for item in items {
        if case .look(let body, isAhead: true, isNegative: false) = item {
          let lead = body.lead
          if reached.isEmpty, !lead.isNullable { ahead = ahead?.intersection(lead.set) ?? lead.set }
          continue
        }
        let lead = item.lead
        reached = reached.union(lead.set)
        if !lead.isNullable { return (ahead?.intersection(reached) ?? reached, false) }
      }
      if let ahead { return (ahead, false) }
      return (reached, true)
    }
  }

  /// The scalars that can come last in what a match consumes.
  package var trail: (set: ScalarSet, isNullable: Bool) {
    switch self {
    case .set(let set): return (set, false)
    case .start, .end, .look: return (.none, true)
    case .alternation(let branches):
      let trails = branches.map(\.trail)
      return (ScalarSet(trails.flatMap(\.set.ranges)), trails.contains(where: \.isNullable))
    case .repetition(let item, let minimum, _, _):
      let trail = item.trail
      return (trail.set, trail.isNullable || minimum == 0)
    case .sequence(let items):
      var reached = ScalarSet.none
      for item in items.reversed() {
        let trail = item.trail
        reached = reached.union(trail.set)
        if !trail.isNullable { return (reached, false) }
      }
      return (reached, true)
    }
  }

  /// A set of which every text that matches has a member, in the match or beside it; nil when none is known.
  ///
  /// Of several such sets the one with the fewest ASCII letters and digits, as it rules out the most words.
  package var required: ScalarSet? {
    switch self {
    case .set(let set): return set
    case .start, .end: return nil
    case .look(let body, _, let isNegative): return isNegative ? nil : body.required
    case .repetition(let item, let minimum, _, _): return minimum > 0 ? item.required : nil
    case .sequence(let items):
      return items.compactMap(\.required).min { Self.cost($0) < Self.cost($1) }
    case .alternation(let branches):
      let sets = branches.compactMap(\.required)
      return sets.count == branches.count ? ScalarSet(sets.flatMap(\.ranges)) : nil
    }
  }

  private static func cost(_ set: ScalarSet) -> (Int, Int) {
    let common = (0x30...0x7A).count { UInt8($0).isASCIIWord && set.contains(UInt32($0)) }
    return (common, set.count)
  }

  /// All that a match may consume.
  package var body: ScalarSet {
    switch self {
    case .set(let set): return set
    case .start, .end, .look: return .none
    case .alternation(let items), .sequence(let items): return ScalarSet(items.flatMap(\.body.ranges))
    case .repetition(let item, _, _, _): return item.body
    }
  }

  package var beginsAtStart: Bool {
    switch self {
    case .start: true
    case .sequence(let items): items.first?.beginsAtStart ?? false
    case .alternation(let branches): branches.allSatisfy(\.beginsAtStart)
    default: false
    }
  }

  package var endsAtEnd: Bool {
    switch self {
    case .end: true
    case .sequence(let items): items.last?.endsAtEnd ?? false
    case .alternation(let branches): branches.allSatisfy(\.endsAtEnd)
    default: false
    }
  }

  /// The branches of an alternation at the top, or the expression itself.
  package var branches: [RegexSyntax] {
    if case .alternation(let branches) = self { branches } else { [self] }
  }
}

extension UInt8 {
  fileprivate var isASCIIWord: Bool { self &- 0x30 < 10 || (self | 0x20) &- 0x61 < 26 }
}
