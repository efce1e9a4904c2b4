/// Token rates measured on one host with one model and one engine.
package struct Calibration: Codable, Hashable, Sendable {
  package let host: CalibrationHost
  package let model: ModelFacts
  package let runtime: TokenRuntime
  package let measuredAt: Instant
  /// How fast the weights came into memory; nil when that was not timed.
  package let load: ModelLoad?
  package let results: [RateMeasurement]

  package init(
    host: CalibrationHost, model: ModelFacts, runtime: TokenRuntime, measuredAt: Instant,
    load: ModelLoad?, results: [RateMeasurement]
  ) {
    self.host = host
    self.model = model
    self.runtime = runtime
    self.measuredAt = measuredAt
    self.load = load
    self.results = results
  }
}

/// The loading of a model's weights.
package struct ModelLoad: Codable, Hashable, Sendable {
  /// Where they were put: anonymous memory, or the file mapped as it is.
  package enum Source: String, Codable, Hashable, Sendable, CaseIterable { case memfd, file }

  package let source: Source
  package let rate: BytesPerSecond

  package init(source: Source, rate: BytesPerSecond) {
    self.source = source
    self.rate = rate
  }
}
