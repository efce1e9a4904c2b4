import CostModel
import Foundation
import GRDB
import Telemetry
import Testing

@Suite("Remembered reports")
struct ReportLedgerTests {
  private let store: TemporaryStore
  private let ledger: ReportLedger
  private static let now = Instant(epochSeconds: 1_795_417_200)

  init() throws {
    store = try TemporaryStore()
    try store.load(
      csv(["chat,2026-11-23T00:00:00Z,3600,1,1000,1", "rag,2026-11-23T00:00:00Z,3600,1,1000,1"]))
    ledger = try ReportLedger(store.open())
  }

  private func period(_ name: String) throws -> ReportPeriod {
    try #require(ReportPeriod(named: name))
  }

  private func verdict(
    _ name: String = "chat", option: String = "ec2/c8g.xlarge/1yr", meters: LambdaCost? = nil
  ) -> WorkloadVerdict {
    WorkloadVerdict(
      workload: Workload(name: name, region: "us-east-1"), tier: .reserved, firmness: .borderline,
      utilization: 0.1 + 0.2, option: option, monthlyCostNow: USD(100.1), monthlyCostThen: USD(77),
      invocationsPerMonth: Requests(1e6 / 3), memory: Megabytes(1769), architecture: .arm64,
      meanDuration: .seconds(1.25), meters: meters, coverage: Ratio(0.97))
  }

  private let made = ReportRun.Made(
    at: now, subject: "costctl 2026-W48", summary: "two\nlines", workloads: 2,
    monthlyCost: USD(100.1), monthlySaving: USD(23.1), hasChanges: true)

  private func keep(
    _ id: String, of name: String, verdicts: [WorkloadVerdict] = [],
    documents: [(format: String, bytes: [UInt8])] = []
  ) throws {
    _ = try ledger.begin(id, period: try period(name), at: Self.now, anew: false)
    try ledger.keep(made, gaps: [], documents: documents, verdicts: verdicts, of: id)
    try ledger.finish(id, as: .done, after: .seconds(2))
  }

