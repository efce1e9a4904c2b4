import CostModel
import Pricing
import Testing

@Suite("SnapStart")
struct SnapStartTests {
  private static let month = AnalysisWindow(
    since: Instant(epochSeconds: 0), until: Instant(epochSeconds: 730 * 3600))

  private func profile(
    _ deployment: FunctionDeployment, region: String = "us-east-1",
    ephemeralStorage: Megabytes? = nil, provisioned: ProvisionedUsage? = nil,
    insights: InsightsUsage? = nil, runsOnManagedInstances: Bool = false
  ) -> UsageProfile {
    .steady(
      region: region, memory: Megabytes(10_240), architecture: .arm64, busyPerDay: [100_000],
      invocations: 10_000, window: Self.month, insights: insights, provisioned: provisioned,
      ephemeralStorage: ephemeralStorage, deployment: deployment,
      runsOnManagedInstances: runsOnManagedInstances)
  }

  private func analyzed(
    _ profile: UsageProfile, _ stated: StatedColdStart = StatedColdStart()
  ) throws -> WorkloadAnalysis {
    let settings = AnalysisSettings(stated: { _ in StatedTerms(coldStart: stated) })
    return Analyzer(prices: try Catalogue.bundled(), settings: settings)
      .analyze([profile], in: profile.window).workloads[0]
  }

  private func support(_ profile: UsageProfile) throws -> SnapStartSupport {
    try #require(try analyzed(profile).details.coldStart?.support)
  }

  private func zip(_ runtime: String, snapStart: Bool = false) -> FunctionDeployment {
    FunctionDeployment(
      packaging: .zip, runtime: LambdaRuntime(runtime), hasSnapStart: snapStart)
  }

  private func cents(_ amount: USD?) -> Int? { amount.map { Int(($0.value * 100).rounded()) } }

  @Test(
    "keeping one snapshot of 10,240 MB costs $39.54 a month, and $0.16 for any time up to 3 hours")
  func caching() throws {
    let rates = try SnapStartRates(region: "us-east-1", prices: Catalogue.bundled())
    #expect(cents(rates.caching(memory: Megabytes(10_240)).cost) == 3954)
    #expect(cents(rates.caching(memory: Megabytes(10_240), versions: 3).cost) == 11_862)
    let minute = rates.caching(memory: Megabytes(10_240), for: .seconds(60))
    #expect(minute == rates.caching(memory: Megabytes(10_240), for: .hours(3)))
    #expect(cents(minute.cost) == 16)
  }

  @Test("1,000 restores of 10,240 MB cost $1.40")
  func restoring() throws {
    let rates = try SnapStartRates(region: "us-east-1", prices: Catalogue.bundled())
    #expect(cents(rates.restoring(Starts(1000), memory: Megabytes(10_240)).cost) == 140)
  }

  @Test(
    "runtimes from Java 11, Python 3.12 and .NET 8 on have it, others have not",
    arguments: [
      ("java8.al2", false), ("java11", true), ("java25", true), ("python3.9", false),
      ("python3.11", false), ("python3.12", true), ("python3.14", true), ("python4.0", true),
      ("dotnetcore3.1", false), ("dotnet6", false), ("dotnet8", true), ("dotnet10", true),
      ("nodejs22.x", false), ("ruby3.4", false), ("provided.al2023", false), ("python", false),
      ("", false), ("\u{1B}[31m", false),
    ])
  func runtimes(name: String, supported: Bool) throws {
    #expect(LambdaRuntime(name).supportsSnapStart == supported)
    let expected: SnapStartSupport =
      supported ? .allowed : .excluded([.runtime(LambdaRuntime(name))])
    #expect(try support(profile(zip(name))) == expected)
  }

  @Test("a container image may have it, whatever is inside")
  func image() throws {
    #expect(try support(profile(FunctionDeployment(packaging: .image))) == .allowed)
  }

