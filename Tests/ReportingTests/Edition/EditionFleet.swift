import CostModel
import Pricing

/// A report of a made-up fleet at list prices, by the real analyzer and recommender.
enum EditionFleet {
  static let window = AnalysisWindow(
    since: Instant(epochSeconds: 1_767_571_200), until: Instant(epochSeconds: 1_768_780_800))
  static let generatedAt = Instant(epochSeconds: 1_768_867_200)

  /// What makes one workload differ from the next.
  private struct Kind {
    let name: String
    let memory: Double
    let architecture: Architecture?
    let peak: Int
    let utilization: Double
    let seconds: Double
    var isServingTokens = false
    var isReady = false
    var writesState = false
    var coverage = 1.0
  }

  private static let kinds = [
    Kind(
      name: "chat-support", memory: 8192, architecture: .arm64, peak: 6, utilization: 0.31,
      seconds: 9, isServingTokens: true),
    Kind(
      name: "embed-documents", memory: 1769, architecture: .x86_64, peak: 12, utilization: 0.62,
      seconds: 1.5),
    Kind(
      name: "agent-claims", memory: 2048, architecture: .arm64, peak: 3, utilization: 0.2,
      seconds: 6, writesState: true),
    Kind(
      name: "rag-query", memory: 3008, architecture: nil, peak: 4, utilization: 0.14, seconds: 2,
      coverage: 0.7),
    Kind(
      name: "score-claims", memory: 5307, architecture: .arm64, peak: 8, utilization: 0.48,
      seconds: 3, isReady: true),
    Kind(
      name: "nightly-digest", memory: 512, architecture: .arm64, peak: 1, utilization: 0.01,
      seconds: 40),
  ]

  static func edition(
    count: Int = 6, policy: Policy = .rule, names: [String]? = nil, volume: Double = 1,
    comparison: TCOComparison? = nil
  ) throws -> ReportEdition {
    let prices = try Catalogue.bundled()
    let profiles = (0..<count).map { profile($0, name: names?[$0], volume: volume) }
    let analysis = Analyzer(prices: prices, settings: AnalysisSettings()).analyze(
      profiles, in: window)
    let report = Recommender(
      prices: prices,
      settings: RecommendationSettings(
        policy: policy, onPremises: OnPremisesTerms(catalogue: try Catalogue.onPremises())),
      knowledge: try knowledge()
    ).recommend(analysis)
    guard let period = ReportPeriod(named: "2026-W03") else {
      preconditionFailure("the third week of 2026 is one")
    }
    return ReportEdition(
      runID: "weekly-2026-W03-5f1d2c", period: period, recommendations: report,
      comparison: comparison, changes: changes(report, since: period.previous),
      weeks: Dictionary(uniqueKeysWithValues: profiles.map { ($0.workload, week($0)) }),
      gaps: [ReportGap(step: .pull, reason: "eu-west-1 was not pulled: access was denied")])
  }

  private static func kind(_ index: Int) -> Kind { kinds[index % kinds.count] }

  private static func knowledge() throws -> RequestKnowledge {
    guard let model = try Catalogue.knownModels().first(where: { $0.name == "llama-3.2-1b" }) else {
      preconditionFailure("the catalogue knows llama-3.2-1b")
    }
    let request = ServedRequest(
      model: ModelFacts(
        name: model.name, parameters: Parameters(1.24e9), quantization: .q4_k_m,
        weightBytes: Bytes(8e8), source: .preset, kvBytesPerToken: Bytes(32_768)),
      prompt: Tokens(300), output: Tokens(80))
    return RequestKnowledge(book: try Catalogue.rateBook(calibrations: [], runtime: .costctl)) {
      $0.name.hasPrefix("chat") ? .success(request) : .failure(.notConfigured)
    }
  }

