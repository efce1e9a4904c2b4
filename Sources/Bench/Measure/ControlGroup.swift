internal import CostModel

/// The control group (version 2) that limits this process.
struct ControlGroup {
  private let files: HostFiles
  private let folder: String

  init(_ files: HostFiles) {
    self.files = files
    let lines = files.text("/proc/self/cgroup")?.split(separator: "\n") ?? []
    let own = lines.first { $0.hasPrefix("0::") }?.dropFirst(3)
    folder = "/sys/fs/cgroup" + (own == "/" ? "" : own ?? "")
  }

  /// Nil where nothing is limited.
  var memoryLimit: Bytes? {
    files.number("\(folder)/memory.max").map { Bytes(Double($0)) }
  }

  /// How long its threads have waited for their CPU quota; nil where nobody counts.
  var throttled: Duration? {
    let lines = files.text("\(folder)/cpu.stat")?.split(separator: "\n") ?? []
    let words = lines.map { $0.split(separator: " ") }.first { $0.first == "throttled_usec" }
    return words?.last.flatMap { Int($0) }.map { .microseconds($0) }
  }
}
