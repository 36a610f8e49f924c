/// The lists of a record, for readers that do not want all of it.
public struct RecordParts: OptionSet, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let signature = RecordParts(rawValue: 1 << 0)
  public static let entities = RecordParts(rawValue: 1 << 1)
  public static let meetings = RecordParts(rawValue: 1 << 2)
  public static let acts = RecordParts(rawValue: 1 << 3)
  public static let mentions = RecordParts(rawValue: 1 << 4)
  public static let times = RecordParts(rawValue: 1 << 5)
  public static let all: RecordParts = [.signature, .entities, .meetings, .acts, .mentions, .times]
}

/// Records that can be read as often as need be, wherever they lie.
public protocol RecordReading {
  var recordCount: Int { get }

  /// A record by its number in ascending order of the articles' ids, which are unique.
  ///
  /// - Parameter parts: what is asked for; the article is always told, other lists may be left empty.
  func record(at number: Int, _ parts: RecordParts) throws -> Record
}
