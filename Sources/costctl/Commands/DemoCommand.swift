import ArgumentParser
import CostModel
import Foundation
import Reporting
import Telemetry

/// A made-up account to try the product on.
struct DemoCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Make a small database of sample workloads, then analyze it and recommend.",
    discussion: """
      Needs no account and no network. The fleet has a workload for each kind of verdict, over two \
      weeks that never change, so every run prints the same; only your configuration's rules and \
      prices can alter the verdicts.

      Example:
        costctl demo --dir ./demo
        costctl recommend --db ./demo/costctl.db --policy cost
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Keep the database in this folder (default: a new temporary folder, or --db).",
      valueName: "folder"))
  var dir: String?

  @OptionGroup(title: "Result") var result: ResultOptions
  @OptionGroup(title: "Common") var global: GlobalOptions

  func validate() throws {
    if dir == "" { throw ValidationError("--dir needs a folder") }
    if dir != nil && global.db != nil {
      throw ValidationError("--dir and --db both name the demo's database: give one of them")
    }
    if result.format == .csv {
      throw ValidationError(
        "the demo shows two results, which one CSV cannot hold: run 'costctl analyze --format csv'")
    }
  }

  func run(in surroundings: Surroundings) throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let database = try DemoDatabase(folder: dir, file: global.db, in: surroundings)
    try database.fill()
    let study = try WorkloadStudy(of: DemoFleet.window, in: database.store, session: session)
    let prices = try session.prices()
    let analysis = try study.analysis(sizing: nil, freeTier: false, prices: prices)
    let report = try study.report(
      on: analysis, settings: session.recommendationSettings(policy: nil), prices: prices)
    try result.destination.write(try rendered(analysis, report, session: session))
    session.messages.note("the demo's database is \(database.path); try next:")
    for line in Self.nextSteps(database: database.path) { session.messages.follow(line) }
    return .done
  }

  private func rendered(
    _ analysis: Analysis, _ report: RecommendationReport, session: Session
  ) throws -> [UInt8] {
    let context = try session.renderContext(for: result.destination).dated(DemoFleet.window.until)
    let parts = [
      analysis.rendered(as: result.format, in: context),
      report.rendered(as: result.format, in: context),
    ]
    guard result.format == .json else { return Array(parts.joined(separator: Array("\n".utf8))) }
    return JSONWriter.document(schema: "costctl/demo/v1", generatedAt: context.generatedAt) {
      $0.member("analyze", document: parts[0])
      $0.member("recommend", document: parts[1])
    }
  }

  private static func nextSteps(database: String) -> [String] {
    let path = ShellWord(database)
    return [
      "costctl analyze --db \(path) --function 'agent-*' --verbose",
      "costctl analyze --db \(path) --sizing p99 --since 7d",
      "costctl recommend --db \(path) --policy cost",
      "costctl recommend --db \(path) --format json --fail-on saving=500",
      "costctl pricing show --service lambda",
    ]
  }
}

extension RenderContext {
  /// The same context at another instant: the demo's output does not depend on today.
  fileprivate func dated(_ instant: Instant) -> RenderContext {
    RenderContext(generatedAt: instant, color: color, width: width, verbose: verbose)
  }
}
