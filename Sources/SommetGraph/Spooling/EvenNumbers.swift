/// Ascending numbers that lie evenly between 0 and 2⁶⁴, as hashes do: the place of one is nearly known beforehand, so that a lookup
/// looks at a few neighbours, whatever their count.
package enum EvenNumbers {
  /// The place of the first number that is not below another; the count when there is none.
  @inlinable package static func lowerBound<Failure: Error>(
    of number: UInt64, count: Int, at: (Int) throws(Failure) -> UInt64
  ) throws(Failure) -> Int {
    // From where it should be, in steps that double, until it lies between two places.
    let guess = Int(number.multipliedFullWidth(by: UInt64(count)).high)
    var (low, high) = (guess, guess)
    var step = 8
    while low > 0, try at(low - 1) >= number {
      high = low - 1
      low = max(0, low - step)
      step *= 2
    }
    step = 8
    while high < count, try at(high) < number {
      low = high + 1
      high = min(count, high + step)
      step *= 2
    }
    while low < high {
      let middle = (low + high) / 2
      if try at(middle) < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
