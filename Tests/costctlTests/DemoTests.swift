import Foundation
import TestSupport
import Testing

@Suite("Demo")
struct DemoTests {
  private let costctl: Executable

  init() throws { costctl = try Executable() }

  @Test("two demos in two folders print the same bytes")
  func repeatable() throws {
    let first = try costctl.run("demo", "--dir", "a")
    let second = try costctl.run("demo", "--dir", "b", environment: ["TZ": "Asia/Kolkata"])
    #expect([first.code, second.code] == [0, 0])
    #expect(first.output == second.output && !first.output.isEmpty)
  }

  @Test("a second demo in the same folder changes nothing")
  func again() throws {
    let first = try costctl.run("demo", "--dir", "a")
    #expect(try costctl.run("demo", "--dir", "a").output == first.output)
  }

  @Test("the fleet shows every tier, every firmness, a disagreement and the findings worth a look")
  func verdicts() throws {
    let run = try costctl.run("demo", "-q", "--dir", "a", "--format", "json")
    let demo = try JSONDecoder().decode(Demo.self, from: Data(run.output.utf8))
    let workloads = demo.analyze.workloads
    #expect((10...16).contains(workloads.count))
    #expect(Set(workloads.map(\.tier)) == ["lambda", "reserved", "repatriate"])
    #expect(Set(workloads.map(\.firmness)) == ["firm", "borderline", "provisional"])
    #expect(Set(workloads.compactMap(\.architecture)) == ["arm64", "x86_64"])
    let codes = Set(workloads.flatMap { $0.findings.map(\.code) })
    let wanted: Set = ["durable-bloat", "memory-starved", "idle", "near-timeout", "throttled"]
    #expect(codes.isSuperset(of: wanted), "\(wanted.subtracting(codes)) missing")
    #expect(Set(demo.recommend.recommendations.map(\.ruleAndPriceAgree)) == [true, false])
  }

  @Test("--db names the file to fill, and --dir beside it is one name too many")
  func namedDatabase() throws {
    #expect(try costctl.run("demo", "-q", "--db", "x/demo.db").code == 0)
    #expect(try costctl.folder.entries() == ["x"])
    #expect(try costctl.run("demo", "--db", "x/demo.db", "--dir", "x").code == 64)
  }

  @Test("what it says to try next works")
  func nextSteps() throws {
    let run = try costctl.run("demo", "--dir", "a")
    let steps = run.messages.split(separator: "\n").filter { $0.hasPrefix("  costctl ") }
    #expect(steps.count >= 3)
    for step in steps {
      let line = step.trimmingPrefix("  costctl")
      #expect([0, 2].contains(try costctl.shell("exec \"$COSTCTL\"\(line)").code), "\(step)")
    }
  }

  @Test("a database with other workloads is left alone")
  func foreign() throws {
    try costctl.folder.write(
      """
      function,timestamp,period_seconds,invocations,duration_ms_sum,concurrency_max
      mine,2026-11-15T23:00:00Z,3600,10,60000,1

      """, to: "mine.csv")
    _ = try costctl.run("import", "--db", "a/costctl.db", "mine.csv")
    let run = try costctl.run("demo", "--dir", "a")
    #expect(run.code == 1)
    #expect(run.messages.contains("a/costctl.db holds workloads that are not the demo's"))
  }

  /// The keys of the contract this suite looks at.
  private struct Demo: Decodable {
    struct Analysis: Decodable { let workloads: [Workload] }
    struct Report: Decodable { let recommendations: [Recommendation] }
    struct Finding: Decodable { let code: String }

    struct Workload: Decodable {
      let tier: String
      let firmness: String
      let architecture: String?
      let findings: [Finding]
    }

    struct Recommendation: Decodable {
      let ruleAndPriceAgree: Bool

      enum CodingKeys: String, CodingKey { case ruleAndPriceAgree = "rule_and_price_agree" }
    }

    let analyze: Analysis
    let recommend: Report
  }
}
