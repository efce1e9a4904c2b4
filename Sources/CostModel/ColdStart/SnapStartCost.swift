/// What starting a function from snapshots costs a month, and from how many starts on it pays.
package struct SnapStartCost: Hashable, Sendable {
  package let versions: Int
  /// Keeping the snapshots, before the first request.
  package let caching: CostLine
  /// Nil when nobody has said how often the function starts.
  package let restoring: CostLine?
  /// One start from the snapshot.
  package let perRestore: USD
  /// INIT of one start without it; nil when nobody has said how long that takes.
  package let perInitialization: USD?

  init(
    memory: Megabytes, versions: Int, starts: ColdStarts, initialization: Duration?,
    rates: SnapStartRates, duration: Price<GBSeconds>
  ) {
    self.versions = versions
    caching = rates.caching(memory: memory, versions: versions)
    restoring = starts.perMonth.map { rates.restoring($0, memory: memory) }
    perRestore = rates.restoring(Starts(1), memory: memory).cost
    perInitialization = initialization.map {
      duration * GBSeconds($0.inSeconds * memory.gigabytes)
    }
  }

  package var monthlyCost: USD { caching.cost + (restoring?.cost ?? .zero) }

  /// Starts a month from which the snapshot costs less than the INIT it saves.
  ///
  /// 10,240 MB with an INIT of 14.3 s: $39.54 over $0.001907 - $0.001398 is 77,703 starts. Nil when a
  /// restore costs as much as INIT or INIT is not known.
  package var breakEven: Starts? {
    guard let perInitialization, perInitialization > perRestore else { return nil }
    return Starts(caching.cost / (perInitialization - perRestore))
  }
}
