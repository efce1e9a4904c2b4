package import CostModel

/// Cores, caches and memory of this host, as far as this process may use them.
package struct HostTopology: Hashable, Sendable {
  /// Physical cores; a core whose two hardware threads are both allowed counts once.
  package let cores: Int
  /// Data and unified caches, nearest first.
  package let caches: [CacheLevel]
  /// The machine's, or the control group's limit where that is less; nil where neither is known.
  package let memory: Bytes?

  package init(_ files: HostFiles, allowedCPUs: [UInt32]) {
    cores = Self.cores(files, allowedCPUs)
    caches = Self.caches(files, cpu: allowedCPUs.first ?? 0)
    memory = Self.memory(files)
  }

  private static func cores(_ files: HostFiles, _ cpus: [UInt32]) -> Int {
    let siblings = cpus.map {
      let path = "/sys/devices/system/cpu/cpu\($0)/topology/thread_siblings_list"
      return files.text(path) ?? "\($0)"
    }
    return max(Set(siblings).count, 1)
  }

  private static func caches(_ files: HostFiles, cpu: UInt32) -> [CacheLevel] {
    let folder = "/sys/devices/system/cpu/cpu\(cpu)/cache"
    let caches: [CacheLevel] = files.names(in: folder).compactMap { name in
      guard let level = files.number("\(folder)/\(name)/level"),
        let size = files.text("\(folder)/\(name)/size").flatMap(kibibytes),
        files.text("\(folder)/\(name)/type") != "Instruction"
      else { return nil }
      let shared = files.text("\(folder)/\(name)/shared_cpu_list").map(count) ?? 1
      return CacheLevel(level: level, size: size, sharedBy: shared)
    }
    return caches.sorted { $0.level < $1.level }
  }

  /// `512K`.
  private static func kibibytes(_ text: String) -> Bytes? {
    guard text.hasSuffix("K"), let count = Double(text.dropLast()) else { return nil }
    return Bytes(count * 1024)
  }

  /// CPUs in a list such as `0-3,8`: 5.
  private static func count(_ list: String) -> Int {
    list.split(separator: ",").reduce(0) { total, part in
      let bounds = part.split(separator: "-").compactMap { Int($0) }
      guard let first = bounds.first, let last = bounds.last else { return total }
      return total + max(last - first + 1, 1)
    }
  }

  private static func memory(_ files: HostFiles) -> Bytes? {
    let lines = files.text("/proc/meminfo")?.split(separator: "\n") ?? []
    let total = lines.first { $0.hasPrefix("MemTotal:") }?.split(separator: " ").dropFirst().first
    let machine = total.flatMap { Double($0) }.map { Bytes($0 * 1024) }
    let limit = ControlGroup(files).memoryLimit
    return [machine, limit].compactMap(\.self).min()
  }
}
