/// What `costctl.yaml` says of a function's cold starts and model; nil where it says nothing.
package struct StatedColdStart: Hashable, Sendable {
  /// Weights of the model, as stored.
  package let modelBytes: Bytes?
  /// INIT of one environment, the loading of the model included.
  package let initialization: Duration?
  package let startsPerDay: Starts?
  /// Published versions that keep a snapshot.
  package let publishedVersions: Int?

  package init(
    modelBytes: Bytes? = nil, initialization: Duration? = nil, startsPerDay: Starts? = nil,
    publishedVersions: Int? = nil
  ) {
    self.modelBytes = modelBytes
    self.initialization = initialization
    self.startsPerDay = startsPerDay
    self.publishedVersions = publishedVersions
  }

  package var isSilent: Bool { self == StatedColdStart() }
}

/// Cold starts measured over a window, by Lambda Insights.
package struct InitializationUsage: Hashable, Sendable {
  package let starts: Starts
  /// INIT of all of them together.
  package let seconds: Double

  package init(starts: Starts, seconds: Double) {
    self.starts = starts
    self.seconds = seconds
  }
}

/// How often environments start in a month, and how long INIT takes; nil where nobody has said.
package struct ColdStarts: Hashable, Sendable {
  package let perMonth: Starts?
  package let initialization: Duration?

  package var isKnown: Bool { perMonth != nil || initialization != nil }

  /// What was measured comes before what was stated.
  package init(_ profile: UsageProfile, stated: StatedColdStart) {
    let measured = profile.initialization
    perMonth =
      measured.map { $0.starts * profile.window.perMonth }
      ?? stated.startsPerDay.map { $0 * (Duration.month / .days(1)) }
    let mean = measured.flatMap { usage in
      usage.starts > .zero ? Duration.seconds(usage.seconds / usage.starts.value) : nil
    }
    initialization = mean ?? stated.initialization
  }

  /// INIT of a month as it is billed since August 2025: starts × seconds × GB.
  ///
  /// 3,000 starts of 14.3 s at 10,240 MB are 429,000 GB-seconds; nil unless both are known.
  package func billed(memory: Megabytes) -> GBSeconds? {
    guard let perMonth, let initialization else { return nil }
    return GBSeconds(perMonth.value * initialization.inSeconds * memory.gigabytes)
  }
}

extension UsageProfile {
  /// INIT of a month; zero where a snapshot spares it, nil when it is not known.
  func billedInitialization(_ stated: StatedColdStart) -> GBSeconds? {
    guard let memory = configuration.memory else { return nil }
    if configuration.runsOnManagedInstances || configuration.deployment?.hasSnapStart == true {
      return .zero
    }
    return ColdStarts(self, stated: stated).billed(memory: memory)
  }
}
