import Foundation
import SommetGraph
import SommetQuery

/// A row of the openCypher compatibility kit, as `../shared/tck` holds it.
struct TCKScenario: Decodable {
  struct Expectation: Decodable {
    let kind: String
    let ordered: Bool?
    let lists_unordered: Bool?
    let columns: [String]?
    let rows: [[String]]?
    let type: String?
    let phase: String?
    let detail: String?
  }

  let id: String
  let feature: String
  let graph: String
  let setup: [String]
  let parameters: [String: String]?
  let query: String
  let expect: Expectation

  /// What became of a scenario.
  enum Outcome {
    case passed
    /// The query is outside the part of the language that is read.
    case refused(String)
    case failed(String)
  }

  /// `expressions/list`, from `expressions/list/List1.feature`.
  var group: String { feature.split(separator: "/").dropLast().joined(separator: "/") }

  /// Whether the query only reads.
  var isReading: Bool {
    !Self.writing.contains { word in query.range(of: "\\b\(word)\\b", options: .regularExpression) != nil }
  }

  private static let writing = ["CREATE", "MERGE", "DELETE", "SET", "REMOVE", "CALL"]

  func run(namedGraphs: [String: String]) -> Outcome {
    let memory = MemoryGraph()
    do {
      let parameters = try (parameters ?? [:]).mapValues { try PreparedQuery.value($0) }
      do {
        for (name, text) in namedGraphs where graph == "the \(name) graph" {
          try GraphSetup.run(text, on: memory, parameters: [:])
        }
        for text in setup { try GraphSetup.run(text, on: memory, parameters: parameters) }
      } catch let error as QueryError where error.kind == .unsupported {
        return .refused(error.message)
      } catch {
        return .failed("setup: \(error)")
      }
      return try run(on: memory, parameters)
    } catch {
      return .failed("\(error)")
    }
  }

  private func run(on graph: MemoryGraph, _ parameters: [String: QueryValue]) throws -> Outcome {
    let prepared: PreparedQuery
    do {
      prepared = try PreparedQuery(query, graph: graph, parameters: parameters)
    } catch let error as QueryError {
      return judge(error, phase: "compile time")
    }
    var rows: [[String]] = []
    do {
      try prepared.run { row in
        rows.append(try row.map { try text($0, graph) })
        return .continue
      }
    } catch let error as QueryError {
      return judge(error, phase: "runtime")
    }
    guard expect.kind == "rows" || expect.kind == "empty" else {
      return .failed("expected \(expect.detail ?? "an error"), found \(rows)")
    }
    let columns = expect.columns ?? []
    let order = columns.compactMap { prepared.columns.firstIndex(of: $0) }
    guard order.count == columns.count, prepared.columns.count == columns.count || expect.kind == "empty"
    else {
      return .failed("expected the columns \(columns), found \(prepared.columns)")
    }
    let expected = (expect.rows ?? []).map { $0.map(text) }
    let found = rows.map { row in order.map { row[$0] } }
    let isSame =
      expect.ordered == true
      ? expected == found
      : expected.map { $0.joined(separator: "|") }.sorted()
        == found.map { $0.joined(separator: "|") }.sorted()
    return isSame ? .passed : .failed("expected \(expected), found \(found)")
  }

  private func text(_ value: QueryValue, _ graph: MemoryGraph) throws -> String {
    text(try value.text(in: graph))
  }

  private func text(_ value: String) -> String {
    CanonicalValue.text(value, sortingLists: expect.lists_unordered == true)
  }

  private func judge(_ error: QueryError, phase: String) -> Outcome {
    if error.kind == .unsupported { return .refused(error.message) }
    guard expect.kind == "error" else { return .failed("\(error)") }
    let isType = expect.type == error.kind.rawValue
    let isDetail = expect.detail == "*" || expect.detail == error.detail.rawValue
    let isPhase = expect.phase == "any time" || expect.phase == phase
    if isType, isDetail, isPhase { return .passed }
    return .failed(
      "expected \(expect.type ?? "").\(expect.detail ?? "") at \(expect.phase ?? ""), found "
        + "\(error.kind.rawValue).\(error.detail.rawValue) at \(phase): \(error)")
  }
}
