/// Character properties as CPython 3.11 computes them, which the models were trained with.
///
/// CPython 3.11 knows Unicode 14.0; a scalar that came later counts as unassigned, whatever the standard library
/// knows. Source: `Objects/unicodectype.c` and `Tools/unicode/makeunicodedata.py` of CPython.
package enum PythonCharacters {
  @inline(__always)
  private static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x0250 { return true }
    guard let age = scalar.properties.age else { return false }
    return age.major <= 14
  }

  /// `str.isalpha` of one character: the letter categories.
  package static func isAlpha(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x80 { return (value | 0x20) &- 0x61 < 26 }
    guard isKnown(scalar) else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
    default: return false
    }
  }

  /// `str.isupper` of one character: the derived property Uppercase.
  package static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x80 { return value &- 0x41 < 26 }
    return isKnown(scalar) && scalar.properties.isUppercase
  }

  /// `str.isdigit`: decimal digits and such as ² and ①.
  package static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x80 { return value &- 0x30 < 10 }
    guard isKnown(scalar) else { return false }
    let type = scalar.properties.numericType
    return type == .decimal || type == .digit
  }

  /// `str.isdecimal`, and `\d` of a regular expression.
  package static func isDecimal(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.numericType == .decimal && isKnown(scalar)
  }

  /// `\w` of a regular expression: letters, everything numeric, and the low line.
  package static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || isAlpha(scalar) || scalar.properties.numericType != nil && isKnown(scalar)
  }

  /// `str.isspace` of one character, and `\s`.
  @inline(__always)
  package static func isSpace(_ value: UInt32) -> Bool {
    switch value {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0: true
    case 0..<0x1680: false
    case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// The simple lowercase mapping, one scalar to one.
  package static func simpleLower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard isKnown(scalar), let lower = scalar.properties.lowercaseMapping.unicodeScalars.first,
      lower == scalar || isKnown(lower)
    else { return scalar }
    return lower
  }

  /// The full uppercase mapping.
  package static func upper(_ scalar: Unicode.Scalar) -> String {
    guard isKnown(scalar) else { return String(scalar) }
    let upper = scalar.properties.uppercaseMapping
    return upper.unicodeScalars.allSatisfy(isKnown) ? upper : String(scalar)
  }

  /// `str.lower`: the full mapping, with the final form of sigma.
  package static func lower(_ scalars: some BidirectionalCollection<Unicode.Scalar>) -> String {
    var lowered = String.UnicodeScalarView()
    for index in scalars.indices {
      let scalar = scalars[index]
      if scalar.value < 0x80 {
        lowered.append(scalar.value &- 0x41 < 26 ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar)
      } else if scalar == "\u{3A3}" {
        lowered.append(isFinalSigma(at: index, in: scalars) ? "\u{3C2}" : "\u{3C3}")
      } else if isKnown(scalar) {
        let mapping = scalar.properties.lowercaseMapping.unicodeScalars
        if mapping.allSatisfy(isKnown) { lowered.append(contentsOf: mapping) } else { lowered.append(scalar) }
      } else {
        lowered.append(scalar)
      }
    }
    return String(lowered)
  }

  /// A sigma is final when a cased letter comes before it and none after, skipping what is case-ignorable.
  private static func isFinalSigma<Scalars: BidirectionalCollection<Unicode.Scalar>>(
    at index: Scalars.Index, in scalars: Scalars
  ) -> Bool {
    func isCased(_ scalar: Unicode.Scalar) -> Bool { isKnown(scalar) && scalar.properties.isCased }
    func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
      isKnown(scalar) && scalar.properties.isCaseIgnorable
    }
    guard let before = scalars[..<index].last(where: { !isIgnorable($0) }), isCased(before) else {
      return false
    }
    guard let after = scalars[scalars.index(after: index)...].first(where: { !isIgnorable($0) }) else {
      return true
    }
    return !isCased(after)
  }
}