  private static func profile(_ index: Int, name: String?, volume: Double) -> UsageProfile {
    let kind = kind(index)
    let busy =
      Double(window.seconds) * kind.utilization * Double(kind.peak) * volume
      * (1 - 0.001 * Double(index / kinds.count % 97))
    let usage = GBSeconds(busy * kind.memory / 1024)
    let name = name ?? (index < kinds.count ? kind.name : "\(kind.name)-\(index)")
    return UsageProfile(
      workload: Workload(
        name: name, account: "123456789012",
        region: index / kinds.count % 5 == 4 ? "eu-west-1" : "us-east-1"),
      configuration: FunctionConfiguration(
        memory: Megabytes(kind.memory), architecture: kind.architecture), window: window,
      coveredSeconds: Int(Double(window.seconds) * kind.coverage),
      totals: UsageTotals(
        invocations: Requests(busy / kind.seconds), busySeconds: busy, gbSeconds: usage,
        longestSeconds: kind.seconds * 3),
      provisioned: kind.isReady
        ? ProvisionedUsage(configured: usage * (1.2 / volume), served: usage * 0.5) : nil,
      durable: kind.writesState
        ? DurableUsage(operations: Operations(busy), written: Gigabytes(busy / 2e4)) : nil,
      concurrency: ConcurrencyDistribution(
        levels: [
          .init(executions: max(1, kind.peak / 2), seconds: 700_000 + kind.peak),
          .init(executions: kind.peak + 1, seconds: 3600),
        ], isEstimated: false),
      blocks: blocks(of: busy))
  }

  /// Fourteen days: busy on weekdays, a fifth of it on Saturdays, silent on Sundays.
  private static func blocks(of busy: Double) -> [UsageBlock] {
    let week = [0.15, 0.17, 0.21, 0.24, 0.19, 0.04, 0.0]
    return (week + week).map { UsageBlock(seconds: 86_400, busySeconds: busy / 2 * $0) }
  }

  /// Office hours, Saturday mornings not covered.
  private static func week(_ profile: UsageProfile) -> WeekProfile {
    WeekProfile(
      averageConcurrency: (0..<WeekProfile.hours).map { hour in
        let (day, clock) = (hour / 24, hour % 24)
        if day == 5 && clock < 6 { return nil }
        let share = day == 6 ? 0 : (8..<19).contains(clock) ? 2.2 : 0.15
        return profile.averageConcurrency * share * (1 + 0.1 * Double(day % 3))
      })
  }

  private static func changes(_ report: RecommendationReport, since: ReportPeriod) -> ReportChanges
  {
    let verdicts = report.recommendations.map(\.verdict)
    guard let first = verdicts.first, let last = verdicts.last,
      let other = verdicts.dropFirst().first
    else { return ReportChanges(since: since) }
    return ReportChanges(
      since: since, appeared: [last], gone: [last],
      verdicts: [
        VerdictChange(
          before: last, after: first,
          reason: "Utilization rose from 12.1 % to 31.0 %, over the threshold of 15.0 %.")
      ],
      costs: [
        CostDifference(
          workload: first.workload, forecast: first.monthlyCostNow * 0.8,
          actual: first.monthlyCostNow, reason: "25 % more invocations")
      ],
      realized: [
        RealizedSaving(
          workload: other.workload, advisedIn: since, option: "lambda/arm64",
          monthlyCostBefore: USD(640), monthlyCostNow: USD(512))
      ])
  }
}

extension Recommendation {
  fileprivate var verdict: WorkloadVerdict {
    WorkloadVerdict(
      workload: analysis.profile.workload, tier: analysis.tier, firmness: analysis.firmness,
      utilization: analysis.utilization.value.value, option: chosen.name,
      monthlyCostNow: monthlyCostNow, monthlyCostThen: monthlyCostThen,
      invocationsPerMonth: analysis.monthlyRequests,
      memory: analysis.profile.configuration.memory,
      architecture: analysis.profile.configuration.architecture)
  }
}
