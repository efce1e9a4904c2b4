package import CostModel

/// A made-up account: workloads that show every tier, every firmness and every finding worth a look.
///
/// Pure and seeded: the same bytes on every machine and every run.
package enum DemoFleet {
  /// Monday to Monday, two whole weeks in UTC.
  package static let window = AnalysisWindow(
    since: Instant(epochSeconds: 1_793_577_600), until: Instant(epochSeconds: 1_794_787_200))
  package static let account = "123456789012"
  package static let region = "us-east-1"

  private static let seed: UInt64 = 20_261_116

  /// The samples as files that `import` reads, each with the stretch of time it covers.
  package static var files: [DemoFile] {
    [
      DemoFile(name: "demo-hourly.csv", covers: window, workloads: hourly, seed: seed),
      DemoFile(name: "demo-minutes.csv", covers: window, workloads: byTheMinute, seed: seed + 1),
      DemoFile(
        name: "demo-recent.csv",
        covers: AnalysisWindow(since: window.until.advanced(by: -5 * 86_400), until: window.until),
        workloads: recent, seed: seed + 2),
    ]
  }

  package static var functionNames: Set<String> {
    Set((hourly + byTheMinute + recent).map(\.name))
  }
}
