import CostModel

/// How a window is cut into stretches: UTC days, or 6 hours from midnight for windows under 7 days.
struct WindowBlocks: Sendable {
  let window: Range<Int>
  private let length: Int
  private let first: Int
  let count: Int

  private static let shortestForDays = 7 * SamplePeriod.day
  private static let quarterDay = SamplePeriod.day / 4

  init(_ window: AnalysisWindow) {
    self.window = window.since.epochSeconds..<window.until.epochSeconds
    length = window.seconds < Self.shortestForDays ? Self.quarterDay : SamplePeriod.day
    first = self.window.lowerBound.flooredQuotient(by: length)
    count = (self.window.upperBound - 1).flooredQuotient(by: length) - first + 1
  }

  /// Whether one block holds whole UTC days only.
  var areDays: Bool { length == SamplePeriod.day }

  func index(of epochSeconds: Int) -> Int { epochSeconds.flooredQuotient(by: length) - first }

  /// The length of a block inside the window.
  func seconds(_ index: Int) -> Int {
    let start = (first + index) * length
    return (start..<start + length).clamped(to: window).count
  }
}
