/// What `costctl.yaml` says of a function's cold starts and model; nil where it says nothing.
package struct StatedColdStart: Hashable, Sendable {
  /// Weights of the model, as stored.
  package let modelBytes: Bytes?
  /// Why the weights of a model that is named are not known.
  package let modelGap: RequestGap?
  /// INIT of one environment, the loading of the model included.
  package let initialization: Duration?
  package let startsPerDay: Starts?
  /// Published versions that keep a snapshot.
  package let publishedVersions: Int?

  package init(
    modelBytes: Bytes? = nil, modelGap: RequestGap? = nil, initialization: Duration? = nil,
    startsPerDay: Starts? = nil, publishedVersions: Int? = nil
  ) {
    self.modelBytes = modelBytes
    self.modelGap = modelGap
    self.initialization = initialization
    self.startsPerDay = startsPerDay
    self.publishedVersions = publishedVersions
  }

  package var isSilent: Bool { self == StatedColdStart() }
}

/// How often environments start in a month, and how long INIT takes; nil where nobody has said.
package struct ColdStarts: Hashable, Sendable {
  package let perMonth: Starts?
  /// Of one start.
  package let initialization: Duration?
  /// INIT of all starts of a month, in seconds, where Lambda Insights measured it.
  package let measuredSeconds: Double?

  package var isKnown: Bool { perMonth != nil || initialization != nil || measuredSeconds != nil }

  /// Lambda Insights measures how long INIT took in all; the number of starts or the length of one has
  /// to be stated, and the other follows.
  package init(_ profile: UsageProfile, stated: StatedColdStart) {
    let scale = profile.window.perMonth
    let measured = profile.insights.map { $0.initSeconds * scale }
    let counted = stated.startsPerDay.map { $0 * (Duration.month / .days(1)) }
    measuredSeconds = measured
    guard let measured, measured > 0 else {
      (perMonth, initialization) = (counted, stated.initialization)
      return
    }
    if let counted, counted > .zero {
      perMonth = counted
      initialization = .seconds(measured / counted.value)
    } else {
      let length = stated.initialization.flatMap { $0 > .zero ? $0 : nil }
      perMonth = length.map { Starts(measured / $0.inSeconds) }
      initialization = length
    }
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
  /// INIT of a month; zero where a snapshot or managed instances spare it, nil when it is not known.
  func billedInitialization(_ stated: StatedColdStart) -> GBSeconds? {
    guard let memory = configuration.memory else { return nil }
    if configuration.runsOnManagedInstances { return .zero }
    if let measured = initialization { return measured * window.perMonth }
    if configuration.deployment?.hasSnapStart == true { return .zero }
    return ColdStarts(self, stated: stated).billed(memory: memory)
  }
}
