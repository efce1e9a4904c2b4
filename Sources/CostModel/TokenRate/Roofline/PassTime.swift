/// How long work takes on a machine, and how that depends on each lane.
struct PassTime: Hashable, Sendable {
  let seconds: Double
  /// Seconds saved by one unit of each lane: -d seconds / d lane.
  let savings: RateVector

  static let zero = PassTime(seconds: 0, savings: RateVector(repeating: 0))

  static func + (left: Self, right: Self) -> Self {
    PassTime(seconds: left.seconds + right.seconds, savings: left.savings + right.savings)
  }

  static func * (time: Self, times: Double) -> Self {
    PassTime(seconds: time.seconds * times, savings: time.savings * times)
  }

  /// d log(rate) / d lane.
  var sensitivity: RateVector { seconds > 0 ? savings / seconds : savings }
}
