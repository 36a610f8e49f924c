import SommetGraph

/// The numbers of the nodes of a graph on its way into the store, by hashes of their ids.
struct NodeNumbers {
  private let numbers = NumberTable()
  /// Of ids that share their hash with another one, if ever there are any.
  private var rivals: [String: Int] = [:]

  /// - Parameter place: the id, composed; each is given once.
  mutating func insert(_ number: Int, of place: String) throws {
    let known = try numbers.number(of: Fingerprint.identity(place), orInsert: number)
    if known != number { rivals[place] = number }
  }

  subscript(place: String) -> Int? {
    get throws { try rivals[place] ?? numbers[Fingerprint.identity(place)] }
  }
}
