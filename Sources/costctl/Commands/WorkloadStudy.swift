import CostModel
import Telemetry

/// What `analyze` and `recommend` share: the window, its profiles, and what to warn about.
struct WorkloadStudy {
  let session: Session
  let window: AnalysisWindow
  let profiles: [UsageProfile]
  private let store: UsageStore
  private let newest: Instant?

  /// The whole of a store's window.
  init(of window: AnalysisWindow, in store: UsageStore, session: Session) throws {
    self.session = session
    self.window = window
    self.store = store
    profiles = try store.profiles(in: window, functions: [])
    newest = window.until
  }

  init(_ options: WindowOptions, session: Session) throws {
    let store = try session.openForReading()
    let newest = try store.newestInstant()
    let window = try options.window(upTo: newest)
    let read = try store.profiles(in: window, functions: options.functions)
    self.session = session
    self.window = window
    self.store = store
    // Only a flag narrows: AWS_REGION says where to call, not what to look at.
    profiles =
      session.options.region.map { region in
        read.filter { $0.workload.region == region.name }
      } ?? read
    self.newest = newest
  }

  /// Says when the samples fill only part of the window; after the result, so that a failure stands alone.
  func hint() throws {
    if let hint = try CoverageHint(of: self, newest: newest, store: store) {
      session.messages.note(hint.text)
    }
  }

  func calibrations() throws -> [Calibration] { try store.calibrationsInForce() }

  func analysis(_ options: AnalysisOptions, prices: PriceBook) throws -> Analysis {
    try analysis(sizing: options.sizing, freeTier: options.freeTier, prices: prices)
  }

  func analysis(sizing: Sizing?, freeTier: Bool, prices: PriceBook) throws -> Analysis {
    let namesModels = session.configuration.workloads.contains { $0.model != nil }
    let models = namesModels ? try session.rateBook(calibrations: calibrations()) : nil
    return Analyzer(
      prices: prices,
      settings: session.analysisSettings(
        sizing: sizing, freeTier: freeTier, models: models)
    ).analyze(profiles, in: window)
  }

  func report(
    _ options: AnalysisOptions, settings: RecommendationSettings, prices: PriceBook
  ) throws -> RecommendationReport {
    try report(on: analysis(options, prices: prices), settings: settings, prices: prices)
  }

  func report(
    on analysis: Analysis, settings: RecommendationSettings, prices: PriceBook
  ) throws -> RecommendationReport {
    Recommender(
      prices: prices, settings: settings,
      knowledge: try session.requestKnowledge(calibrations: calibrations())
    ).recommend(analysis)
  }
}
