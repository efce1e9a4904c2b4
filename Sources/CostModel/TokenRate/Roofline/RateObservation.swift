/// One measured rate, and the time of the same work as the figures have it.
struct RateObservation {
  let rate: TokensPerSecond
  /// Standard deviation of its logarithm.
  let spread: Double
  /// Seconds for one token, given what the engine is taken for.
  let time: (RateVector) -> PassTime
}
