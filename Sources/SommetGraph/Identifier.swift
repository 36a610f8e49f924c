/// Ids that people can read, files can carry and every run gives again.
///
/// An NMTOKEN of XML is made of letters, digits, `.` `-` `_` `:`; ids keep to that, so that one id serves in every
/// format. Source: <https://www.w3.org/TR/xml/#NT-Nmtoken>.
package enum Identifier {
  /// The folded words of a text with hyphens, cut at a word's end after `limit` characters; "" when nothing is left.
  ///
  ///     Identifier.slug("Léa Roux-Mercier")   // "lea-roux-mercier"
  package static func slug(_ text: String, limit: Int = 60) -> String {
    var slug = ""
    for word in FoldedName.words(text) {
      let kept = String(String.UnicodeScalarView(word.unicodeScalars.filter(isNameCharacter)))
      if kept.isEmpty { continue }
      if slug.isEmpty {
        slug = String(kept.prefix(limit))
      } else if slug.count + kept.count < limit {
        slug += "-" + kept
      } else {
        break
      }
    }
    return slug
  }

  /// A text with every character that an NMTOKEN cannot hold replaced by `_`.
  package static func token(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isNameCharacter($0) ? $0 : "_" }))
  }

  package static func isToken(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy(isNameCharacter)
  }

  /// Lowercase letters and digits that stand for some parts, ten characters (50 bits) unless told.
  package static func hash(_ parts: [String], length: Int = 10) -> String {
    let state = number(parts)
    let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")
    return String((0..<length).map { digits[Int((state >> (5 * UInt64($0))) & 31)] })
  }

  /// A number that stands for some parts, the same in every process.
  package static func fingerprint(_ parts: [String]) -> UInt64 { number(parts) }

  /// A number that stands for some parts, the same in every process.
  ///
  /// FNV-1a over the UTF-8 of the parts, each ended by a byte that UTF-8 never holds, then mixed.
  /// Source: Fowler, Noll, Vo, <http://www.isthe.com/chongo/tech/comp/fnv/>.
  package static func number(_ parts: [String]) -> UInt64 {
    var state: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in parts {
      for byte in part.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
      state = (state ^ 0xff) &* 0x100_0000_01b3
    }
    return mixed(state)
  }

  /// A permutation of the numbers of 64 bits in which every bit depends on every other: the finalizer of SplitMix64.
  static func mixed(_ value: UInt64) -> UInt64 {
    var state = value
    state = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    state = (state ^ (state >> 27)) &* 0x94d0_49bb_1331_11eb
    return state ^ (state >> 31)
  }

  private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", ":": true
    case "\u{B7}", "\u{C0}"..."\u{D6}", "\u{D8}"..."\u{F6}", "\u{F8}"..."\u{37D}", "\u{37F}"..."\u{1FFF}",
      "\u{200C}"..."\u{200D}", "\u{203F}"..."\u{2040}", "\u{2070}"..."\u{218F}", "\u{2C00}"..."\u{2FEF}",
      "\u{3001}"..."\u{D7FF}", "\u{F900}"..."\u{FDCF}", "\u{FDF0}"..."\u{FFFD}", "\u{10000}"..."\u{EFFFF}":
      true
    default: false
    }
  }
}
