import CostModel
import Testing

@Suite("Laws of a generated fleet")
struct FleetLawsTests {
  private let prices: PriceBook
  private let profiles = GeneratedFleet(seed: 20_261_127, count: 35).profiles

  private let nodes: OnPremisesTerms

  init() throws {
    prices = try .generous()
    nodes = try .fixture(TCOFixture.middling)
  }

  private func advice(_ profiles: [UsageProfile], policy: Policy = .cost) -> [Recommendation] {
    let window = profiles.first?.window ?? .fortnight
    let analysis = Analyzer(prices: prices, settings: AnalysisSettings())
      .analyze(profiles, in: window)
    return Recommender(
      prices: prices, settings: RecommendationSettings(policy: policy, onPremises: nodes)
    ).recommend(analysis).recommendations
  }

  /// One workload alone, so that no tier or neighbour changes what it pays for a GB-second.
  private func alone(_ profile: UsageProfile) throws -> Recommendation {
    try #require(advice([profile]).first)
  }

  private func isClose(_ left: USD, _ right: USD) -> Bool {
    abs((left - right).value) <= 1e-9 * max(left.value, right.value)
  }

  /// The month of an option from prices and quantities, by no code of the model's.
  private func worked(_ option: PlacementOption, _ recommendation: Recommendation) throws -> USD? {
    let profile = recommendation.analysis.profile
    let lambda = try #require(recommendation.analysis.monthlyCost)
    let months = 2_628_000 / Double(profile.window.seconds)
    if option.name == "lambda" {
      let meters = [
        lambda.compute, lambda.requests, lambda.ephemeralStorage, lambda.snapStart,
        lambda.provisioned, lambda.durable,
      ]
      return USD(meters.reduce(0) { $0 + $1.value })
    }
    guard let offer = option.offer, let instances = option.instances else { return nil }
    let hourly = Double(instances) * offer.hourly.perUnit.value * 730
    let requests = offer.perRequest.map { $0.perUnit.value * profile.totals.invocations.value }
    return USD(hourly + (requests ?? 0) * months + lambda.durable.value)
  }

  @Test("the parts of every option sum to its month, and the fleet's months to the totals")
  func sums() throws {
    let analysis = Analyzer(prices: prices, settings: AnalysisSettings())
      .analyze(profiles, in: .fortnight)
    let report = Recommender(
      prices: prices, settings: RecommendationSettings(policy: .rule, onPremises: nodes)
    ).recommend(analysis)
    #expect(report.recommendations.count == profiles.count)
    var seen = 0
    for recommendation in report.recommendations {
      for option in recommendation.options {
        guard let cost = option.cost, let month = try worked(option, recommendation) else {
          continue
        }
        #expect(isClose(month, option.monthlyCost ?? .zero), "\(option.name)")
        #expect(isClose(month, cost.fixed + cost.duration + cost.requests + cost.durable))
        seen += 1
      }
    }
    #expect(seen > 5 * profiles.count)
    let now = report.recommendations.reduce(0) { $0 + $1.monthlyCostNow.value }
    let then = report.recommendations.reduce(0) { $0 + ($1.chosen.monthlyCost?.value ?? 0) }
    #expect(isClose(USD(now), report.monthlyCostNow) && isClose(USD(then), report.monthlyCostThen))
    #expect(isClose(report.monthlyCostNow, analysis.monthlyCost))
    #expect(abs(now - then - report.monthlySaving.value) < 1e-9 * now)
  }