  @Test("a run reads back as it was written, by another connection")
  func roundTrip() throws {
    let week = try period("2026-W48")
    let begun = try ledger.begin("2026-W48-a", period: week, at: Self.now, anew: false)
    #expect(
      begun == ReportRun(id: "2026-W48-a", period: week, status: .running, startedAt: Self.now))
    try ledger.enter("pull", of: "2026-W48-a")
    let gaps = [
      ReportGap(step: .pull, reason: "no credentials"), ReportGap(step: .tco, reason: "é"),
    ]
    try ledger.keep(made, gaps: gaps, documents: [], verdicts: [], of: "2026-W48-a")
    let deliveries = [
      DeliveryRecord(target: "slack HOOK", status: .sending, attempts: 0, at: Self.now),
      DeliveryRecord(
        target: "file a", status: .failed, attempts: 3, duration: .seconds(1.5),
        detail: "disk full",
        at: Self.now.advanced(by: 1)),
    ]
    for delivery in deliveries { try ledger.record(delivery, of: "2026-W48-a") }
    let seen = try ReportLedger(store.open(.readOnly)).run("2026-W48-a")
    #expect(
      seen
        == ReportRun(
          id: "2026-W48-a", period: week, status: .running, startedAt: Self.now, step: "pull",
          made: made, gaps: gaps, deliveries: deliveries))
    try ledger.finish("2026-W48-a", as: .failed, after: .seconds(0.5), failure: "it reached nobody")
    let ended = try #require(try ledger.run("2026-W48-a"))
    #expect(ended.status == .failed && ended.failure == "it reached nobody" && ended.step == "pull")
    #expect(ended.duration == .seconds(0.5))
  }

  @Test("an outcome takes the place of the intent, in the order of the first try")
  func outcome() throws {
    _ = try ledger.begin("r", period: try period("2026-W48"), at: Self.now, anew: false)
    for (target, status) in [
      ("a", DeliveryRecord.Status.sending), ("b", .sending), ("a", .delivered), ("b", .unclear),
    ] {
      try ledger.record(
        DeliveryRecord(target: target, status: status, attempts: 1, at: Self.now), of: "r")
    }
    let run = try #require(try ledger.run("r"))
    #expect(run.deliveries.map(\.target) == ["a", "b"])
    #expect(run.deliveries.map(\.status) == [.delivered, .unclear])
    #expect(!run.wasDelivered)
  }

  @Test("a second attempt keeps the report, one anew forgets report and deliveries")
  func again() throws {
    try keep("r", of: "2026-W48", verdicts: [verdict()], documents: [("html", [1, 2])])
    try ledger.record(
      DeliveryRecord(target: "a", status: .delivered, attempts: 1, at: Self.now), of: "r")
    let later = Self.now.advanced(by: 60)
    let second = try ledger.begin("r", period: try period("2026-W48"), at: later, anew: false)
    #expect(second.attempts == 2 && second.startedAt == later && second.made == made)
    #expect(second.deliveries.count == 1 && second.status == .running && second.duration == nil)
    let anew = try ledger.begin("r", period: try period("2026-W48"), at: later, anew: true)
    #expect(anew.attempts == 3 && anew.made == nil && anew.deliveries.isEmpty)
    #expect(try ledger.document("html", of: "r") == nil)
    #expect(try store.query("SELECT count(*) FROM report_verdict") == ["0"])
  }

  @Test("documents come back byte for byte and lie compressed", arguments: [0, 1, 5_000_000])
  func documents(length: Int) throws {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 / 97) }
    try keep("r", of: "2026-W48", documents: [("html", bytes), ("json", [0x7b, 0x7d])])
    #expect(try ledger.document("html", of: "r") == bytes)
    #expect(try ledger.document("markdown", of: "r") == nil)
    let stored = try store.query("SELECT max(length(deflated)) < 200000 FROM report_document")
    #expect(stored == ["1"])
  }

  @Test("a damaged document is an error, not a shorter one")
  func damaged() throws {
    try keep("r", of: "2026-W48", documents: [("html", Array("hello".utf8))])
    try DatabaseQueue(path: store.path).write {
      try $0.execute(sql: "UPDATE report_document SET length = 4")
    }
    #expect(throws: StoreError.damaged(path: store.path)) { try ledger.document("html", of: "r") }
  }

  @Test("verdicts come back as they were, of the last report of the same cadence and configuration")
  func last() throws {
    let meters = LambdaCost(
      compute: USD(1.1), requests: USD(2.2), ephemeralStorage: USD(3), snapStart: USD(4),
      provisioned: USD(5), durable: USD(6))
    let verdicts = [verdict("chat"), verdict("rag", meters: meters)]
    try keep("2026-W46-aa", of: "2026-W46", verdicts: [verdict("rag")])
    try keep("2026-W47-aa", of: "2026-W47", verdicts: verdicts)
    try keep("2026-W47-bb", of: "2026-W47", verdicts: [verdict("chat")])
    try keep("2026-11-25-aa", of: "2026-11-25", verdicts: [verdict("rag")])
    try keep("2026-W48-aa", of: "2026-W48")
    let last = try #require(try ledger.last(before: try period("2026-W48"), like: "2026-W48-aa"))
    #expect(last == PastReport(period: try period("2026-W47"), verdicts: verdicts))
    // W48 judged nothing: the report after it compares with W47, too.
    let next = try ledger.last(before: try period("2026-W49"), like: "2026-W49-bb")
    #expect(next?.period.name == "2026-W47" && next?.verdicts.count == 1)
    #expect(try ledger.last(before: try period("2026-W46"), like: "2026-W46-aa") == nil)
  }

  @Test("advice is found by workload and option as it was given last; staying is none")
  func advice() throws {
    try keep("2026-W45-a", of: "2026-W45", verdicts: [verdict(option: "lambda/arm64/512mb")])
    try keep("2026-W46-a", of: "2026-W46", verdicts: [verdict(option: "lambda/arm64/512mb")])
    try keep("2026-W47-a", of: "2026-W47", verdicts: [verdict(), verdict("rag", option: "lambda")])
    let found = try ledger.advice(before: try period("2026-W48"))
    #expect(
      Set(found.map { "\($0.period.name) \($0.verdict.workload.name) \($0.verdict.option)" }) == [
        "2026-W46 chat lambda/arm64/512mb", "2026-W47 chat ec2/c8g.xlarge/1yr",
      ])
    #expect(try ledger.advice(before: try period("2026-W46")).map(\.period.name) == ["2026-W45"])
  }

  @Test("what the pulls of all attempts cost is the run's API bill, also of a killed attempt")
  func apiBill() throws {
    for start in [Self.now, Self.now.advanced(by: 100)] {
      _ = try ledger.begin("r", period: try period("2026-W48"), at: start, anew: false)
    }
    try DatabaseQueue(path: store.path).write { database in
      for (run, usd) in [(0, 0.25), (100, 0.5), (50, 8)] {
        try database.execute(
          sql: "INSERT INTO api_bill VALUES (?, '1', 'us-east-1', 'GetMetricData', 1, 1, ?)",
          arguments: [Self.now.epochSeconds + run, usd])
      }
    }
    #expect(try ledger.run("r")?.apiCost == USD(0.75))
    #expect(try store.query("SELECT api_cost FROM report_history") == ["0.75"])
  }

  @Test("old reports go by number or age, and the latest of each cadence stays")
  func pruned() throws {
    for week in 40...47 { try keep("2026-W\(week)-a", of: "2026-W\(week)", verdicts: [verdict()]) }
    try keep("2026-08-a", of: "2026-08")
    #expect(try ledger.prune(ReportRetention(runs: 3), at: Self.now) == 5)
    #expect(
      try ledger.runs().map(\.id) == ["2026-W47-a", "2026-W46-a", "2026-W45-a", "2026-08-a"])
    #expect(try store.query("SELECT count(*) FROM report_verdict") == ["3"])
    let late = Self.now.advanced(by: 30 * 86_400)
    #expect(try ledger.prune(ReportRetention(days: 31), at: late) == 0)
    #expect(try ledger.prune(ReportRetention(days: 29), at: late) == 2)
    #expect(try ledger.runs().map(\.id) == ["2026-W47-a", "2026-08-a"])
  }

  @Test("the last success is the end of the last run that was done")
  func success() throws {
    #expect(try ledger.lastSuccess() == nil)
    try keep("a", of: "2026-W46")
    _ = try ledger.begin(
      "b", period: try period("2026-W47"), at: Self.now.advanced(by: 9), anew: false)
    try ledger.finish("b", as: .partial, after: .seconds(1))
    #expect(try ledger.lastSuccess() == Self.now.advanced(by: 2))
  }

  @Test("a run is found by period or by the beginning of its id, the exact one first")
  func named() throws {
    for id in ["2026-W47-ab", "2026-W47-ac", "2026-W48-ab"] {
      try keep(id, of: String(id.prefix(8)))
    }
    #expect(try ledger.runs(named: "2026-W47").map(\.id) == ["2026-W47-ac", "2026-W47-ab"])
    #expect(try ledger.runs(named: "2026-W47-ab").map(\.id) == ["2026-W47-ab"])
    #expect(try ledger.runs(named: "2026").count == 3)
    #expect(try ledger.runs(named: "%").isEmpty)
    #expect(try ledger.runs(limit: 2).map(\.id) == ["2026-W48-ab", "2026-W47-ac"])
  }

  @Test("the id of a run follows from period and settings, not from their order")
  func identity() throws {
    let week = try period("2026-W48")
    let id = ReportIdentity.runID(of: week, settings: ["region=us-east-1", "sizing=max"])
    #expect(id == ReportIdentity.runID(of: week, settings: ["sizing=max", "region=us-east-1"]))
    #expect(id.wholeMatch(of: /2026-W48-[0-9a-f]{12}/) != nil)
    #expect(id != ReportIdentity.runID(of: week, settings: ["region=us-east-1", "sizing=p99"]))
    #expect(id != ReportIdentity.runID(of: week, settings: ["region=us-east-1\nsizing=max"]))
    let next = ReportIdentity.runID(
      of: try period("2026-W49"), settings: ["sizing=max", "region=us-east-1"])
    #expect(next.dropFirst(8) == id.dropFirst(8))
  }

  @Test("functions an inventory missed are removed from then on")
  func removed() throws {
    try DatabaseQueue(path: store.path).write {
      try $0.execute(sql: "UPDATE workload SET gone_at = 1000 WHERE name = 'rag'")
    }
    let usage = try store.open(.readOnly)
    #expect(try usage.removedWorkloads(by: Instant(epochSeconds: 999)).isEmpty)
    #expect(
      try usage.removedWorkloads(by: Instant(epochSeconds: 1000))
        == [Workload(name: "rag", region: "us-east-1")])
  }
}
