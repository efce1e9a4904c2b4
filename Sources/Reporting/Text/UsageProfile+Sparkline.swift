import CostModel

extension UsageProfile {
  /// The last seven days, one bar per block against the busiest of them; `▁` is a silent block.
  var sparkline: String {
    var seconds = 0
    var week: [Double] = []
    for block in blocks.reversed() where seconds < 7 * 86_400 {
      week.append(block.seconds > 0 ? block.busySeconds / Double(block.seconds) : 0)
      seconds += block.seconds
    }
    let top = week.max() ?? 0
    let bars: [Character] = ["▂", "▃", "▄", "▅", "▆", "▇", "█"]
    return String(
      week.reversed().map { load in
        guard load > 0 else { return "▁" }
        return bars[min(Int(load / top * Double(bars.count)), bars.count - 1)]
      })
  }
}
