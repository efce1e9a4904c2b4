import CostModel
import Foundation
import GRDB
import Testing

@testable import Telemetry

@Suite("The inventory")
struct InventoryTests {
  private let store: UsageStore

  init() throws { store = try UsageStore.open(at: ":memory:", access: .readWrite) }

  private static let noon = PullFixture.monday + 12 * 3600

  private func function(
    _ name: String, memory: Int = 1024, modified: String = "2026-01-05T06:00:00.000+0000",
    more: String = ""
  ) throws -> LambdaFunction {
    try JSONDecoder().decode(
      LambdaFunction.self,
      from: Data(
        """
        {"FunctionName":"\(name)","FunctionArn":"arn:aws:lambda:us-east-1:123456789012:function:\(name)",
         "MemorySize":\(memory),"LastModified":"\(modified)","PackageType":"Zip",
         "Environment":{"Variables":{"KEY":"canary"}}\(more)}
        """.utf8))
  }

  private func record(_ functions: [LambdaFunction], at instant: Int) throws -> InventoryRecord {
    try store.record(
      functions, account: PullFixture.account, region: PullFixture.region,
      at: Instant(epochSeconds: instant), isWanted: { _ in true })
  }

  /// valid_from and valid_to in hours since Monday, with the memory.
  private func history(_ name: String) throws -> [[Int]] {
    try store.database.read {
      try Row.fetchAll(
        $0,
        sql: """
          SELECT valid_from, valid_to, memory_mb FROM configuration JOIN workload ON id = workload
          WHERE name = ? ORDER BY valid_from
          """, arguments: [name]
      ).map {
        [
          ($0[0] as Int - PullFixture.monday) / 3600, ($0[1] as Int - PullFixture.monday) / 3600,
          $0[2],
        ]
      }
    }
  }

