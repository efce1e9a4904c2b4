import CostModel
import Foundation
import Testing

@testable import Bench

@Suite("What Linux says of a host")
struct HostTests {
  /// A root folder with a few of Linux' files in it.
  private final class Root {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "costctl-host-\(UUID().uuidString)")
    var files: HostFiles { HostFiles(root: url.path) }

    init(_ texts: [String: String]) throws {
      for (path, text) in texts {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data((text + "\n").utf8).write(to: file)
      }
    }

    deinit { try? FileManager.default.removeItem(at: url) }
  }

  /// A c7i.xlarge: two cores of two threads each.
  private static let xeon = [
    "sys/devices/system/cpu/cpu0/topology/thread_siblings_list": "0,2",
    "sys/devices/system/cpu/cpu1/topology/thread_siblings_list": "1,3",
    "sys/devices/system/cpu/cpu2/topology/thread_siblings_list": "0,2",
    "sys/devices/system/cpu/cpu3/topology/thread_siblings_list": "1,3",
    "sys/devices/system/cpu/cpu0/cache/index0/level": "1",
    "sys/devices/system/cpu/cpu0/cache/index0/type": "Data",
    "sys/devices/system/cpu/cpu0/cache/index0/size": "48K",
    "sys/devices/system/cpu/cpu0/cache/index0/shared_cpu_list": "0,2",
    "sys/devices/system/cpu/cpu0/cache/index1/level": "1",
    "sys/devices/system/cpu/cpu0/cache/index1/type": "Instruction",
    "sys/devices/system/cpu/cpu0/cache/index1/size": "32K",
    "sys/devices/system/cpu/cpu0/cache/index3/level": "3",
    "sys/devices/system/cpu/cpu0/cache/index3/type": "Unified",
    "sys/devices/system/cpu/cpu0/cache/index3/size": "107520K",
    "sys/devices/system/cpu/cpu0/cache/index3/shared_cpu_list": "0-3",
    "proc/meminfo": "MemTotal:        7812345 kB\nMemFree:         1 kB",
  ]

  @Test("threads of one core count once, caches without instructions, memory in bytes")
  func topology() throws {
    let root = try Root(Self.xeon)
    let host = HostTopology(root.files, allowedCPUs: [0, 1, 2, 3])
    #expect(host.cores == 2)
    #expect(
      host.caches == [
        CacheLevel(level: 1, size: Bytes(49_152), sharedBy: 2),
        CacheLevel(level: 3, size: Bytes(107_520 * 1024), sharedBy: 4),
      ])
    #expect(host.memory == Bytes(7_812_345 * 1024))
    #expect(HostTopology(root.files, allowedCPUs: [0, 2]).cores == 1)
  }

  @Test("a control group's limit is the memory there is")
  func limit() throws {
    let limits = [
      "proc/self/cgroup": "0::/box",
      "sys/fs/cgroup/box/memory.max": "2147483648",
    ]
    let root = try Root(Self.xeon.merging(limits) { $1 })
    #expect(HostTopology(root.files, allowedCPUs: [0]).memory == Bytes(2_147_483_648))
  }

  @Test("a host that describes nothing has as many cores as CPUs and unknown memory")
  func silent() throws {
    let host = HostTopology(try Root([:]).files, allowedCPUs: [4, 5])
    #expect(host.cores == 2)
    #expect(host.caches == [])
    #expect(host.memory == nil)
  }

  private func counters(
    _ stat: String, own: Duration, throttled: Int? = nil, thermal: Int? = nil
  ) throws -> HostCounters {
    var texts = ["proc/stat": stat + "\ncpu0 1 2 3"]
    if let throttled {
      texts["proc/self/cgroup"] = "0::/"
      texts["sys/fs/cgroup/cpu.stat"] = "usage_usec 5\nthrottled_usec \(throttled)"
    }
    if let thermal {
      texts["sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count"] = "\(thermal)"
    }
    let root = try Root(texts)
    return try #require(HostCounters(root.files, processTime: own))
  }

  @Test("steal, other programs, quota and heat are told apart")
  func disturbance() throws {
    // 100 ticks a second: of 1000, 20 stolen, 630 busy, of which 500 were this process.
    let before = try counters(
      "cpu  100 0 10 500 0 0 0 5 0 0", own: .seconds(1), throttled: 1000, thermal: 3)
    let after = try counters(
      "cpu  700 0 40 850 0 0 0 25 0 0", own: .seconds(6), throttled: 251_000, thermal: 5)
    let disturbance = after.disturbance(since: before)
    #expect(disturbance.steal == Ratio(0.02))
    #expect(disturbance.otherPrograms == Ratio(0.13))
    #expect(disturbance.throttled == .milliseconds(250))
    #expect(disturbance.thermalEvents == 2)
    #expect(
      disturbance.warnings == [
        "the hypervisor took 2.0 % of the CPU time away: rates are too low",
        "other programs used 13.0 % of the CPU time: rates are too low, measure again on an idle "
          + "host",
        "the CPU quota held the threads back for 0.25 s: rates are those of the quota, not of the "
          + "cores",
        "cores slowed down 2 times because they were hot",
      ])
  }

  @Test("a host left alone gives no warning, and what is not counted stays unknown")
  func quiet() throws {
    let before = try counters("cpu  0 0 0 0 0 0 0 0 0 0", own: .zero)
    let after = try counters("cpu  500 0 0 500 0 0 0 0 0 0", own: .seconds(5))
    #expect(
      after.disturbance(since: before)
        == HostDisturbance(
          steal: .zero, otherPrograms: .zero, throttled: nil, thermalEvents: nil))
    #expect(after.disturbance(since: before).warnings == [])
    #expect(HostCounters(try Root([:]).files, processTime: .zero) == nil)
  }
}
