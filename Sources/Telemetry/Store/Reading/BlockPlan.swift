import CostModel

/// The stretches the bootstrap resamples: UTC days, or 6 hours for windows under 7 days, clipped to
/// the window.
struct BlockPlan: Hashable, Sendable {
  let window: Range<Int>
  let length: Int
  let count: Int
  private let first: Int

  init(_ window: AnalysisWindow) {
    self.window = window.since.epochSeconds..<window.until.epochSeconds
    length = window.seconds < 7 * SamplePeriod.day ? SamplePeriod.day / 4 : SamplePeriod.day
    first = self.window.lowerBound.flooredQuotient(by: length)
    count = (self.window.upperBound - 1).flooredQuotient(by: length) - first + 1
  }

  /// The block of an instant inside the window.
  func index(of instant: Int) -> Int { instant.flooredQuotient(by: length) - first }

  /// Seconds of the block that lie inside the window.
  func seconds(of block: Int) -> Int {
    let start = (first + block) * length
    return (start..<start + length).clamped(to: window).count
  }
}
