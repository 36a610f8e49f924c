import Foundation
import SommetText

/// A JSON object asked by the names of fields; `a.b` is the field b in the object a, where there is no field `a.b`.
struct JSONRecord {
  private let object: [String: Any]

  init(_ object: [String: Any]) { self.object = object }

  /// The first field that is a string.
  func text(_ names: [String]) -> String? {
    names.lazy.compactMap { value($0) as? String }.first
  }

  /// The first field that tells something: a string, a number, an object with a `name`, or a list of these.
  func word(_ names: [String]) -> String? {
    names.lazy.compactMap { value($0).flatMap(Self.word) }.first
  }

  /// An id that can stand in a graph and in a line of text.
  func id(_ names: [String]) -> String? {
    word(names).flatMap { RecordID.isUsable($0) ? $0 : nil }
  }

  private func value(_ name: String) -> Any? {
    if let value = object[name] { return value }
    var current: Any? = object
    for part in name.split(separator: ".", omittingEmptySubsequences: false) {
      current = (current as? [String: Any])?[String(part)]
    }
    return current
  }

  private static func word(_ value: Any) -> String? {
    switch value {
    case let text as String: return text.trimmingBlanks.isEmpty ? nil : text.trimmingBlanks
    case is NSNull: return nil
    case let list as [Any]:
      let words = list.compactMap(word)
      return words.isEmpty ? nil : words.joined(separator: ", ")
    case let object as [String: Any]: return object["name"].flatMap(word)
    case let number as NSNumber: return number.stringValue
    default: return nil
    }
  }
}

/// Ids that records bring along.
enum RecordID {
  /// Bytes of an id.
  static let limit = 512

  /// Whether it can stand in messages, tables and files: not long, no blanks at its ends, no controls.
  static func isUsable(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count <= limit && id == id.trimmingBlanks && Shown.name(id.prefix(limit)) == id
  }
}
