import CostModel
import Pricing
import Testing

@Suite("Cold starts")
struct ColdStartTests {
  private static let month = AnalysisWindow(
    since: Instant(epochSeconds: 0), until: Instant(epochSeconds: 730 * 3600))
  private static let python = LambdaRuntime("python3.12")
  /// DeepSeek-R1-Distill-Qwen-1.5B in Q4_K_M, the model of AWS's example.
  private static let model = Bytes(1_117_320_800)

  private func profile(
    _ deployment: FunctionDeployment?, memory: Double = 10_240,
    ephemeralStorage: Megabytes? = nil, provisioned: ProvisionedUsage? = nil,
    insights: InsightsUsage? = nil, region: String = "us-east-1"
  ) -> UsageProfile {
    .steady(
      region: region, memory: Megabytes(memory), architecture: .arm64, busyPerDay: [100_000],
      invocations: 10_000, window: Self.month, insights: insights, provisioned: provisioned,
      ephemeralStorage: ephemeralStorage, deployment: deployment)
  }

  private func analyzed(
    _ profile: UsageProfile, _ stated: StatedColdStart = StatedColdStart(modelBytes: model)
  ) throws -> WorkloadAnalysis {
    let settings = AnalysisSettings(stated: { _ in StatedTerms(coldStart: stated) })
    return Analyzer(prices: try Catalogue.bundled(), settings: settings)
      .analyze([profile], in: profile.window).workloads[0]
  }

  private func loadings(
    _ profile: UsageProfile, _ stated: StatedColdStart = StatedColdStart(modelBytes: model)
  ) throws -> [ModelLoading] {
    try #require(try analyzed(profile, stated).details.coldStart).loadings
  }

  private func loading(
    _ source: ModelSource, snapStart: Bool = false, _ loadings: [ModelLoading]
  ) throws -> ModelLoading {
    try #require(loadings.first { $0.source == source && $0.usesSnapStart == snapStart })
  }

  private func measured(_ seconds: Double) -> InsightsUsage {
    InsightsUsage(measured: Requests(10_000), usedMemory: nil, initSeconds: seconds)
  }

