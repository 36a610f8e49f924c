/// Floats on the heap, exactly as many as asked: a sanitiser sees every access beyond them.
final class Floats {
  let pointer: UnsafeMutablePointer<Float>
  let count: Int

  init(_ count: Int, _ value: (Int) -> Float = { _ in 0 }) {
    self.count = count
    pointer = .allocate(capacity: count)
    for index in 0..<count { (pointer + index).initialize(to: value(index)) }
  }

  /// Numbers between −1 and 1, the same for the same seed.
  convenience init(_ count: Int, seed: UInt64) {
    var state = seed
    self.init(count) { _ in
      // Steele, Lea and Flood 2014, SplitMix64.
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return Float(bits >> 40) / Float(1 << 23) - 1
    }
  }

  deinit { pointer.deallocate() }

  subscript(index: Int) -> Float { pointer[index] }

  var array: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
}

/// Whether two numbers differ by no more than rounding explains, given the size of the terms summed up.
func isClose(_ a: Float, _ b: Double, scale: Double) -> Bool { abs(Double(a) - b) <= 4e-6 * max(scale, 1) }