  @Test("no saving exceeds the present cost", arguments: Policy.allCases)
  func savings(policy: Policy) {
    for recommendation in advice(profiles, policy: policy) {
      #expect(recommendation.monthlySaving <= recommendation.monthlyCostNow)
      if policy == .cost { #expect(recommendation.monthlySaving >= .zero) }
    }
  }

  @Test("twice the window with the same traffic leaves the month of every option as it is")
  func doubledWindow() throws {
    let once = advice(profiles)
    let twice = Dictionary(
      uniqueKeysWithValues: advice(profiles.map(\.doubled)).map {
        ($0.analysis.profile.workload, $0)
      })
    for recommendation in once {
      let other = try #require(twice[recommendation.analysis.profile.workload])
      #expect(recommendation.options.map(\.name) == other.options.map(\.name))
      for (one, two) in zip(recommendation.options, other.options) {
        #expect(isClose(one.monthlyCost ?? .zero, two.monthlyCost ?? .zero), "\(one.name)")
      }
    }
  }

  @Test("more traffic lowers no option's month and not the cheapest one's")
  func volume() throws {
    for profile in profiles {
      let first = try alone(profile)
      let volume = min(1.7, 1 / first.analysis.utilization.value.value)
      let more = try alone(profile.scaled(by: volume))
      let costs = Dictionary(
        uniqueKeysWithValues: more.options.map { ($0.name, $0.monthlyCost ?? .zero) })
      for option in first.options where option.isFeasible {
        let now = try #require(option.monthlyCost)
        let then = try #require(costs[option.name])
        #expect(then.value >= now.value * (1 - 1e-12), "\(option.name)")
      }
      #expect(more.monthlyCostThen.value >= first.monthlyCostThen.value * (1 - 1e-12))
    }
  }

  @Test("at its break-even an option costs what Lambda does")
  func breakEvens() throws {
    var seen = 0
    for profile in profiles where profile.provisioned == nil {
      let first = try alone(profile)
      let utilization = first.analysis.utilization.value.value
      for option in first.options where option.isFeasible {
        guard let point = option.breakevenUtilization, point <= 1 else { continue }
        let there = try alone(profile.scaled(by: point / utilization))
        let cost = there.options.first { $0.name == option.name }?.monthlyCost
        #expect(isClose(there.monthlyCostNow, try #require(cost)), "\(option.name)")
        seen += 1
      }
    }
    #expect(seen > 50)
  }

  @Test("at a flip of utilization the engine finds both equal, and another place cheapest beyond")
  func utilizationFlips() throws {
    var seen = 0
    for profile in profiles {
      let first = try alone(profile)
      for flip in first.flips where flip.variable == .utilization {
        let there = try alone(profile.scaled(by: flip.factor))
        let winner = try #require(there.options.first { $0.name == flip.winner }?.monthlyCost)
        let place = first.cheapest.place
        let own = there.options.filter { $0.isFeasible && $0.place == place }
        #expect(isClose(winner, try #require(own.compactMap(\.monthlyCost).min())))
        let step = flip.factor > 1 ? 1 + 1e-6 : 1 - 1e-6
        let beyond = try alone(profile.scaled(by: flip.factor * step))
        #expect(beyond.cheapest.place != place)
        seen += 1
      }
    }
    #expect(seen > 10)
  }

  @Test("at a flip of price, the price so changed, the engine finds both equal")
  func priceFlips() throws {
    var seen = 0
    for profile in profiles {
      let first = try alone(profile)
      for flip in first.flips where flip.variable == .price {
        let subject = try #require(flip.subject)
        guard subject.hasPrefix("ec2/"), let slash = subject.lastIndex(of: "/")
        else { continue }
        // Every size of the term, so that the same one stays the cheapest.
        let keys = prices.entries.keys.filter {
          $0.service == "ec2" && $0.item.hasSuffix(subject[slash...])
        }
        let changed = try prices.applying(
          discount: .zero,
          overrides: Dictionary(
            uniqueKeysWithValues: keys.map {
              ($0, try prices.price($0, per: Hours.self).perUnit * flip.factor)
            }))
        let analysis = Analyzer(prices: changed, settings: AnalysisSettings())
          .analyze([profile], in: profile.window)
        let options = try #require(
          Recommender(
            prices: changed,
            settings: RecommendationSettings(policy: .cost, onPremises: nodes)
          ).recommend(analysis).recommendations.first
        ).options
        let cost = try #require(options.first { $0.name == subject }?.monthlyCost)
        let other = flip.winner == subject ? first.cheapest.name : flip.winner
        #expect(isClose(cost, try #require(options.first { $0.name == other }?.monthlyCost)))
        seen += 1
      }
    }
    #expect(seen > 10)
  }

