import CostModel

/// The length of one sample and of the bucket that holds its neighbours.
///
/// A bucket is the longest stretch of whole samples, at most 64, that divides a UTC day: a day of
/// hourly samples, 4 hours of 5-minute ones, an hour of 1-minute ones. No bucket crosses midnight.
struct SamplePeriod: Hashable, Sendable {
  static let day = 86_400
  static let maximumSlots = 64

  static let minute = SamplePeriod(seconds: 60, bucketSeconds: 3600)
  static let hour = SamplePeriod(seconds: 3600, bucketSeconds: day)

  let seconds: Int
  let bucketSeconds: Int

  var slots: Int { bucketSeconds / seconds }

  /// Nil unless the period divides a UTC day into whole samples.
  init?(seconds: Int) {
    guard seconds > 0, seconds <= Self.day, Self.day.isMultiple(of: seconds) else { return nil }
    self.seconds = seconds
    let samplesPerDay = Self.day / seconds
    var slots = min(Self.maximumSlots, samplesPerDay)
    while !samplesPerDay.isMultiple(of: slots) { slots -= 1 }
    bucketSeconds = slots * seconds
  }

  private init(seconds: Int, bucketSeconds: Int) {
    self.seconds = seconds
    self.bucketSeconds = bucketSeconds
  }

  func bucketStart(of epochSeconds: Int) -> Int {
    epochSeconds - epochSeconds.flooredRemainder(by: bucketSeconds)
  }

  func slot(of epochSeconds: Int) -> Int {
    epochSeconds.flooredRemainder(by: bucketSeconds) / seconds
  }
}
