import ArgumentParser
import CostModel
import Telemetry

/// One pull over all accounts and regions: inventory, plan, sweep, and detail where it matters.
struct PullJob: Sendable {
  let session: Session
  let scope: PullScope
  let window: AnalysisWindow
  let period: PullPeriod
  let functions: [NamePattern]
  let maximumCost: USD?
  let isDryRun: Bool

  func run() async throws -> PullRecord {
    let clock = ContinuousClock()
    let start = clock.now
    let startedAt = session.surroundings.clock
    let first = period.retention ?? .hour
    guard let range = window.aligned(to: first, at: startedAt) else {
      throw ValidationError(
        "no period of \(first.seconds) seconds is over between \(window.since.iso8601) and now")
    }
    let progress = ProgressLine(
      isShown: session.surroundings.errorIsTerminal && !session.options.quiet)
    let places = try await open(progress)
    var record = PullRecord(
      window: range, period: period, isDryRun: isDryRun, limit: maximumCost, startedAt: startedAt)
    let inventories = await inventory(places, into: &record)
    try plan(inventories, over: range, period: first, into: &record)
    if isDryRun {
      if period == .auto { try planDetail(inventories, over: range, of: nil, into: &record) }
    } else {
      try await pass(inventories, record.regions.map(\.sweep), into: &record, progress)
      if period == .auto, !record.wasInterrupted {
        try planDetail(inventories, over: range, of: try undecided(range, record), into: &record)
        try await pass(inventories, record.regions.map(\.detail), into: &record, progress)
      }
    }
    record.seconds = start.duration(to: clock.now).inSeconds
    progress.clear()
    tell(record)
    return record
  }

  /// A region that answers, with what pulls it.
  private struct Opened: Sendable {
    let name: String
    let source: Result<PullSource, any Error>
    let pull: Pull?
  }

  private typealias Inventory = (pull: Pull, region: PulledRegion)

  private func open(_ progress: ProgressLine) async throws -> [Opened] {
    let store = try session.openForWriting()
    let prices = try session.prices()
    let budget = APIBudget(limit: maximumCost)
    let (messages, functions) = (session.messages, functions)
    let settings = PullSettings(
      window: window, startedAt: session.surroundings.clock,
      inFlight: PullScope.connectionsPerRegion
    ) { name in
      functions.isEmpty || functions.contains { $0.matches(name) }
    }
    let events = PullEvents(
      note: messages.note, detail: messages.detail, received: progress.received,
      finished: progress.finished)
    var opened: [Opened] = []
    for place in await scope.places() {
      let price = try (try? place.source.get()).map { try Self.price($0.region, in: prices) }
      opened.append(
        Opened(
          name: place.name, source: place.source,
          pull: price.map {
            Pull(store: store, budget: budget, price: $0, settings: settings, events: events)
          }))
    }
    return opened
  }

  /// A region the catalogue does not know is billed as us-east-1, which no region has differed from.
  private static func price(
    _ region: String, in prices: PriceBook
  ) throws(PriceBookError) -> Price<MetricsRequested> {
    let item = "get-metric-data"
    do {
      return try prices.price(PriceKey(service: "cloudwatch", region: region, item: item))
    } catch PriceBookError.missing {
      return try prices.price(PriceKey(service: "cloudwatch", region: "us-east-1", item: item))
    }
  }

  private func inventory(
    _ places: [Opened], into record: inout PullRecord
  ) async -> [Inventory] {
    var outcomes: [Int: Result<Inventory, any Error>] = [:]
    await withTaskGroup(of: (Int, Result<Inventory, any Error>).self) { group in
      for (index, place) in places.enumerated() {
        guard let pull = place.pull else { continue }
        group.addTask {
          do {
            return (index, .success((pull, try await pull.inventory(try place.source.get()))))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      for await (index, outcome) in group { outcomes[index] = outcome }
    }
    var inventories: [Inventory] = []
    for (index, place) in places.enumerated() {
      do {
        _ = try place.source.get()
        if let inventory = try outcomes[index]?.get() { inventories.append(inventory) }
      } catch {
        record.wasInterrupted = record.wasInterrupted || Task.isCancelled
        record.unreached.append(
          PullRecord.Unreached(name: place.name, reason: Messages.sentence(of: error)))
      }
    }
    return inventories
  }

  private func plan(
    _ inventories: [Inventory], over range: Range<Int>, period: MetricRetention,
    into record: inout PullRecord
  ) throws {
    for (pull, region) in inventories {
      record.regions.append(
        PullRecord.Region(
          pulled: region, price: pull.price,
          sweep: try pull.plan(region, period: period, over: range)))
    }
  }

  /// `chosen` is nil while nobody knows which workloads are near a threshold: then all of them.
  private func planDetail(
    _ inventories: [Inventory], over range: Range<Int>, of chosen: Set<Workload>?,
    into record: inout PullRecord
  ) throws {
    let since = Instant(epochSeconds: range.lowerBound)
    guard let finest = MetricRetention.finest(since: since, at: session.surroundings.clock),
      finest != .hour
    else { return }
    for (index, inventory) in inventories.enumerated() {
      record.regions[index].detail = try inventory.pull.plan(
        inventory.region, period: finest, over: range, only: chosen)
      record.regions[index].isDetailUpperBound = chosen == nil
    }
  }

  private func pass(
    _ inventories: [Inventory], _ plans: [PullPlan?], into record: inout PullRecord,
    _ progress: ProgressLine
  ) async throws {
    progress.expect(points: plans.reduce(0) { $0 + ($1?.points ?? 0) })
    let passes = try await withThrowingTaskGroup(of: (Int, PullPass).self) { group in
      for (index, inventory) in inventories.enumerated() {
        guard let plan = plans[index] else { continue }
        group.addTask { (index, try await inventory.pull.run(plan, in: inventory.region)) }
      }
      return try await group.reduce(into: [Int: PullPass]()) { $0[$1.0] = $1.1 }
    }
    for (index, pass) in passes {
      record.regions[index].pass.add(pass)
      record.wasInterrupted = record.wasInterrupted || pass.wasInterrupted
    }
  }

  /// The workloads whose verdict finer samples might turn, as far as the sweep could judge.
  private func undecided(_ range: Range<Int>, _ record: PullRecord) throws -> Set<Workload> {
    let failed = Set(record.failures.map(\.workload))
    let window = AnalysisWindow(
      since: Instant(epochSeconds: range.lowerBound), until: Instant(epochSeconds: range.upperBound)
    )
    let profiles = try session.openForReading().profiles(in: window, functions: [])
    let settings = session.analysisSettings(sizing: nil, freeTier: false)
    let analysis = Analyzer(prices: try session.prices(), settings: settings)
      .analyze(profiles, in: window)
    return Set(
      analysis.workloads.filter { $0.utilization.isNearThreshold(of: settings.rule) }
        .map(\.profile.workload)
    ).subtracting(failed)
  }

  private func tell(_ record: PullRecord) {
    for line in record.failureLines { session.messages.failure(line) }
    for line in record.summaryLines { session.messages.note(line) }
  }
}
