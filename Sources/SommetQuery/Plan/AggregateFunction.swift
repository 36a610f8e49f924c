import Foundation

/// A function of all rows of a group.
enum AggregateFunction: String, CaseIterable {
  case count, sum, avg, min, max, collect, percentileDisc, percentileCont, stDev, stDevP

  init?(named name: String) {
    guard let function = Self.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() }) else {
      return nil
    }
    self = function
  }

  /// How many arguments it takes.
  var argumentCount: Int { self == .percentileDisc || self == .percentileCont ? 2 : 1 }
}

/// What an aggregate function has seen of a group.
struct Aggregate {
  private let function: AggregateFunction
  private let position: QueryPosition
  private var count = 0
  private var seen: Set<QueryValue>?
  private var value: QueryValue = .null
  private var values: [QueryValue] = []
  private var fraction: Double?

  init(_ function: AggregateFunction, isDistinct: Bool, position: QueryPosition) {
    self.function = function
    self.position = position
    if isDistinct { seen = [] }
    if function == .sum { value = .integer(0) }
  }

  /// Whether what is added takes room.
  var keepsValues: Bool {
    switch function {
    case .count, .sum, .min, .max: seen != nil
    case .collect, .avg, .stDev, .stDevP, .percentileDisc, .percentileCont: true
    }
  }

  /// - Parameter fraction: the second argument of a percentile.
  mutating func add(_ item: QueryValue, fraction: QueryValue?) throws {
    if let fraction, self.fraction == nil { self.fraction = try Self.fraction(fraction, position) }
    if item.isNull || seen?.insert(item).inserted == false { return }
    count += 1
    switch function {
    case .count: break
    case .sum: value = try Arithmetic.result(.add, value, try number(item), position)
    case .min: if value.isNull || QueryValue.isOrdered(item, before: value) { value = item }
    case .max: if value.isNull || QueryValue.isOrdered(value, before: item) { value = item }
    case .collect: values.append(item)
    case .avg, .stDev, .stDevP, .percentileDisc, .percentileCont: values.append(try number(item))
    }
  }

  /// Counts a row, whatever is in it.
  mutating func addRow() { count += 1 }

  /// Adds to the count what was counted elsewhere.
  mutating func add(count: Int) { self.count += count }

  private func number(_ item: QueryValue) throws -> QueryValue {
    switch item {
    case .integer, .float: return item
    case .duration where function == .sum: return item
    default:
      throw QueryError.type(
        .invalidArgumentType, position,
        "\(function.rawValue): expected a number, found \(StaticType(item).shown)")
    }
  }

  private static func fraction(_ value: QueryValue, _ position: QueryPosition) throws -> Double {
    let number: Double? =
      switch value {
      case .integer(let number): Double(number)
      case .float(let number): number
      default: nil
      }
    guard let number, (0...1).contains(number) else {
      throw QueryError(.argument, .numberOutOfRange, at: position, "expected a percentile from 0 to 1")
    }
    return number
  }

  var result: QueryValue {
    switch function {
    case .count: return .integer(count)
    case .sum, .min, .max: return value
    case .collect: return .list(values)
    case .avg: return values.isEmpty ? .null : .float(doubles.reduce(0, +) / Double(count))
    case .stDev: return deviation(count - 1)
    case .stDevP: return deviation(count)
    case .percentileDisc:
      guard !values.isEmpty, let fraction else { return .null }
      let sorted = values.sorted { QueryValue.isOrdered($0, before: $1) }
      return sorted[Swift.max(0, Int((fraction * Double(count)).rounded(.up)) - 1)]
    case .percentileCont:
      guard !values.isEmpty, let fraction else { return .null }
      let sorted = doubles.sorted()
      let place = fraction * Double(count - 1)
      let lower = Int(place)
      let upper = Swift.min(lower + 1, count - 1)
      return .float(sorted[lower] + (sorted[upper] - sorted[lower]) * (place - Double(lower)))
    }
  }

  private var doubles: [Double] {
    values.map { value in
      switch value {
      case .integer(let number): Double(number)
      case .float(let number): number
      default: 0
      }
    }
  }

  private func deviation(_ divisor: Int) -> QueryValue {
    guard divisor > 0 else { return .float(0) }
    let numbers = doubles
    let mean = numbers.reduce(0, +) / Double(count)
    return .float((numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(divisor)).squareRoot())
  }
}
