import CostModel
import Telemetry

extension PullJob {
  /// A region that answers, with what pulls it.
  struct Opened: Sendable {
    let name: String
    let source: Result<PullSource, any Error>
    let pull: Pull?
  }

  func open(_ store: UsageStore, _ progress: ProgressLine) async throws -> [Opened] {
    let prices = try session.prices()
    let budget = self.budget ?? APIBudget(limit: maximumCost)
    let (messages, functions) = (session.messages, functions)
    let settings = PullSettings(
      window: window, startedAt: session.surroundings.clock,
      inFlight: PullScope.connectionsPerRegion, isDryRun: isDryRun
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

  func inventory(
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
}
