import CostModel
import Pricing
import Testing

@Suite("Flips, by running the engine again on either side")
struct FlipTests {
  private let prices: PriceBook
  private let book: RateBook
  private static let step = 1e-6

  init() throws {
    prices = try .selling(["c8g.xlarge", "c7g.2xlarge"])
    book = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp)
  }

  private func advice(
    _ profile: UsageProfile, prices: PriceBook? = nil, book: RateBook? = nil,
    nodes: OnPremisesTerms? = nil, request: ServedRequest?
  ) throws -> Recommendation {
    let prices = prices ?? self.prices
    let analysis = Analyzer(prices: prices, settings: AnalysisSettings())
      .analyze([profile], in: profile.window)
    return try #require(
      Recommender(
        prices: prices, settings: RecommendationSettings(policy: .cost, onPremises: nodes),
        knowledge: RequestKnowledge(book: book ?? self.book) { _ in
          request.map { .success($0) } ?? .failure(.notConfigured)
        }
      ).recommend(analysis).recommendations.first)
  }

  /// Functions that answer tokens, from quiet to busy.
  private func inference(
    _ seed: UInt64, shares: ClosedRange<Double> = 0.05...0.7
  ) -> (profile: UsageProfile, request: ServedRequest) {
    var generator = SplitMix64(seed: seed)
    func pick(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &generator) }
    let request = ServedRequest(
      model: .llama1B, prompt: Tokens(pick(20...200).rounded()),
      output: Tokens(pick(20...200).rounded()))
    let slots = Int(pick(1...30))
    let busy = 86_400 * Double(slots) * pick(shares)
    return (
      .steady(
        memory: Megabytes([3008, 5307, 10_240][Int(seed % 3)]),
        busyPerDay: Array(repeating: busy, count: 14), invocations: 14 * busy / pick(4...12),
        levels: [.init(executions: slots, seconds: 900_000)]), request
    )
  }

  /// On today's side of the flip the place is today's, on the other it is the winner's.
  private func holds(
    _ flip: Flip, of first: Recommendation, _ run: (Double) throws -> Recommendation
  )
    rethrows
  {
    let outward = flip.factor > 1 ? 1 + Self.step : 1 - Self.step
    let winner = first.options.first { $0.name == flip.winner }
    let before = try run(flip.factor / outward)
    let after = try run(flip.factor * outward)
    #expect(before.cheapest.place == first.cheapest.place, "before \(flip)")
    #expect(after.cheapest.place == winner?.place, "after \(flip)")
  }

  @Test("a machine's tokens a second: just before nothing turns, just after the other place wins")
  func machines() throws {
    let processors = ["c8g.xlarge": "graviton4", "c7g.2xlarge": "graviton3"]
    var seen: [Bool: Int] = [:]
    let single = try PriceBook.selling(["c8g.xlarge"])
    for seed in UInt64(1)...40 {
      // With one machine only, Lambda is what takes over when it gets slower.
      let prices = seed % 2 == 0 ? prices : single
      let (profile, request) = inference(seed)
      let first = try advice(profile, prices: prices, request: request)
      for flip in first.flips where flip.variable == .tokensPerSecond {
        let option = first.options.first { $0.name == flip.subject }
        guard let processor = option?.offer.flatMap({ processors[$0.instance.name] }),
          option?.offer?.service != .sageMaker
        else { continue }
        try holds(flip, of: first) { factor in
          try advice(
            profile, prices: prices,
            book: book.with([], machines: book.machines.faster(processor, by: factor)),
            request: request)
        }
        seen[flip.factor > 1, default: 0] += 1
      }
    }
    #expect((seen[true] ?? 0) > 5 && (seen[false] ?? 0) > 5, "\(seen)")
  }

  @Test("a function's tokens a second: its durations scaled, the engine turns at the flip")
  func functions() throws {
    var seen: [Bool: Int] = [:]
    for seed in UInt64(41)...100 {
      let (profile, request) = inference(seed, shares: 0.01...0.4)
      let first = try advice(profile, request: request)
      for flip in first.flips
      where flip.variable == .tokensPerSecond && flip.subject?.hasPrefix("lambda") == true
        && !(flip.subject?.hasPrefix("lambda-managed") ?? false)
      {
        guard first.options.allSatisfy({ $0.name != "sagemaker/serverless" || !$0.isFeasible })
        else { continue }
        try holds(flip, of: first) { factor in
          try advice(profile.faster(by: factor), request: request)
        }
        seen[flip.factor > 1, default: 0] += 1
      }
    }
    #expect((seen[true] ?? 0) > 5 && (seen[false] ?? 0) > 2, "\(seen)")
  }

  @Test("all prices of a place: just before nothing turns, just after the other place wins")
  func places() throws {
    var seen: [String: Int] = [:]
    let nodes = TCOFixture.middling
    for profile in GeneratedFleet(seed: 77, count: 60).profiles {
      let first = try advice(profile, nodes: .fixture(nodes), request: nil)
      for flip in first.flips where flip.variable == .price {
        let place = try #require(flip.subjectPlace)
        try holds(flip, of: first) { factor in
          try advice(
            profile, prices: place == "on-prem" ? nil : try prices.scaled(place, by: factor),
            nodes: .fixture(place == "on-prem" ? try dearer(nodes, by: factor) : nodes),
            request: nil)
        }
        seen[place, default: 0] += 1
      }
    }
    #expect(["lambda", "ec2", "on-prem"].allSatisfy { (seen[$0] ?? 0) > 5 }, "\(seen)")
    #expect((seen["sagemaker"] ?? 0) > 0, "\(seen)")
  }

  /// Every input that is dollars, so that the whole month is as much dearer.
  private func dearer(_ given: [TCOKey: Double], by factor: Double) throws -> [TCOKey: Double] {
    let dollars: [TCOKey] = [
      .nodePrice, .electricityPrice, .colocationPerKilowatt, .colocationPerRackUnit,
      .networkPerMonth, .staffPerYear, .softwarePerNodeYear, .migration,
    ]
    let parameters = try TCOFixture.assumptions(given).parameters
    return dollars.reduce(into: given) { $0[$1] = parameters[$1] * factor }
  }
}

