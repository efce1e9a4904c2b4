package import CostModel
internal import Glibc

/// What a host has counted since it started; two readings make a disturbance.
package struct HostCounters: Hashable, Sendable {
  /// Of all processors, in clock ticks: everything, what was stolen, and what any program ran.
  let total: Double
  let stolen: Double
  let busy: Double
  /// What this process ran, in the same ticks.
  let own: Double
  let throttled: Duration?
  let thermalEvents: Int?

  /// Nil where the kernel shows no `/proc/stat`.
  package init?(_ files: HostFiles, processTime: Duration) {
    guard let line = files.text("/proc/stat")?.split(separator: "\n").first else { return nil }
    // user nice system idle iowait irq softirq steal; the guests after them are part of user.
    let ticks = line.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
    guard ticks.count == 8 else { return nil }
    total = ticks.reduce(0, +)
    stolen = ticks[7]
    busy = ticks[0] + ticks[1] + ticks[2]
    own = processTime.inSeconds * Double(sysconf(Int32(_SC_CLK_TCK)))
    throttled = ControlGroup(files).throttled
    thermalEvents = Self.thermalEvents(files)
  }

  /// The CPU time that all threads of this process have used.
  package static func processTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// What happened since an earlier reading.
  package func disturbance(since earlier: HostCounters) -> HostDisturbance {
    let all = max(total - earlier.total, 1)
    let others = busy - earlier.busy - (own - earlier.own)
    return HostDisturbance(
      steal: Ratio((stolen - earlier.stolen) / all).clamped,
      otherPrograms: Ratio(others / all).clamped,
      throttled: Self.change(throttled, earlier.throttled, -),
      thermalEvents: Self.change(thermalEvents, earlier.thermalEvents, -))
  }

  private static func change<Value>(
    _ later: Value?, _ earlier: Value?, _ subtract: (Value, Value) -> Value
  ) -> Value? {
    later.flatMap { later in earlier.map { subtract(later, $0) } }
  }

  private static func thermalEvents(_ files: HostFiles) -> Int? {
    let folder = "/sys/devices/system/cpu"
    let counts = files.names(in: folder).compactMap {
      files.number("\(folder)/\($0)/thermal_throttle/core_throttle_count")
    }
    return counts.isEmpty ? nil : counts.reduce(0, +)
  }
}
