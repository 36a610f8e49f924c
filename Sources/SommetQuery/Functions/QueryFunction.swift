/// A function of the language: what it takes, what it gives.
struct QueryFunction: Sendable {
  /// What a function is called with.
  struct Call {
    let arguments: [QueryValue]
    let run: QueryRun
    let position: QueryPosition

    var graph: any QueryGraph { run.graph }

    /// An error for an argument of a wrong type.
    func fault(_ name: String, _ expected: String) -> QueryError {
      let found = arguments.map { StaticType($0).shown }.joined(separator: ", ")
      return .type(.invalidArgumentValue, position, "\(name): expected \(expected), found \(found)")
    }
  }

  /// Spelt as its documentation does.
  let name: String
  /// For each argument the types that it may have, empty for any.
  let parameters: [Set<StaticType>]
  /// How many of them must be given.
  let required: Int
  /// Whether the last of them may be given any number of times.
  let isVariadic: Bool
  let result: StaticType
  let evaluate: @Sendable (Call) throws -> QueryValue

  init(
    _ name: String, _ parameters: [Set<StaticType>], required: Int? = nil, isVariadic: Bool = false,
    _ result: StaticType = .any,
    _ evaluate: @escaping @Sendable (Call) throws -> QueryValue
  ) {
    self.name = name
    self.parameters = parameters
    self.required = required ?? parameters.count
    self.isVariadic = isVariadic
    self.result = result
    self.evaluate = evaluate
  }

  /// By name, in lowercase.
  static let table: [String: QueryFunction] = Dictionary(
    uniqueKeysWithValues: (elementFunctions + listFunctions + textFunctions + numberFunctions + dateFunctions)
      .map {
        ($0.name.lowercased(), $0)
      })

  /// Functions of openCypher that are refused by name, with the reason.
  static func refusal(_ name: String) -> String? {
    let root = name.split(separator: ".").first.map { $0.lowercased() } ?? ""
    return switch root {
    case "datetime", "localdatetime", "time", "localtime":
      "a graph of news knows days, months and years, no hours"
    case "timestamp": "results never depend on the clock"
    case "point", "distance": "a graph of news holds no coordinates"
    default: nil
    }
  }
}
