/// A string as its scalars, equal only to the same scalars (Swift's strings are equal up to canonical equivalence).
struct ScalarString: Hashable, Sendable {
  let values: [UInt32]

  init(values: [UInt32]) { self.values = values }
  init(_ text: String) { values = text.unicodeScalars.map(\.value) }
  init(_ text: ScalarSlice) {
    values = Array(UnsafeBufferPointer(start: text.scalars + text.start, count: text.count))
  }
}
