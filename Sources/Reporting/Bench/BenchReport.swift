package import CostModel

/// What `bench` measured or was handed: the calibration, what follows from it, and what disturbed it.
package struct BenchReport: Sendable {
  package let calibration: Calibration
  /// Nil where the results do not determine it.
  package let fit: RateFit?
  package let estimates: [RateEstimate]
  package let circumstances: Circumstances

  /// What is known only where the measurement ran here.
  package struct Circumstances: Sendable {
    package var caches: [CacheLevel] = []
    /// Packed weights that lie on huge pages.
    package var hugePages: Bytes?
    package var coldStart: ColdStart?
    package var disturbance: HostDisturbance?
    /// Sentences on what makes the figures less than they could be.
    package var warnings: [String] = []

    package init() {}
  }

  /// How long a function needs that fetches the model before it can answer.
  package struct ColdStart: Hashable, Sendable {
    package let network: BytesPerSecond
    package let duration: Duration

    package init(network: BytesPerSecond, duration: Duration) {
      self.network = network
      self.duration = duration
    }
  }

  package init(
    calibration: Calibration, fit: RateFit?, estimates: [RateEstimate],
    circumstances: Circumstances = Circumstances()
  ) {
    self.calibration = calibration
    self.fit = fit
    self.estimates = estimates
    self.circumstances = circumstances
  }
}
