/// How fast a server must be for so many of them to carry a peak, no request slower than on Lambda.
package struct FleetSpeed: Hashable, Sendable {
  package let peak: Int
  /// Without the spare ones.
  package let instances: Int
  /// Servers on each, one a NUMA node.
  package let nodes: Int
  /// Requests at once on each server that take the least speed.
  package let streams: Int
  /// Of a request among so many, at today's speed.
  package let requestSeconds: Double
  /// Of a request on Lambda, which none may exceed.
  package let slowest: Double

  /// Against today's: T(b) / T_Lambda · max(1, peak / (instances · nodes · b)).
  ///
  /// Worked: 10 s among 4 where 8 s are allowed take 1.25 times the speed for a peak of 4 an instance,
  /// and 2.5 times for one of 8.
  package var factor: Double {
    requestSeconds / slowest * max(1, Double(peak) / Double(instances * nodes * streams))
  }
}

extension ServerCapacity {
  /// The least speed for a number of instances; requests a second only grow with the streams, so it is
  /// at the number that just holds the peak, or at the most that memory holds.
  func speed(forPeak peak: Int, instances: Int) -> FleetSpeed {
    let each = Double(peak) / Double(instances * nodes)
    let candidates = [each.rounded(.down), each.rounded(.up)].map {
      min(max(1, Int(min($0, 1e6))), mostStreams)
    }
    let speeds = candidates.map { streams in
      FleetSpeed(
        peak: peak, instances: instances, nodes: nodes, streams: streams,
        requestSeconds: requestSeconds(streams: streams), slowest: slowest.inSeconds)
    }
    return speeds[0].factor <= speeds[1].factor ? speeds[0] : speeds[1]
  }
}
