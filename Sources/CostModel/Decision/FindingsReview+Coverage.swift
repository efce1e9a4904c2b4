extension FindingsReview {
  /// Says what is missing for a verdict, and when it will be there if collection goes on.
  static func insufficientData(_ profile: UsageProfile) -> Finding? {
    let window = profile.window
    let isShort = window.seconds < Firmness.sufficientSeconds
    guard isShort || profile.coverage < Firmness.sufficientCoverage else { return nil }
    let wanted =
      isShort
      ? Firmness.sufficientSeconds
      : Int(Firmness.sufficientCoverage.value * Double(window.seconds))
    let lacking = max(0, wanted - profile.coveredSeconds)
    let ready = window.until.advanced(by: lacking)
    return Finding(
      .insufficientData, .warning,
      "Seen \(Shown.days(.seconds(profile.coveredSeconds))) of the "
        + "\(Shown.days(window.length)) window; a verdict needs \(Shown.days(.seconds(wanted))): "
        + "enough by \(ready.iso8601) if collection goes on, or at once if older data is imported.")
  }

  /// Says that part of the window was asked for in vain.
  static func failedPull(_ profile: UsageProfile) -> Finding? {
    guard profile.failedSeconds > 0 else { return nil }
    return Finding(
      .pullFailed, .warning,
      "\(Shown.days(.seconds(profile.failedSeconds))) of the window could not be pulled whole: the "
        + "verdict is provisional until another pull brings them.")
  }

  static func coverageGap(_ profile: UsageProfile) -> Finding? {
    let gap = profile.window.seconds - profile.coveredSeconds - profile.failedSeconds
    guard gap > 0, profile.coverage >= Firmness.sufficientCoverage else { return nil }
    return Finding(
      .coverageGap, .info,
      "\(Shown.days(.seconds(gap))) of the window were never pulled and count as silent in the "
        + "figures; the upper end of the interval takes them as busy as the rest.")
  }
}