  @Test("the interval of the month holds it, and probabilities are shares that a seed repeats")
  func certainty() throws {
    let once = advice(profiles)
    #expect(once == advice(profiles))
    for recommendation in once {
      let probability = try #require(recommendation.probabilityCheapest)
      #expect((0...1).contains(probability.value))
      let interval = try #require(recommendation.interval(of: recommendation.chosen))
      #expect(interval.low <= recommendation.monthlyCostThen)
      #expect(recommendation.monthlyCostThen <= interval.high)
    }
    #expect(Set(once.compactMap(\.probabilityCheapest)).count > 3)
  }

  /// Traffic of 0.9 to 1.2 and a rate within a tenth: 100 − √(10² + 9.09²) to 100 + √(20² + 10²).
  @Test("traffic and token rate widen the month's interval as independent distances")
  func interval() {
    let cost = OptionCost(duration: USD(100), spread: 0.095_310_179_804_3 / 1.6449)
    let interval = cost.interval(VolumeInterval(low: 0.9, high: 1.2))
    #expect(abs(interval.low.value - 86.4853) < 1e-3)
    #expect(abs(interval.high.value - 122.3607) < 1e-3)
    #expect(cost.at(volume: 2, speed: 4) == USD(50))
  }

  @Test("faster tokens take fewer instances, down to the spare and the least")
  func sizing() {
    let fleet = FleetSizing(peak: 9, slots: 2, spare: 1, least: 3, monthly: USD(10))
    #expect(fleet.instances() == 6)
    #expect(fleet.instances(speed: 1.5) == 4)
    #expect(fleet.instances(speed: 100) == 3)
    let cost = OptionCost(fixed: USD(60), requests: USD(1), fleet: fleet)
    #expect(cost.at(speed: 0.9) == USD(61) && cost.at(speed: 0.8) == USD(71))
  }

  /// Days of skewed traffic, as wide as three fifths of their mean, in windows of one to four weeks.
  @Test("90 % intervals of the month cover the true month in 87 to 93 % of fleets")
  func coverage() throws {
    var generator = SplitMix64(seed: 4711)
    let book = try PriceBook.list()
    let truth = Price<GBSeconds>(0.0000133334) * GBSeconds(8640 * 730 / 24)
    var intervals: [CostInterval] = []
    for days in [7, 10, 14, 21, 28] {
      let window = AnalysisWindow(
        since: AnalysisWindow.fortnight.since,
        until: AnalysisWindow.fortnight.since.advanced(by: days * 86_400))
      let fleet = (0..<300).map { index in
        UsageProfile.steady(
          name: "w\(index)",
          busyPerDay: (0..<days).map { _ in
            (0..<3).reduce(8640.0) { product, _ in
              product * Double.random(in: 0.4...1.6, using: &generator)
            }
          }, invocations: 1, levels: [.init(executions: 4, seconds: 600_000)], window: window)
      }
      let analysis = Analyzer(prices: book, settings: AnalysisSettings()).analyze(fleet, in: window)
      let report = Recommender(prices: book, settings: RecommendationSettings())
        .recommend(analysis)
      intervals += report.recommendations.compactMap { recommendation in
        recommendation.options.first { $0.name == "lambda" }.flatMap(recommendation.interval)
      }
    }
    let share = Double(intervals.count { $0.low <= truth && truth <= $0.high }) / 1500
    #expect((0.87...0.93).contains(share), "\(share)")
  }
}
