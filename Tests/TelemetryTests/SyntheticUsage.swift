import CostModel

/// Usage of a few functions over three days at three periods, the same on every call.
enum SyntheticUsage {
  enum Order: CaseIterable {
    case byFunction, byTime, backwards, shuffled
  }

  private struct Row {
    let function: Int
    let instant: Int
    let text: String
  }

  static func csv(order: Order) -> String {
    var rows = all()
    switch order {
    case .byFunction: break
    case .byTime: rows.sort { ($0.instant, $0.function) < ($1.instant, $1.function) }
    case .backwards: rows.reverse()
    case .shuffled:
      var generator = Lehmer(state: 42)
      rows.shuffle(using: &generator)
    }
    let header = """
      function,timestamp,period_seconds,invocations,duration_ms_sum,concurrency_max,memory_mb,\
      architecture,errors,throttles,duration_ms_max
      """
    return ([header] + rows.map(\.text)).joined(separator: "\n")
  }

  private static func all() -> [Row] {
    var generator = Lehmer(state: 7)
    var rows: [Row] = []
    let midnight = 1_767_571_200
    for function in 0..<6 {
      let period = [3600, 300, 3600, 7200, 3600, 1800][function]
      for instant in stride(from: midnight, to: midnight + 3 * 86_400, by: period)
      where generator.next() % 10 < 6 {
        rows.append(row(function, instant, period, &generator))
      }
    }
    return rows
  }

  private static func row(
    _ function: Int, _ instant: Int, _ period: Int, _ generator: inout Lehmer
  ) -> Row {
    func draw(_ bound: UInt64) -> UInt64 { generator.next() % bound }
    let memory = function == 2 ? "" : function == 4 && draw(3) == 0 ? "2048" : "1024"
    let concurrency = draw(9) == 0 ? "" : "\(draw(90))"
    let cells = [
      "f\(function)", Instant(epochSeconds: instant).iso8601, "\(period)", "\(draw(100))",
      "\(Double(draw(1_000_000)) / 1000)", concurrency, memory, memory.isEmpty ? "" : "arm64",
      draw(2) == 0 ? "0" : "", "0", "\(Double(draw(1 << 40)) / 1e7)",
    ]
    return Row(function: function, instant: instant, text: cells.joined(separator: ","))
  }
}
