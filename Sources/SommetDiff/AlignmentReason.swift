/// Why two nodes of two graphs are taken for one entity.
public struct AlignmentReason: Sendable, Hashable {
  /// Sentences and mentions that tell of the one in the old graph and of the other in the new.
  public var sentences: Int
  /// Those of the node that is compared, as far as the other graph has them too.
  public var comparable: Int
  /// A name that both have, folded; nil when none.
  public var name: String?
  /// Whether labels are alike without any name being the same.
  public var isNameAlike: Bool
  /// Neighbours that both have by the same relation, and how many there are of both together.
  public var neighbours: Int
  public var allNeighbours: Int

  /// As part of a sentence.
  public var words: String {
    var parts: [String] = []
    if sentences > 0 {
      parts.append(
        sentences == comparable
          ? "\(sentences == 1 ? "the same sentence" : "the same \(sentences) sentences")"
          : "\(sentences) of \(comparable) sentences")
    }
    if let name { parts.append("the name “\(name)”") } else if isNameAlike { parts.append("a like name") }
    if neighbours > 0 {
      parts.append(
        neighbours == allNeighbours
          ? "the same \(neighbours == 1 ? "neighbour" : "\(neighbours) neighbours")"
          : "\(neighbours) of \(allNeighbours) neighbours")
    }
    return parts.joined(separator: ", ")
  }
}
