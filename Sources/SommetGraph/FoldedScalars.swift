import Foundation

/// What folding leaves of each scalar: letters and digits without case and accents, and where words end.
enum FoldedScalars {
  enum Piece: Sendable {
    case letters(String)
    /// Whatever is neither letter nor digit; `isStop` for a full stop.
    case end(isStop: Bool)
  }

  /// Compatibility decomposition takes each scalar by itself; it only reorders marks, which are dropped.
  static func pieces(of scalar: Unicode.Scalar) -> [Piece] {
    scalar.value < frequent.count ? frequent[Int(scalar.value)] : folded(scalar)
  }

  /// By scalar, those of Latin writing.
  private static let frequent = (0..<0x250).map { folded(Unicode.Scalar(UInt16($0))!) }

  private static func folded(_ scalar: Unicode.Scalar) -> [Piece] {
    String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars.compactMap { scalar in
      let properties = scalar.properties
      if properties.generalCategory == .nonspacingMark || properties.isDefaultIgnorableCodePoint {
        return nil
      }
      guard properties.isAlphabetic || properties.numericType != nil else {
        return .end(isStop: scalar == ".")
      }
      return .letters(whole[scalar] ?? properties.lowercaseMapping)
    }
  }

  /// Latin letters that decomposition leaves whole.
  private static let whole: [Unicode.Scalar: String] = [
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d",
    "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ə": "e",
  ]
}
