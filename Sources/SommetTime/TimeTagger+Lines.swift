import Foundation
import SommetText

/// A line that asks for the temporal expressions of a text: `{"text": "…", "reference": "2025-08-20"}`.
public struct TimeRequest: Sendable, Hashable, Codable {
  public var text: String
  /// The moment of writing, an ISO day or date-time.
  public var reference: String?

  public init(text: String, reference: String? = nil) {
    self.text = text
    self.reference = reference
  }
}

/// The answer to a request: `{"expressions": [{"start": 0, "end": 4, "text": "hier", "value": "2025-08-19", …}]}`.
public struct TimeResponse: Sendable, Hashable, Codable {
  /// One expression; offsets count Unicode scalars, half-open.
  public struct Expression: Sendable, Hashable, Codable {
    public var start: Int
    public var end: Int
    public var text: String
    public var type: String
    /// ISO 8601; nil when unresolved.
    public var value: String?
    /// Why there is no value.
    public var unresolved: String?
    /// The ISO day that the value was reckoned from.
    public var anchor: String?
    public var rule: String
  }

  public var expressions: [Expression]
}

/// A line that is no request.
public struct TimeRequestError: Error, Sendable, Hashable, CustomStringConvertible {
  public let expected: String
  public let found: String

  public var description: String { "expected \(expected), found \(found)" }
}

extension TimeTagger {
  /// The answer to one request.
  public func response(
    to request: TimeRequest, prefer direction: Direction = .nearest, style: Style = .full
  ) -> TimeResponse {
    let text = ScalarText(request.text)
    let found = expressions(in: request.text, reference: request.reference, prefer: direction, style: style)
    return TimeResponse(
      expressions: found.map {
        TimeResponse.Expression(
          start: $0.span.start, end: $0.span.end, text: String(text[$0.span]), type: $0.kind.rawValue,
          value: $0.value, unresolved: $0.unresolved, anchor: $0.anchor, rule: $0.rule)
      })
  }

  /// Answers one line of JSON with another; keys are sorted.
  ///
  /// - Parameters:
  ///   - line: a `TimeRequest`.
  ///   - reference: the moment of writing of requests that tell none.
  public func answer(
    line: String, reference: String? = nil, prefer direction: Direction = .nearest, style: Style = .full
  ) throws(TimeRequestError) -> String {
    guard var request = try? JSONDecoder().decode(TimeRequest.self, from: Data(line.utf8)) else {
      throw TimeRequestError(
        expected: "an object such as {\"text\": \"hier\", \"reference\": \"2025-08-20\"}",
        found: "'\(line.prefix(60))'")
    }
    if request.reference == nil { request.reference = reference }
    return try answer(to: request, prefer: direction, style: style)
  }

  /// Answers a request with a line of JSON; keys are sorted.
  public func answer(
    to request: TimeRequest, prefer direction: Direction = .nearest, style: Style = .full
  ) throws(TimeRequestError) -> String {
    if let reference = request.reference, Moment(reference) == nil {
      throw TimeRequestError(
        expected: "an ISO day or date-time as reference", found: "'\(reference.prefix(60))'")
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(response(to: request, prefer: direction, style: style)) else {
      preconditionFailure("strings and numbers have a JSON form")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
