import ArgumentParser
import CostModel
import Reporting
import Telemetry

extension ReportMaker {
  /// What the recommendation rests on.
  struct Basis: Sendable {
    let study: ReportStudy
    let analysis: Analysis
    let weeks: [Workload: WeekProfile]
    let prices: PriceBook
    let calibrations: [Calibration]
  }

  func pull(_ pull: ReportRequest.Pull) async throws {
    let budget = APIBudget(limit: pull.maximumCost)
    let study = request.period.study
    guard MetricRetention.hour.reaches(back: study.since, at: session.surroundings.clock) else {
      throw ReportFailure.tooOld(period: request.period.name, days: MetricRetention.hour.days)
    }
    let job = PullJob(
      session: session,
      scope: PullScope(
        session: session, access: pull.access, isAllRegions: false, pointQuota: .metricPoints),
      window: study, period: .auto, functions: [], maximumCost: pull.maximumCost, isDryRun: false,
      budget: budget)
    let record = try await job.run()
    switch record.outcome {
    case .interrupted: throw CancellationError()
    case .done: return
    case .partial, .failed, .gateTripped, .usage:
      throw ReportFailure.pull(
        isPartial: record.outcome == .partial, reason: record.failureLines.joined(separator: "; "))
    }
  }

  func analyze() throws -> Basis {
    let store = try session.openForReading()
    guard let first = try store.oldestInstant(), let last = try store.newestInstant() else {
      throw ReportFailure.nothingStored
    }
    guard let study = ReportStudy(of: request.period, first: first, last: last) else {
      throw ReportFailure.nothingInWindow(request.period.study, first: first, last: last)
    }
    let region = session.options.region?.name
    let profiles = try store.profiles(in: study.window, functions: []).filter {
      region == nil || $0.workload.region == region
    }
    let prices = try session.prices()
    let calibrations = try store.calibrationsInForce()
    let namesModels = session.configuration.workloads.contains { $0.model != nil }
    let settings = session.analysisSettings(
      sizing: nil, freeTier: false,
      models: namesModels ? try session.rateBook(calibrations: calibrations) : nil)
    return Basis(
      study: study,
      analysis: Analyzer(prices: prices, settings: settings).analyze(profiles, in: study.window),
      weeks: try store.weeks(in: study.window), prices: prices, calibrations: calibrations)
  }

  func recommend(_ basis: Basis) throws -> RecommendationReport {
    Recommender(
      prices: basis.prices, settings: try session.recommendationSettings(policy: nil),
      knowledge: try session.requestKnowledge(calibrations: basis.calibrations)
    ).recommend(basis.analysis).adding(remark: basis.study.remark)
  }

  func compareTotalCost(_ report: RecommendationReport) throws -> TCOComparison {
    try TCOOptions.parse([]).comparer(session, prices: try session.prices()).compare(report)
  }

  func compare(_ report: RecommendationReport) throws -> (
    changes: ReportChanges, verdicts: [WorkloadVerdict]
  ) {
    let comparison = ReportComparison(
      last: try ledger.last(before: request.period, like: runID),
      advice: try ledger.advice(before: request.period),
      removed: try session.openForReading().removedWorkloads(by: request.period.range.until),
      rule: session.configuration.rule)
    return (comparison.changes(in: report), comparison.remembered(of: report))
  }
}
