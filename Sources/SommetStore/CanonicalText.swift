import Foundation

/// Texts as they are compared: Swift takes letters with combining marks and composed letters to be the same, SQLite
/// compares bytes. What is looked up or ordered is kept composed (NFC), in which both agree.
enum CanonicalText {
  static func place(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
  }

  /// The text itself when it is spelt otherwise than `place`; nil when both are the same bytes.
  static func spelling(_ text: String, place: String) -> String? {
    text.utf8.elementsEqual(place.utf8) ? nil : text
  }

  static func isSame(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }
}
