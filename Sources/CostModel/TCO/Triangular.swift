/// A triangular distribution: what is possible at least, most likely, and at most.
///
/// Source: Kotz and van Dorp, "Beyond Beta", 2004, chapter 1. Worked: over 0…4 with the mode at 1, one
/// draw in four lies below 1 and the median is 4 − √6 = 1.551.
package struct Triangular: Hashable, Sendable {
  package let low: Double
  package let mode: Double
  package let high: Double

  package init(low: Double, mode: Double, high: Double) {
    precondition(low <= mode && mode <= high, "a triangle's mode lies within its ends")
    self.low = low
    self.mode = mode
    self.high = high
  }

  /// The value below which a share of all draws lies.
  package func quantile(_ share: Double) -> Double {
    guard high > low else { return mode }
    let width = high - low
    let below = (mode - low) / width
    return share < below
      ? low + (share * width * (mode - low)).squareRoot()
      : high - ((1 - share) * width * (high - mode)).squareRoot()
  }
}
