import Foundation

/// Read bandwidth of a machine by the cores that read, as it was measured.
package struct BandwidthCurve: Hashable, Sendable {
  package struct Point: Hashable, Sendable {
    package let cores: Double
    package let bandwidth: BytesPerSecond

    package init(cores: Double, bandwidth: BytesPerSecond) {
      self.cores = cores
      self.bandwidth = bandwidth
    }
  }

  private let logCores: [Double]
  private let logBandwidths: [Double]

  /// One point at least, by rising cores.
  package init(_ points: [Point]) {
    precondition(!points.isEmpty, "a curve has a point")
    logCores = points.map { log($0.cores) }
    logBandwidths = points.map { log($0.bandwidth.value) }
  }

  /// Straight between two points on logarithmic axes, level beyond the outer ones.
  ///
  /// From 100 GB/s at 4 cores and 400 GB/s at 16, 8 cores have 200 GB/s.
  package func bandwidth(ofCores cores: Double) -> BytesPerSecond {
    let place = log(cores)
    guard let after = logCores.firstIndex(where: { $0 >= place }) else {
      return BytesPerSecond(exp(logBandwidths[logBandwidths.count - 1]))
    }
    guard after > 0 else { return BytesPerSecond(exp(logBandwidths[0])) }
    let share = (place - logCores[after - 1]) / (logCores[after] - logCores[after - 1])
    let low = logBandwidths[after - 1]
    return BytesPerSecond(exp(low + share * (logBandwidths[after] - low)))
  }
}
