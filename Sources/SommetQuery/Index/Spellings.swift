import Foundation

/// The ways in which one text may be written in Unicode, of which values compare as equal.
enum Spellings {
  /// The text as it is, composed and decomposed; each once.
  static func of(_ text: String) -> [String] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return [text] }
    var spellings: [String] = []
    for other in [
      text, text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping,
    ] where !spellings.contains(where: { $0.utf8.elementsEqual(other.utf8) }) {
      spellings.append(other)
    }
    return spellings
  }
}
