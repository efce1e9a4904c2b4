import ArgumentParser
import CostModel
import Pricing
import Reporting
import Telemetry

/// What a command works with: configuration, prices, the store, the window.
struct Session {
  let shared: SharedOptions
  let surroundings: Surroundings
  let configuration: Configuration

  init(_ shared: SharedOptions) throws {
    self.shared = shared
    surroundings = try Surroundings.current()
    configuration = try ConfigurationFile(shared: shared, surroundings: surroundings).read()
  }

  enum Failure: Error, CustomStringConvertible {
    case noData(database: String)

    var description: String {
      switch self {
      case .noData(let database):
        "\(database) holds no samples yet: run `costctl import FILE` first, or try `costctl demo`"
      }
    }
  }

  var database: String {
    shared.db ?? surroundings.value("COSTCTL_DB")
      ?? surroundings.folder("XDG_DATA_HOME", fallback: ".local/share") + "/costctl/costctl.db"
  }

  var region: Setting<String> {
    if let region = shared.region { return Setting(region, from: .flag("--region")) }
    for name in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
      if let region = surroundings.value(name) { return Setting(region, from: .environment(name)) }
    }
    return configuration.region
  }

  func prices() throws -> PriceBook {
    try Catalogue.bundled().applying(
      discount: configuration.pricing.discount.value,
      overrides: configuration.pricing.overrides.mapValues(\.value))
  }

  func renderContext() -> RenderContext {
    RenderContext(
      generatedAt: surroundings.now,
      color: surroundings.terminalWidth != nil && !shared.noColor
        && surroundings.value("NO_COLOR") == nil,
      width: surroundings.terminalWidth, verbose: shared.verbose)
  }

  func analysis(_ options: AnalysisOptions, prices: PriceBook) throws -> Analysis {
    let store = try UsageStore.open(at: database, access: .readOnly)
    guard let newest = try store.newestInstant() else { throw Failure.noData(database: database) }
    let window = try options.window.window(newest: newest)
    let profiles = try store.profiles(in: window, functions: options.functions)
    hintAtCoverage(of: profiles, in: window)
    var settings = AnalysisSettings(
      rule: configuration.rule.value, sizing: options.sizing ?? configuration.sizing.value,
      appliesFreeTier: options.freeTier)
    let workloads = configuration.workloads
    settings.durableRetention = { workload in
      workloads.first { $0.match.matches(workload.name) }?.durable?.retentionDays
    }
    return Analyzer(prices: prices, settings: settings).analyze(profiles, in: window)
  }

  func note(_ line: String) {
    if !shared.quiet { StandardError.write("costctl: \(line)") }
  }

  /// Says once when most of the window was never pulled, since utilization divides by all of it.
  private func hintAtCoverage(of profiles: [UsageProfile], in window: AnalysisWindow) {
    guard let best = profiles.max(by: { $0.coveredSeconds < $1.coveredSeconds }),
      best.coverage < Firmness.sufficientCoverage
    else { return }
    note(
      "at most \(Shown.days(.seconds(best.coveredSeconds))) of the \(Shown.days(window.length)) "
        + "window are covered by data; name the stretch to study with --since and --until")
  }
}