  @Test("every reason against it is named")
  func exclusions() throws {
    let mounted = FunctionDeployment(
      packaging: .zip, runtime: LambdaRuntime("python3.12"), hasFileSystems: true)
    let ready = ProvisionedUsage(configured: GBSeconds(1), served: .zero)
    #expect(
      try support(profile(mounted, ephemeralStorage: Megabytes(2048), provisioned: ready))
        == .excluded([.provisionedConcurrency, .fileSystems, .ephemeralStorage(Megabytes(2048))]))
    #expect(
      try support(profile(zip("python3.12"), ephemeralStorage: Megabytes(512))) == .allowed)
    #expect(
      try support(profile(zip("python3.12"), runsOnManagedInstances: true))
        == .excluded([.managedInstances]))
  }

  @Test("on, it bills the snapshot before the first request, in the month and in the window")
  func billed() throws {
    let analysis = try analyzed(profile(zip("python3.12", snapStart: true)))
    #expect(cents(analysis.monthlyCost?.snapStart) == 3954)
    #expect(analysis.windowCost?.snapStart == analysis.monthlyCost?.snapStart)
    #expect(analysis.details.coldStart?.billed?.cost == .zero)
    let finding = try #require(analysis.findings.first { $0.code == .snapStart })
    #expect(finding.severity == .info && finding.monthlySaving == nil)
  }

  @Test("restores are billed where starts are known, published versions each keep a snapshot")
  func restoresBilled() throws {
    let stated = StatedColdStart(startsPerDay: Starts(24_000 / 730), publishedVersions: 2)
    let cost = try analyzed(profile(zip("python3.12", snapStart: true)), stated)
    // 1,000 starts a month.
    #expect(cents(cost.monthlyCost?.snapStart) == 2 * 3954 + 140)
  }

  @Test("on Java it is free")
  func java() throws {
    let analysis = try analyzed(profile(zip("java21", snapStart: true)))
    #expect(analysis.monthlyCost?.snapStart == .zero)
    #expect(analysis.details.coldStart?.isSnapStartFree == true)
    #expect(!analysis.findings.contains { $0.code == .snapStart })
  }

  @Test("where it is on and has no price, the workload has no cost and the price is named")
  func missingPrice() throws {
    let analysis = try analyzed(
      profile(zip("python3.12", snapStart: true), region: "eu-west-1"))
    #expect(analysis.monthlyCost == nil)
    let finding = try #require(analysis.findings.first { $0.code == .priceMissing })
    #expect(finding.message.contains("lambda/eu-west-1/snapstart/cache"))
    #expect(try analyzed(profile(zip("python3.12"), region: "eu-west-1")).monthlyCost != nil)
  }

  @Test("it costs as much as the INIT it spares at the break-even")
  func breakEven() throws {
    let stated = StatedColdStart(initialization: .seconds(14.3))
    let cost = try #require(
      try analyzed(profile(zip("python3.12", snapStart: true)), stated).details.coldStart?.snapStart
    )
    let starts = try #require(cost.breakEven)
    #expect(abs(starts.value - 77_720) < 20)
    let spared = try #require(cost.perInitialization) * starts.value
    #expect(abs((spared - cost.caching.cost - cost.perRestore * starts.value).value) < 1e-9)
  }

  @Test(
    "an INIT of 10.4 s costs less than its restore, so a snapshot never pays at 10,240 MB on arm64")
  func never() throws {
    let stated = StatedColdStart(initialization: .seconds(10.4), startsPerDay: Starts(1000))
    let analysis = try analyzed(profile(zip("python3.12", snapStart: true)), stated)
    #expect(analysis.details.coldStart?.snapStart?.breakEven == nil)
    let finding = try #require(analysis.findings.first { $0.code == .snapStart })
    #expect((finding.monthlySaving ?? .zero).value > 39)
  }

  @Test("off and dearer than a snapshot, INIT is a finding with the saving")
  func worthTurningOn() throws {
    let measured = InsightsUsage(
      measured: Requests(10_000), usedMemory: nil, initSeconds: 3_000_000)
    let analysis = try analyzed(
      profile(zip("python3.12"), insights: measured),
      StatedColdStart(initialization: .seconds(30)))
    let finding = try #require(analysis.findings.first { $0.code == .snapStart })
    // 100,000 × (30 s × 10 GB × $0.0000133334 - $0.001397998) - $39.54
    #expect(finding.severity == .warning)
    #expect(cents(finding.monthlySaving) == 22_066)
  }
}