  @Test("reads every field that decides a cost, and no environment variable")
  func fields() throws {
    let found = try function(
      "f", memory: 10_240,
      more: """
        ,"Architectures":["arm64"],"Runtime":"python3.13","Timeout":900,
        "SnapStart":{"ApplyOn":"PublishedVersions","OptimizationStatus":"On"},
        "EphemeralStorage":{"Size":2048},"FileSystemConfigs":[{"Arn":"a","LocalMountPath":"/m"}],
        "DurableConfig":{"RetentionPeriodInDays":30,"ExecutionTimeout":3600},
        "CapacityProviderConfig":{"LambdaManagedInstancesCapacityProviderConfig":{
          "CapacityProviderArn":"arn:aws:lambda:us-east-1:123456789012:capacity-provider:p",
          "PerExecutionEnvironmentMaxConcurrency":10,"ExecutionEnvironmentMemoryGiBPerVCpu":2.0}},
        "Layers":[{"Arn":"arn:aws:lambda:us-east-1:1:layer:other:1"},
          {"Arn":"arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension-Arm64:20"}]
        """)
    #expect(found.account == PullFixture.account)
    #expect(found.architecture == .arm64)
    #expect(
      found.inventory
        == FunctionInventory(
          packageType: "Zip", runtime: "python3.13", timeoutSeconds: 900,
          snapStartApplyOn: "PublishedVersions", snapStartStatus: "On", ephemeralStorageMB: 2048,
          hasFileSystems: true, isDurable: true, durableRetentionDays: 30,
          durableTimeoutSeconds: 3600, runsOnManagedInstances: true,
          capacityProviderARN: "arn:aws:lambda:us-east-1:123456789012:capacity-provider:p",
          environmentConcurrency: 10, environmentGiBPerVCPU: 2, hasInsightsLayer: true))
    #expect(!String(reflecting: found).contains("canary"))
  }

  @Test("takes a function of unstated architecture for x86_64")
  func architecture() throws { #expect(try function("f").architecture == .x86_64) }

  @Test("knows a function since it was last modified, and each change since its own")
  func changes() throws {
    _ = try record([try function("f")], at: Self.noon)
    #expect(try history("f") == [[6, 12, 1024]])
    _ = try record([try function("f")], at: Self.noon + 3600)
    #expect(try history("f") == [[6, 13, 1024]])
    let later = try function("f", memory: 2048, modified: "2026-01-05T15:00:00.000+0000")
    _ = try record([later], at: Self.noon + 4 * 3600)
    #expect(try history("f") == [[6, 13, 1024], [15, 16, 2048]])
  }

  @Test("dates a change of unknown time by the pull that saw it")
  func undated() throws {
    _ = try record([try function("f")], at: Self.noon)
    _ = try record([try function("f", memory: 512)], at: Self.noon + 7200)
    #expect(try history("f") == [[6, 12, 1024], [14, 14, 512]])
  }

  @Test("lets what was imported about earlier times stand")
  func imported() throws {
    let csv = """
      function,timestamp,period_seconds,invocations,duration_ms_sum,concurrency_max,memory_mb
      f,2026-01-05T00:00:00Z,3600,1,1000,1,3008
      """
    _ = try store.importFile(
      .bytes(Array(csv.utf8), name: "f.csv"),
      options: ImportOptions(
        kind: .csv, region: PullFixture.region, account: PullFixture.account))
    _ = try record([try function("f")], at: Self.noon)
    #expect(try history("f") == [[0, 1, 3008], [6, 12, 1024]])
  }

  @Test("says which functions are new and which have gone, once")
  func comings() throws {
    let first = try record([try function("a"), try function("b")], at: Self.noon)
    #expect(first == InventoryRecord(listed: 2, new: ["a", "b"], gone: []))
    let second = try record([try function("b")], at: Self.noon + 60)
    #expect(second == InventoryRecord(listed: 1, new: [], gone: ["a"]))
    #expect(try record([try function("b")], at: Self.noon + 120).gone == [])
    let coverage = try store.coverage(account: PullFixture.account, region: PullFixture.region)
    #expect(coverage.functions["a"]?.goneAt == Self.noon + 60)
    #expect(coverage.functions["b"]?.goneAt == nil)
  }

  @Test("tells the cost model of storage, retention, SnapStart and Managed Instances")
  func configuration() throws {
    let found = try function(
      "f",
      more: """
        ,"EphemeralStorage":{"Size":2048},"DurableConfig":{"RetentionPeriodInDays":30},
        "CapacityProviderConfig":{},"Runtime":"python3.13","SnapStart":{"ApplyOn":"PublishedVersions"}
        """)
    _ = try record([found], at: Self.noon)
    let window = AnalysisWindow(
      since: Instant(epochSeconds: PullFixture.monday),
      until: Instant(epochSeconds: PullFixture.monday + 86_400))
    let profile = try #require(try store.profiles(in: window, functions: []).first)
    #expect(
      profile.configuration
        == FunctionConfiguration(
          memory: Megabytes(1024), architecture: .x86_64, ephemeralStorage: Megabytes(2048),
          durable: DurableConfiguration(retentionDays: 30), runsOnManagedInstances: true,
          deployment: FunctionDeployment(
            packaging: .zip, runtime: LambdaRuntime("python3.13"), hasSnapStart: true)))
  }

  @Test("keeps every field as it was read")
  func roundTrip() throws {
    let found = try function(
      "f",
      more: """
        ,"Runtime":"java21","CapacityProviderConfig":{"LambdaManagedInstancesCapacityProviderConfig":{
          "CapacityProviderArn":"p","PerExecutionEnvironmentMaxConcurrency":3,
          "ExecutionEnvironmentMemoryGiBPerVCpu":4.5}},
        "Layers":[{"Arn":"a:layer:LambdaInsightsExtension:1"}]
        """)
    _ = try record([found], at: Self.noon)
    let stored = try store.database.read { database in
      let id = try Int.fetchOne(database, sql: "SELECT id FROM workload")
      return try SettingWriter(database).history(of: try #require(id)).runs.last?.setting.inventory
    }
    #expect(stored == found.inventory)
  }

  @Test("follows markers to the last page, and refuses one that leads back")
  func pages() async throws {
    let one = #"{"Functions":[{"FunctionName":"a"}],"NextMarker":"m/1"}"#
    let two = #"{"Functions":[{"FunctionName":"b"}],"NextMarker":null}"#
    let transport = AnsweringTransport(.text(200, one), .text(200, two))
    let list = LambdaFunctionList(client: PullFixture.client(transport))
    #expect(try await list.all().map(\.name) == ["a", "b"])
    #expect(transport.sent[1].url.hasSuffix("/functions?Marker=m%2F1&MaxItems=50"))
    let ever = LambdaFunctionList(client: PullFixture.client(AnsweringTransport(.text(200, one))))
    await #expect(throws: PagingError.self) { try await ever.all() }
  }
}