  private func starts(_ seconds: Double, _ stated: StatedColdStart) throws -> ColdStarts {
    try #require(
      try analyzed(profile(nil, insights: measured(seconds)), stated).details.coldStart
    ).starts
  }

  private func seconds(_ time: Duration?) -> Double { time?.inSeconds ?? .nan }

  private func cents(_ amount: USD?) -> Int? { amount.map { Int(($0.value * 100).rounded()) } }

  @Test("3,000 starts of 14.3 s at 10,240 MB are 429,000 GB-seconds, $5.72, and part of compute")
  func billedInitialization() throws {
    let without = try analyzed(profile(nil), StatedColdStart())
    let analysis = try analyzed(profile(nil, insights: measured(42_900)), StatedColdStart())
    let billed = try #require(analysis.details.coldStart?.billed)
    #expect(abs(billed.duration.value - 429_000) < 1e-6)
    #expect(cents(billed.cost) == 572)
    let added = try #require(analysis.monthlyCost).compute - (without.monthlyCost?.compute ?? .zero)
    #expect(abs((added - billed.cost).value) < 1e-9)
    #expect(without.details.coldStart == nil)
  }

  @Test(
    "stated starts and seconds bill as measured INIT does, which comes first and tells the rest")
  func stated() throws {
    let stated = StatedColdStart(
      initialization: .seconds(14.3), startsPerDay: Starts(3000 * 24 / 730))
    #expect(cents(try analyzed(profile(nil), stated).details.coldStart?.billed?.cost) == 572)
    let both = try starts(6000, stated)
    #expect(abs((both.perMonth ?? .zero).value - 3000) < 1e-9)
    #expect(abs(seconds(both.initialization) - 2) < 1e-9)
    let length = try starts(6000, StatedColdStart(initialization: .seconds(4)))
    #expect(length.perMonth == Starts(1500) && length.initialization == .seconds(4))
    let nothing = try starts(6000, StatedColdStart())
    #expect(nothing.perMonth == nil && nothing.measuredSeconds == 6000)
  }

  @Test("either alone leaves billed INIT unknown, which is said and not zero")
  func unknown() throws {
    for stated in [
      StatedColdStart(initialization: .seconds(4)), StatedColdStart(startsPerDay: Starts(5)),
    ] {
      #expect(try analyzed(profile(nil), stated).details.coldStart?.billed == nil)
    }
    let analysis = Analyzer(prices: try Catalogue.bundled(), settings: AnalysisSettings())
      .analyze([profile(nil)], in: Self.month)
    #expect(
      analysis.assumptions.contains {
        $0.hasSuffix("cold starts are not in these costs.")
      })
  }

  @Test("INIT on demand climbs the account's tiers with the rest of its duration")
  func tiers() throws {
    let analysis = try analyzed(profile(nil, insights: measured(1e9)), StatedColdStart())
    // 1e6 GB-seconds of running and 1e10 of INIT, over the first tier of 7.5e9.
    let expected = 7.5e9 * 0.0000133334 + 2.501e9 * 0.0000120001
    #expect(abs((analysis.monthlyCost?.compute ?? .zero).value - expected) < 1e-3)
  }

  @Test("the network gives 625 Mbit/s, and raised 1,172 at 4,000 MB and 3,000 at 10,240 MB")
  func network() {
    func megabits(_ rate: BytesPerSecond) -> Double { (rate.value * 8 / 1e6).rounded() }
    #expect(megabits(LoadingRates.network) == 625)
    #expect(megabits(LoadingRates.raisedNetwork(memory: Megabytes(1024))) == 625)
    #expect(megabits(LoadingRates.raisedNetwork(memory: Megabytes(4000))) == 1172)
    #expect(megabits(LoadingRates.raisedNetwork(memory: Megabytes(10_240))) == 3000)
  }

  @Test("AWS's 1.5B model: 14.3 s from S3 where AWS saw 16.5 s in all, 1.6 s from a snapshot")
  func example() throws {
    let loadings = try loadings(profile(FunctionDeployment(packaging: .zip, runtime: Self.python)))
    let memfd = try loading(.memfd, loadings)
    #expect(abs(seconds(memfd.coldStart) - 14.3) < 0.01)
    #expect(abs(seconds(memfd.raisedColdStart) - 2.98) < 0.01)
    #expect(abs(seconds(try loading(.memfd, snapStart: true, loadings).coldStart) - 1.6) < 1e-6)
    #expect(abs(seconds(try loading(.image, loadings).coldStart) - 4.47) < 0.01)
    #expect(abs(seconds(try loading(.efs, loadings).coldStart) - 14.3) < 0.01)
  }

  @Test("each source in lines: what is kept a month and what a start takes")
  func lines() throws {
    let loadings = try loadings(profile(FunctionDeployment(packaging: .zip, runtime: Self.python)))
    func expect(
      _ source: ModelSource, snapStart: Bool = false, fixed: [(String, Double)],
      perStart: [(String, Double)]
    ) throws {
      let found = try loading(source, snapStart: snapStart, loadings)
      #expect(found.fixed.map(\.item) == fixed.map(\.0))
      #expect(found.perStart.map(\.item) == perStart.map(\.0))
      for (line, want) in zip(found.fixed + found.perStart, fixed + perStart) {
        #expect(abs(line.cost.value - want.1) < 5e-7, "\(source) \(line.item) \(line.cost.value)")
      }
    }
    // 1.040586 GB of 2^30 bytes; INIT is seconds × 10 GB × $0.0000133334.
    try expect(.image, fixed: [("image in ECR", 0.1040586)], perStart: [("INIT", 0.000595913)])
    try expect(
      .efs, fixed: [("EFS", 0.3121758)],
      perStart: [("INIT", 0.001906925), ("EFS read", 0.03121758)])
    try expect(
      .memfd, fixed: [("S3", 0.02393348)], perStart: [("INIT", 0.001906925), ("S3 GET", 0.0000536)])
    try expect(
      .memfd, snapStart: true, fixed: [("S3", 0.02393348), ("snapshot", 39.540888)],
      perStart: [("restores", 0.001397998)])
    // 1,066 MB of /tmp, 554 of them billed for 100,000 s.
    try expect(
      .tmp, fixed: [("S3", 0.02393348), ("/tmp", 0.001671750)],
      perStart: [("INIT", 0.001906925), ("S3 GET", 0.0000536)])
  }

  @Test("EFS and more than 512 MB of /tmp exclude SnapStart, an image and memfd do not")
  func triangle() throws {
    let loadings = try loadings(profile(FunctionDeployment(packaging: .image)))
    let refusals = loadings.filter(\.usesSnapStart).map { ($0.source, $0.whyNot) }
    #expect(refusals.map(\.0) == [.image, .efs, .tmp, .memfd])
    #expect(refusals[0].1 == nil && refusals[3].1 == nil)
    #expect(refusals[1].1?.contains("file system") == true)
    #expect(refusals[2].1?.contains("1,066 MB of /tmp") == true)
    let small = try self.loadings(
      profile(FunctionDeployment(packaging: .image)), StatedColdStart(modelBytes: Bytes(400e6)))
    #expect(try loading(.tmp, snapStart: true, small).isFeasible)
  }

  @Test("provisioned concurrency, an unread inventory and a runtime without it leave no snapshot")
  func noSnapshot() throws {
    let ready = ProvisionedUsage(configured: GBSeconds(1000), served: .zero)
    let provisioned = try loadings(
      profile(FunctionDeployment(packaging: .zip, runtime: Self.python), provisioned: ready))
    let unread = try loadings(profile(nil))
    let node = try loadings(
      profile(FunctionDeployment(packaging: .zip, runtime: LambdaRuntime("nodejs22.x"))))
    #expect(provisioned.filter(\.usesSnapStart).allSatisfy { !$0.isFeasible })
    #expect(unread.filter(\.usesSnapStart).allSatisfy { !$0.isFeasible })
    #expect(try loading(.memfd, snapStart: true, node).whyNot?.contains("nodejs22.x") == true)
    #expect(try loading(.image, snapStart: true, node).isFeasible)
  }

  @Test(
    "what is too large is refused with the limit",
    arguments: [
      (4e9, 2048.0, ModelSource.memfd, "does not fit in 2,048 MB"),
      (4e9, 2048, .image, "does not fit in 2,048 MB"),
    ])
  func tooLarge(bytes: Double, memory: Double, source: ModelSource, reason: String) throws {
    let loadings = try loadings(
      profile(FunctionDeployment(packaging: .image), memory: memory),
      StatedColdStart(modelBytes: Bytes(bytes)))
    #expect(try loading(source, loadings).whyNot?.contains(reason) == true)
  }

  @Test(
    "the configuration shows where the model comes from",
    arguments: [
      (FunctionDeployment.Packaging.zip, true, 2048.0, 1.1e9, ModelSource?.some(.efs)),
      (.image, false, 512, 1.1e9, .image), (.image, false, 4096, 1.1e9, .tmp),
      (.zip, false, 512, 1.1e9, .memfd), (.zip, false, 512, 100e6, nil),
    ])
  func present(
    packaging: FunctionDeployment.Packaging, mounted: Bool, storage: Double, bytes: Double,
    source: ModelSource?
  ) throws {
    let deployment = FunctionDeployment(
      packaging: packaging, runtime: Self.python, hasFileSystems: mounted)
    let details = try #require(
      try analyzed(
        profile(deployment, ephemeralStorage: Megabytes(storage)),
        StatedColdStart(modelBytes: Bytes(bytes))
      ).details.coldStart)
    #expect(details.present == source)
    #expect(details.loadings.filter(\.isPresent).map(\.source) == (source.map { [$0] } ?? []))
  }

  @Test("what INIT takes beside the loading is carried to every other source, but to no snapshot")
  func restOfInitialization() throws {
    let stated = StatedColdStart(modelBytes: Self.model, initialization: .seconds(20))
    let loadings = try loadings(
      profile(FunctionDeployment(packaging: .zip, runtime: Self.python)), stated)
    #expect(seconds(try loading(.memfd, loadings).coldStart) == 20)
    #expect(abs(seconds(try loading(.image, loadings).coldStart) - (20 - 14.3017 + 4.4693)) < 1e-3)
    #expect(abs(seconds(try loading(.memfd, snapStart: true, loadings).coldStart) - 1.6) < 1e-6)
  }

  @Test("EFS read at $0.03 a GB for each start is a finding that names the cheaper path")
  func finding() throws {
    let mounted = FunctionDeployment(
      packaging: .zip, runtime: Self.python, hasFileSystems: true)
    let stated = StatedColdStart(modelBytes: Self.model, initialization: .seconds(15))
    let analysis = try analyzed(profile(mounted, insights: measured(3000 * 15)), stated)
    let finding = try #require(analysis.findings.first { $0.code == .storagePath })
    #expect(finding.severity == .warning)
    let details = try #require(analysis.details.coldStart)
    let now = try #require(details.presentLoading?.monthlyCost(Starts(3000)))
    let best = try #require(details.cheapestLoading)
    #expect(best.source == .image && !best.usesSnapStart)
    #expect(finding.monthlySaving == now - (best.monthlyCost(Starts(3000)) ?? .zero))
    #expect(finding.message.contains("EFS") && finding.message.contains("the container image"))
  }

  @Test("without a count of starts no path is called cheaper")
  func noFinding() throws {
    let mounted = FunctionDeployment(
      packaging: .zip, runtime: Self.python, hasFileSystems: true)
    let analysis = try analyzed(profile(mounted))
    #expect(analysis.details.coldStart?.cheapestLoading == nil)
    #expect(!analysis.findings.contains { $0.code == .storagePath })
  }

  @Test("a missing price is named at its source and leaves the others")
  func missingPrices() throws {
    let found = try loadings(
      profile(FunctionDeployment(packaging: .image), region: "eu-west-1"))
    #expect(found.allSatisfy { !$0.isFeasible })
    #expect(
      try loading(.image, found).missing?.description.contains("ecr/eu-west-1/storage") == true)
    #expect(try loading(.image, found).monthlyCost(Starts(1)) == nil)
  }
}