extension PriceEntry {
  /// Taken as confirmed, so that every way to pay can be chosen.
  fileprivate var confirmed: PriceEntry {
    PriceEntry(
      key: key, unit: unit, tiers: tiers, effective: effective, source: source, status: .verified)
  }
}

extension PriceBook {
  /// Lambda, and one size of each processor, so that a processor's speed is that of one option.
  fileprivate static func selling(_ sizes: [String]) throws -> PriceBook {
    let bundled = try Catalogue.bundled()
    return try PriceBook(
      entries: bundled.entries.values.filter { entry in
        let item = entry.key.item
        let isKept = sizes.contains { item.hasPrefix("\($0)/") || item.hasPrefix("ml.\($0)/") }
        return switch entry.key.service {
        case "lambda": true
        case "ec2": isKept
        case "sagemaker": isKept || item == "serverless"
        default: false
        }
      }.map(\.confirmed).sorted { "\($0.key)" < "\($1.key)" },
      instances: bundled.instances.filter { sizes.contains($0.name) },
      lambdaFreeTier: bundled.lambdaFreeTier)
  }

  /// All that a place charges but durable state and shares.
  fileprivate func scaled(_ place: String, by factor: Double) throws -> PriceBook {
    let changed = entries.values.map { entry in
      guard entry.key.service == place, entry.unit != Ratio.unit,
        !entry.key.item.hasPrefix("durable/"), !entry.key.item.hasPrefix("managed-instances/")
      else { return entry }
      return PriceEntry(
        key: entry.key, unit: entry.unit,
        tiers: entry.tiers.map { PriceTier(from: $0.from, usd: $0.usd * factor) },
        effective: entry.effective, source: entry.source, status: entry.status)
    }
    return try PriceBook(
      entries: changed.sorted { "\($0.key)" < "\($1.key)" }, instances: instances,
      lambdaFreeTier: lambdaFreeTier)
  }
}

extension MachineCatalogue {
  /// Every time of a processor as many times shorter.
  fileprivate func faster(_ key: String, by factor: Double) -> MachineCatalogue {
    MachineCatalogue(
      processors: processors.values.map { $0.key == key ? $0.faster(by: factor) : $0 },
      generations: generations, memoryPerVCPU: memoryPerVCPU, families: families,
      functions: functions, spreads: spreads)
  }
}

extension Processor {
  fileprivate func faster(by factor: Double) -> Processor {
    let scaled = ProcessorFigures(
      decodePerCore: figures.decodePerCore * factor, flopsPerCore: figures.flopsPerCore * factor,
      flopsPerNode: figures.flopsPerNode.map { $0 * factor },
      bandwidthShare: figures.bandwidthShare * factor, bandwidthSlope: figures.bandwidthSlope,
      syncSeconds: figures.syncSeconds / factor,
      syncSecondsPerCore: figures.syncSecondsPerCore / factor,
      flatParameters: figures.flatParameters)
    return with(figures: scaled)
  }
}

extension UsageProfile {
  /// The same requests, each so many times shorter, in the same peak.
  fileprivate func faster(by factor: Double) -> UsageProfile {
    UsageProfile(
      workload: workload, configuration: configuration, window: window,
      coveredSeconds: coveredSeconds,
      totals: UsageTotals(
        invocations: totals.invocations, busySeconds: totals.busySeconds / factor,
        gbSeconds: totals.gbSeconds.map { $0 / factor }),
      concurrency: concurrency,
      blocks: blocks.map {
        UsageBlock(seconds: $0.seconds, busySeconds: $0.busySeconds / factor)
      })
  }
}
