import SommetText

/// French numbers in words, from the table `numbers.tsv`: vingt et un, quatre-vingt-dix, nonante, deux mille.
///
/// A word is a unit (1…16), a ten (20…90), `cent` or `mille`; words join by hyphens, spaces or "et".
struct Numerals: Sendable {
  enum Role: Sendable {
    case unit(Int), ten(Int), hundred, thousand, and, hyphen
  }

  private var roles: [Int32: Role] = [:]

  static let columns = ["role", "value", "forms"]

  init(_ table: Table, lexicon: inout Lexicon) throws(TableError) {
    for row in table.rows {
      let value = Int(row["value"]) ?? 0
      let role: Role
      switch row["role"] {
      case "unit": role = .unit(value)
      case "ten": role = .ten(value)
      case "hundred": role = .hundred
      case "thousand": role = .thousand
      case "and": role = .and
      case "hyphen": role = .hyphen
      default: throw row.error("role", expected: "unit, ten, hundred, thousand, and or hyphen")
      }
      for form in row["forms"].split(separator: "|") {
        for word in Lexicon.words(String(form)) { roles[lexicon.number(of: word)] = role }
      }
    }
  }

  /// Whether a word is a number by itself.
  func isNumber(_ word: Int32) -> Bool {
    switch roles[word] {
    case .unit(let value): value > 1
    case .ten, .hundred, .thousand: true
    case .and, .hyphen, nil: false
    }
  }

  /// Every number that begins at an atom, with the index after it.
  func numbers(in atoms: ArraySlice<Atom>, from start: Int) -> [(value: Int, end: Int)] {
    guard case .some(let role) = roles[atoms[start].word] else { return [] }
    switch role {
    case .and, .hyphen: return []
    default: break
    }
    var found = belowThousand(atoms, start)
    let thousands = found
    if isThousand(atoms, start) { found += afterThousand(atoms, start + 1, base: 1000) }
    for (value, end) in thousands {
      let next = skip(atoms, end)
      if next < atoms.endIndex, isThousand(atoms, next) {
        found += afterThousand(atoms, next + 1, base: value * 1000)
      }
    }
    return found
  }

  private func afterThousand(_ atoms: ArraySlice<Atom>, _ index: Int, base: Int) -> [(value: Int, end: Int)] {
    let next = skip(atoms, index)
    let rest = next < atoms.endIndex ? belowThousand(atoms, next) : []
    return [(base, index)] + rest.map { (base + $0.value, $0.end) }
  }

  private func belowThousand(_ atoms: ArraySlice<Atom>, _ start: Int) -> [(value: Int, end: Int)] {
    var found = belowHundred(atoms, start)
    var hundreds: [(value: Int, end: Int)] = []
    if case .hundred? = roles[atoms[start].word] {
      hundreds.append((100, start + 1))
    } else {
      for (value, end) in found where 2...19 ~= value {
        let next = skip(atoms, end)
        if next < atoms.endIndex, case .hundred? = roles[atoms[next].word] {
          hundreds.append((value * 100, next + 1))
        }
      }
    }
    for (value, end) in hundreds {
      found.append((value, end))
      let next = skip(atoms, end)
      if next < atoms.endIndex {
        found += belowHundred(atoms, next).map { (value + $0.value, $0.end) }
      }
    }
    return found
  }

  private func belowHundred(_ atoms: ArraySlice<Atom>, _ start: Int) -> [(value: Int, end: Int)] {
    switch roles[atoms[start].word] {
    case .unit(let value):
      var found = [(value: value, end: start + 1)]
      let next = skip(atoms, start + 1)
      if next < atoms.endIndex {
        if value == 4, case .ten(20)? = roles[atoms[next].word] {
          found += afterTen(atoms, next + 1, ten: 80, teens: true)
        }
        if value == 10, case .unit(let unit)? = roles[atoms[next].word], 7...9 ~= unit {
          found.append((10 + unit, next + 1))
        }
      }
      return found
    case .ten(let ten): return afterTen(atoms, start + 1, ten: ten, teens: ten == 60)
    default: return []
    }
  }

  private func afterTen(_ atoms: ArraySlice<Atom>, _ index: Int, ten: Int, teens: Bool) -> [(
    value: Int, end: Int
  )] {
    var found = [(value: ten, end: index)]
    var next = skip(atoms, index)
    if next < atoms.endIndex, case .and? = roles[atoms[next].word] { next = skip(atoms, next + 1) }
    guard next < atoms.endIndex, case .unit? = roles[atoms[next].word] else { return found }
    for (value, end) in belowHundred(atoms, next) where value < (teens ? 20 : 10) {
      found.append((ten + value, end))
    }
    return found
  }

  private func isThousand(_ atoms: ArraySlice<Atom>, _ index: Int) -> Bool {
    if case .thousand? = roles[atoms[index].word] { true } else { false }
  }

  private func skip(_ atoms: ArraySlice<Atom>, _ index: Int) -> Int {
    if index < atoms.endIndex, case .hyphen? = roles[atoms[index].word] { index + 1 } else { index }
  }
}
