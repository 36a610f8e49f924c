import SommetGraph

/// What a misspelt name was meant to be.
enum Suggestion {
  /// The name at the smallest edit distance, when no more than a third of its letters differ.
  static func nearest(to name: String, among names: [String]) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    var best: (name: String, distance: Int)?
    for candidate in names where candidate != name {
      let limit = max(1, candidate.unicodeScalars.count / 3)
      let distance = NameIndex.distance(wanted, Array(candidate.lowercased().unicodeScalars), limit: limit)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }
}
