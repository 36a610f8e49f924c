/// Which places lie in which countries. What was asked lately is held.
final class MeetingPlaces {
  private struct Place {
    let id: String
    let name: FoldedName
    /// What the node says of its country.
    let country: String?
  }

  private let nodes: MergedNodes
  private var known: [Int32: Place] = [:]
  private static let mostKnown = 1 << 12

  init(_ nodes: MergedNodes) { self.nodes = nodes }

  func isPart(_ place: Int32, of country: Int32) throws -> Bool {
    guard let told = try self.place(place).country else { return false }
    let country = try self.place(country)
    return country.id == told || country.id == "country:\(told)" || country.name == FoldedName(told)
  }

  private func place(_ node: Int32) throws -> Place {
    if let place = known[node] { return place }
    let caption = try nodes.caption(Int(node))
    let place = Place(
      id: try nodes.id(Int(node)), name: FoldedName(caption.label),
      country: caption.attributes["country"]?.string
    )
    if known.count >= Self.mostKnown { known = [:] }
    known[node] = place
    return place
  }
}
