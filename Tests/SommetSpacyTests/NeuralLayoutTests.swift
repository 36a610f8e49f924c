import SommetSpacy
import Testing

@Suite struct NeuralLayoutTests {
  @Test func `the id of 'la' finds the rows that spaCy finds`() {
    let id = Array("la".utf8).withUnsafeBytes { MurmurHash.hash64A($0, seed: 1) }
    let rows = HashEmbedding.indices(of: id, seed: 8, rows: 5000)
    #expect(rows == (3126, 1863, 837, 2998))
  }

  @Test(arguments: [(2, 40), (4, 64), (4, 256), (34, 170)])
  func `every token stands once, in a row as even as its place, among its neighbours`(
    padding: Int, capacity: Int
  ) {
    var documents: [Range<Int>] = []
    var count = 0
    for length in [1, 2, 31, 0, 400, 3, 64, 1, 1, 130] {
      documents.append(count..<count + length)
      count += length
    }
    var seen = [Int](repeating: 0, count: count)
    func check(_ plan: borrowing WindowPlan) {
      let rows = plan.rows
      #expect(rows.count <= capacity + 1 && rows.count % 2 == 0)
      for piece in plan.pieces {
        let document = documents.first { $0.contains(piece.token) }!
        #expect((piece.row - (piece.token - document.lowerBound)) % 2 == 0)
        for offset in -padding..<piece.count + padding {
          let token = piece.token + offset
          #expect(rows[piece.row + offset] == (document.contains(token) ? Int32(token) : -1))
        }
        for token in piece.token..<piece.token + piece.count { seen[token] += 1 }
      }
    }
    var plan = WindowPlan(padding: padding, capacity: capacity)
    for document in documents { plan.add(document) { check($0) } }
    plan.finish { check($0) }
    #expect(seen.allSatisfy { $0 == 1 })
  }
}
