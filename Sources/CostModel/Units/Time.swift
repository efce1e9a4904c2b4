extension Duration {
  /// A billing month: 730 hours, as AWS's calculators count it.
  package static let month: Duration = .seconds(Hours.month.value * 3600)

  package static func hours(_ hours: Double) -> Duration { .seconds(hours * 3600) }
  package static func days(_ days: Double) -> Duration { .seconds(days * 86_400) }

  /// The length in seconds, with the fraction.
  package var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}

/// A moment in UTC, in whole seconds since 1970: the resolution of every CloudWatch timestamp.
package struct Instant: Hashable, Comparable, Codable, Sendable {
  package let epochSeconds: Int

  package init(epochSeconds: Int) { self.epochSeconds = epochSeconds }

  package init(from decoder: any Decoder) throws {
    self.init(epochSeconds: try decoder.singleValueContainer().decode(Int.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(epochSeconds)
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.epochSeconds < right.epochSeconds
  }

  package func advanced(by seconds: Int) -> Instant {
    Instant(epochSeconds: epochSeconds + seconds)
  }

  package func seconds(since other: Instant) -> Int { epochSeconds - other.epochSeconds }
}
